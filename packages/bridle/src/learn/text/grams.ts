// The n-grams of a text, each a slice of its units (words.ts): of words, with a space at both ends, " my balance ", and of
// characters within a word, which reach over at most one of its spaces, " bal" or "ance ". So the two kinds never meet.
// In n-grams of two words and more the marks of the text's ends are words, " ^ my ". A word in Hangul has n-grams of
// characters alone, where there are any: 배송이 and 배송은 share " 배송", and a particle makes no new word of a noun.

import { HASH_START, hashWith } from './terms.ts';
import { hasHangul, type Words } from './words.ts';

/** The least and the greatest n of each kind; null for none. */
export type NGrams = { words: readonly [number, number] | null; chars: readonly [number, number] | null };

/** Called for units[start … end − 1], with its hash. */
export type Visit = (units: Uint16Array, start: number, end: number, hash: number) => void;

const SPACE = 32;

export function visitGrams(words: Words, ngrams: NGrams, visit: Visit): void {
  if (words.count === 0) return;
  if (ngrams.words) visitWords(words, ngrams.words, ngrams.chars !== null, visit);
  if (ngrams.chars) visitChars(words, ngrams.chars, ngrams.words !== null, visit);
}

function visitWords(
  { units, starts, count }: Words,
  [least, most]: readonly [number, number],
  withChars: boolean,
  visit: Visit,
): void {
  for (let first = 0; first <= count; first += 1) {
    let hash = HASH_START;
    let at = starts[first];
    const last = Math.min(first + most, count + 2);
    for (let w = first; w < last; w += 1) {
      if (withChars && hasHangul(units, starts[w], starts[w + 1])) break;
      while (at < starts[w + 1]) {
        hash = hashWith(hash, units[at]);
        at += 1;
      }
      if (w - first + 1 >= least && w > 0) visit(units, starts[first], at + 1, hashWith(hash, SPACE));
    }
  }
}

function visitChars(
  { units, starts, count }: Words,
  [least, most]: readonly [number, number],
  withWords: boolean,
  visit: Visit,
): void {
  for (let w = 1; w <= count; w += 1) {
    const begin = starts[w];
    const end = starts[w + 1] + 1;
    const whole = withWords && !hasHangul(units, begin, end);
    for (let start = begin; start + least <= end; start += 1) {
      if ((units[start] & 0xfc00) === 0xdc00) continue; // the second half of a character
      let hash = HASH_START;
      const stop = Math.min(start + most, start === begin && whole ? end - 1 : end);
      for (let at = start; at < stop; at += 1) {
        hash = hashWith(hash, units[at]);
        if (at + 1 - start >= least && (units[at] & 0xfc00) !== 0xd800) visit(units, start, at + 1, hash);
      }
    }
  }
}
