// From seeds to an input: one of the seeds, changed by a few mutations after each other.

import { byteMutations } from './bytes.mjs';
import { binaryMutations, textMutations } from './text.mjs';

/** No input grows beyond this: what is tried is the reader, not the disk. */
const LARGEST = 1 << 20;

const lines = Object.values(textMutations);

/**
 * The mutations that a text goes through: those of lines and cells more often than those of bytes, most of which end the
 * reading at the first byte that is no UTF-8.
 */
export const TEXT = [
  ...lines,
  ...lines,
  ...lines,
  ...lines,
  ...Object.values(binaryMutations),
  ...Object.values(byteMutations),
];

export const BYTES = Object.values(byteMutations);

/** One of the seeds after one or more mutations; `tokens` are words of its format. */
export function mutate(random, seeds, { tokens = ['0'], mutations = TEXT } = {}) {
  let bytes = random.pick(seeds);
  for (let n = random.few(6); n > 0; n -= 1) {
    bytes = random.pick(mutations)(random, bytes, { others: seeds, tokens }).subarray(0, LARGEST);
  }
  return bytes;
}
