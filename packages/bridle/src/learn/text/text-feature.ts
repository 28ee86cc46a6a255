// Texts as features: their n-grams by TF-IDF, each text a vector of length 1. The value of an n-gram that a text has f times
// is (1 + ln f)·(1 + ln((1 + n)/(1 + d))), d being how many of n training rows have it (sublinear counts and smoothed
// frequencies, as scikit-learn's), twice that for n-grams of words, which are few beside those of characters; divided by
// the length of the text's vector. Which n-grams are features is learned from the training rows, or given by a hash.

import { log } from '../../core/arithmetic/log.ts';
import { type NGrams, type Visit, visitGrams } from './grams.ts';
import { addTerm, emptyTerms, findTerm, spread, type Terms, termsOf, termText } from './terms.ts';
import { readWords } from './words.ts';

/**
 * A feature for each of the terms, or for each of 2^bits values of a hash, and one for "is missing" where hasMissing. `counts` are the
 * training rows that have each, of `rows` with a text.
 */
export type TextFeature = {
  kind: 'text';
  name: string;
  words: [number, number] | null;
  chars: [number, number] | null;
  terms: string[];
  bits: number | null;
  rows: number;
  counts: Int32Array;
  hasMissing: boolean;
};

/** How texts become features; see `TextOptions` of the recipe. */
export type TextShape = NGrams & { minCount: number; maxFeatures: number; bits: number | null };

export const TEXT_DEFAULTS: TextShape = {
  words: [1, 2],
  chars: [2, 5],
  minCount: 1,
  maxFeatures: 0x40000,
  bits: null,
};

/** Rows of features in compressed form. */
export type TextRows = { offsets: Int32Array; indices: Int32Array; values: Float64Array };

/** So many different n-grams are counted at once; beyond, those seen in one row so far are dropped. */
const MOST_TERMS = 0x400000;
/** What an n-gram of words counts beside one of characters. */
const WORD = 2;

/**
 * The terms that at least `minCount` rows have, the most frequent `maxFeatures` of them, in order of code units, with the
 * rows that have each; `repeats[t]` rows have the text t.
 */
export function learnTerms(
  texts: readonly string[],
  repeats: ArrayLike<number>,
  shape: TextShape,
): { terms: string[]; counts: Int32Array } {
  if (shape.bits !== null) return { terms: [], counts: countHashes(texts, repeats, shape, shape.bits) };
  let terms = emptyTerms();
  let counts: Int32Array = new Int32Array(1024);
  let last: Int32Array = new Int32Array(1024);
  texts.forEach((text, t) => {
    if (repeats[t] === 0) return;
    if (terms.count > MOST_TERMS) ({ terms, counts, last } = withoutSingles(terms, counts));
    visitGrams(readWords(text), shape, (units, start, end, hash) => {
      const term = addTerm(terms, units, start, end, hash);
      if (term >= counts.length) {
        counts = larger(counts);
        last = larger(last);
      }
      if (last[term] === t + 1) return;
      last[term] = t + 1;
      counts[term] += repeats[t];
    });
  });
  let kept = numbersWhere(terms.count, (term) => counts[term] >= shape.minCount);
  if (kept.length > shape.maxFeatures) {
    const textOf = new Map(Array.from(kept, (term) => [term, termText(terms, term)]));
    const order = (a: number, b: number) =>
      counts[b] - counts[a] || ((textOf.get(a) as string) < (textOf.get(b) as string) ? -1 : 1);
    kept = kept.sort(order).slice(0, shape.maxFeatures);
  }
  const found = Array.from(kept, (term): [string, number] => [termText(terms, term), counts[term]]);
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  return { terms: found.map(([text]) => text), counts: Int32Array.from(found, ([, count]) => count) };
}

function countHashes(texts: readonly string[], repeats: ArrayLike<number>, shape: NGrams, bits: number): Int32Array {
  const counts = new Int32Array(2 ** bits);
  const last = new Int32Array(2 ** bits);
  texts.forEach((text, t) => {
    if (repeats[t] === 0) return;
    visitGrams(readWords(text), shape, (_units, _start, _end, hash) => {
      const at = spread(hash) >>> (32 - bits);
      if (last[at] === t + 1) return;
      last[at] = t + 1;
      counts[at] += repeats[t];
    });
  });
  return counts;
}

