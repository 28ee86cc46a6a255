// Whether a column holds texts to be taken apart into words, or names of categories.

import type { Column } from './table.ts';

/** Fewer different cells among the present ones are categories. */
const DISTINCT = 0.5;
const WORDS = 3;
const SYLLABLES = 8;

/**
 * True where at least half of the cells are different texts, with a median of at least 3 words, or of 8 syllables in Hangul.
 *
 * @example
 * ```ts
 * import { isText } from 'bridle/learn';
 * const levels = ['where is my card', 'the card did not arrive', 'cancel this transfer'];
 * isText({ kind: 'categorical', name: 'question', codes: new Int32Array([0, 1, 2]), levels }); // → true
 * ```
 */
export function isText(column: Column): boolean {
  if (column.kind === 'numeric') return false;
  const { codes, levels } = column;
  const seen = new Uint8Array(levels.length);
  let rows = 0;
  let distinct = 0;
  for (let i = 0; i < codes.length; i += 1) {
    if (codes[i] < 0) continue;
    rows += 1;
    if (seen[codes[i]] === 0) distinct += 1;
    seen[codes[i]] = 1;
  }
  if (rows === 0 || distinct < DISTINCT * rows || distinct < 2) return false;
  let long = 0;
  for (let code = 0; code < levels.length; code += 1) if (seen[code] === 1 && isLong(levels[code])) long += 1;
  return 2 * long >= distinct;
}

function isLong(text: string): boolean {
  let words = 0;
  for (const _ of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    words += 1;
    if (words === WORDS) return true;
  }
  return text.length >= SYLLABLES && (text.normalize('NFC').match(/[가-힣]/g)?.length ?? 0) >= SYLLABLES;
}
