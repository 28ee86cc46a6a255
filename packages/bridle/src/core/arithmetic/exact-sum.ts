// The sum of finite numbers, rounded once. The partial sums do not overlap, so together they are the exact sum
// (Shewchuk 1997, "Adaptive precision floating-point arithmetic", grow-expansion).

import { tail, twoSum } from './double-double.ts';

/** Σ terms to the nearest float64; NaN where a term is not finite or a partial sum overflows. */
export function exactSum(terms: Iterable<number>): number {
  const partials: number[] = []; // of ascending size, none 0
  for (const term of terms) {
    let x = term;
    let kept = 0;
    for (const partial of partials) {
      x = twoSum(x, partial);
      if (tail[0] !== 0) partials[kept++] = tail[0];
    }
    partials.length = kept;
    partials.push(x);
  }
  return rounded(partials);
}

/** The largest partials are added until one does not fit; half a unit is then decided by the sign of the rest. */
function rounded(partials: readonly number[]): number {
  let i = partials.length - 1;
  let sum = i < 0 ? 0 : partials[i];
  let low = 0;
  while (i > 0 && low === 0) {
    i -= 1;
    sum = twoSum(sum, partials[i]);
    low = tail[0];
  }
  if (i > 0 && low < 0 === partials[i - 1] < 0 && low !== 0) {
    const up = sum + 2 * low;
    if (2 * low === up - sum) return up;
  }
  return sum;
}