function withoutSingles(terms: Terms, counts: Int32Array) {
  const kept = emptyTerms();
  const keptCounts = new Int32Array(counts.length);
  for (let term = 0; term < terms.count; term += 1) {
    if (counts[term] < 2) continue;
    const to = addTerm(kept, terms.units, terms.offsets[term], terms.offsets[term + 1], terms.hashes[term]);
    keptCounts[to] = counts[term];
  }
  return { terms: kept, counts: keptCounts, last: new Int32Array(counts.length) };
}

function numbersWhere(count: number, fits: (i: number) => boolean): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i).filter(fits);
}

function larger(numbers: Int32Array): Int32Array {
  const out = new Int32Array(2 * numbers.length);
  out.set(numbers);
  return out;
}

/** Whether a term is an n-gram of words: it has a space at both ends. */
function isWords(term: string): boolean {
  return term.startsWith(' ') && term.endsWith(' ');
}

/** How many features the texts themselves have. */
export function textWidth({ terms, bits }: TextFeature): number {
  return bits === null ? terms.length : 2 ** bits;
}

/** The tables of a feature, and how often the row in work has each term: 0 between rows. */
type Prepared = { terms: Terms | null; idf: Float64Array; counts: Int32Array };
/** Made once for each feature: a stream of tables uses them again. */
const prepared = new WeakMap<TextFeature, Prepared>();

function prepare(feature: TextFeature): Prepared {
  let ready = prepared.get(feature);
  if (!ready) {
    const { bits, terms, rows, counts } = feature;
    const idf = Float64Array.from(counts, (count, t) => {
      const rarity = 1 + log((1 + rows) / (1 + count));
      return isWords(terms[t] ?? '') ? WORD * rarity : rarity;
    });
    ready = { terms: bits === null ? termsOf(terms) : null, idf, counts: new Int32Array(idf.length) };
    prepared.set(feature, ready);
  }
  return ready;
}

/** The features of rows whose texts are texts[codes[row]], none where the code is negative. */
export function textRows(feature: TextFeature, texts: readonly string[], codes: Int32Array): TextRows {
  const { terms, idf, counts } = prepare(feature);
  const shift = 32 - (feature.bits ?? 0);
  const offsets = new Int32Array(codes.length + 1);
  const found: number[] = [];
  const values: number[] = [];
  const take: Visit = (units, from, to, hash) => {
    const at = terms ? findTerm(terms, units, from, to, hash) : spread(hash) >>> shift;
    if (at < 0) return;
    counts[at] += 1;
    if (counts[at] === 1) found.push(at);
  };
  codes.forEach((code, row) => {
    visitGrams(readWords(texts[code] ?? ''), feature, take);
    let squares = 0;
    for (let e = offsets[row]; e < found.length; e += 1) {
      const at = found[e];
      const value = (counts[at] > 1 ? 1 + log(counts[at]) : 1) * idf[at];
      squares += value * value;
      values.push(value);
      counts[at] = 0;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let e = offsets[row]; e < found.length; e += 1) values[e] *= scale;
    offsets[row + 1] = found.length;
  });
  return { offsets, indices: Int32Array.from(found), values: Float64Array.from(values) };
}

/**
 * A name for each feature: `COL: word`, for n-grams of characters `COL: "wor"` with spaces where a word begins or ends, for
 * hashes `COL: #5`; and `missing` for missing texts.
 */
export function textNames(feature: TextFeature, missing: string): string[] {
  const { name, terms, bits, hasMissing } = feature;
  const names =
    bits === null
      ? terms.map((term) => (isWords(term) ? `${name}: ${term.slice(1, -1)}` : `${name}: "${term}"`))
      : Array.from({ length: textWidth(feature) }, (_, j) => `${name}: #${j}`);
  return hasMissing ? [...names, missing] : names;
}
