// Where a fit without a penalty has no optimum: single features that separate a class from the others, completely or in
// part. The usual causes are a level that a class does not have, and a number whose ranges do not overlap. Where only
// several features together separate, no feature is named.

import type { Design } from '../table/design.ts';

/** Every row of the class has a larger ('above') or smaller number than all others, or none has the level ('never'). */
export type Separation = { feature: number; class: number; how: 'above' | 'below' | 'never' };

/**
 * What separates, feature by feature; rows of weight 0 do not count.
 *
 * @example
 * ```ts
 * import { separations } from 'bridle/learn';
 * const codes = { kind: 'codes' as const, first: 0, levels: 2, codes: new Int32Array([0, 1, 1, 1]) };
 * const design = { rows: 4, columns: 2, blocks: [codes] };
 * separations(design, [0, 0, 1, 1], 2, new Float64Array(4).fill(1)); // → [{ feature: 0, class: 1, how: 'never' }]
 * ```
 */
export function separations(
  design: Design,
  labels: ArrayLike<number>,
  classCount: number,
  weights: Float64Array,
): Separation[] {
  const found: Separation[] = [];
  for (const block of design.blocks) {
    if (block.kind === 'codes') {
      const counts = new Float64Array(block.levels * classCount);
      block.codes.forEach((code, i) => {
        if (code >= 0) counts[code * classCount + labels[i]] += weights[i];
      });
      for (let level = 0; level < block.levels; level += 1) {
        for (let k = 0; k < classCount; k += 1) {
          if (counts[level * classCount + k] === 0)
            found.push({ feature: block.first + level, class: k, how: 'never' });
        }
      }
      continue;
    }
    block.values.forEach((values, c) => {
      for (let k = 0; k < classCount; k += 1) {
        let [low, high, othersLow, othersHigh] = [Infinity, -Infinity, Infinity, -Infinity];
        for (let i = 0; i < values.length; i += 1) {
          if (weights[i] === 0) continue;
          if (labels[i] === k) [low, high] = [Math.min(low, values[i]), Math.max(high, values[i])];
          else [othersLow, othersHigh] = [Math.min(othersLow, values[i]), Math.max(othersHigh, values[i])];
        }
        if (low >= othersHigh) found.push({ feature: block.index[c], class: k, how: 'above' });
        else if (high <= othersLow) found.push({ feature: block.index[c], class: k, how: 'below' });
      }
    });
  }
  return found;
}
