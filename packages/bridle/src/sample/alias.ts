// The alias method (Walker 1977; Vose 1991): a table made once in O(n), from which each draw takes one uniform number and
// one comparison. An entry of probability 0 has an empty share of its column, and no column points to it.

import { type RandomOption, randomOf } from './random-option.ts';

/** Column i gives i with probability `share[i]`, else `other[i]`; empty for a row that is no distribution. */
export type AliasTable = { readonly share: Float64Array; readonly other: Int32Array };

/**
 * The alias table of a flat list of probabilities, which need not sum to 1. A row from which nothing can be drawn (empty,
 * all 0, or with an entry that is negative, NaN or infinite) gives an empty table. The probabilities of its draws are
 * those given up to n·2⁻⁵³ of their sum.
 *
 * @example
 * ```ts
 * import { aliasTable } from 'bridle/sample';
 * aliasTable([0.5, 0, 0.5]).share; // → Float64Array [1, 0, 0.5]
 * ```
 */
export function aliasTable(p: ArrayLike<number>): AliasTable {
  const n = p.length;
  let top = 0;
  for (let i = 0; i < n; i += 1) {
    if (!(p[i] >= 0)) return { share: new Float64Array(0), other: new Int32Array(0) };
    if (p[i] > p[top]) top = i;
  }
  if (!(p[top] > 0 && p[top] < Infinity)) return { share: new Float64Array(0), other: new Int32Array(0) };
  const share = Float64Array.from(p, (x) => x / p[top]); // so that no sum overflows
  const total = share.reduce((sum, x) => sum + x, 0);
  for (let i = 0; i < n; i += 1) share[i] *= n / total;
  const other = Int32Array.from(share, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i += 1) (share[i] < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() as number;
    const more = large[large.length - 1];
    other[less] = more;
    share[more] -= 1 - share[less];
    if (share[more] < 1) small.push(large.pop() as number);
  }
  for (const i of [...small, ...large]) share[i] = 1; // the columns left have the mass of as many: all are 1 but for rounding
  return { share, other };
}

/**
 * `count` draws from an alias table; −1 each where it is empty.
 *
 * @throws TypeError unless exactly one of `seed` and `rng` is given; RangeError for a count that is not whole and ≥ 0.
 * @example
 * ```ts
 * import { aliasTable, drawAlias } from 'bridle/sample';
 * drawAlias(aliasTable([0, 2, 0]), 3, { seed: 1 }); // → Int32Array [1, 1, 1]
 * ```
 */
export function drawAlias({ share, other }: AliasTable, count: number, options: RandomOption): Int32Array {
  const random = randomOf('drawAlias', options);
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`drawAlias: expected a whole count ≥ 0, got ${count}`);
  }
  const drawn = new Int32Array(count);
  const n = share.length;
  for (let d = 0; d < count; d += 1) {
    const u = random() * n;
    const column = Math.floor(u);
    drawn[d] = n === 0 ? -1 : u - column < share[column] ? column : other[column];
  }
  return drawn;
}
