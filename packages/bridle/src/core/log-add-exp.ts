// logAddExp: ln(e^a + e^b), the log-sum-exp of two, element by element.

import type { Row } from './arrays/rows.ts';
import { type Like, makeLike, rowMajorData, type Scores, view, wrap } from './arrays/tensor.ts';
import { logSumExpRow } from './log-sum-exp.ts';

const pair: Row = {
  n: 2,
  values: new Float64Array(2),
  weights: null,
  temperature: 1,
  sign: 1,
  kept: null,
  length: 2,
  index: 0,
  base: 0,
  step: 1,
};

/**
 * ln(e^a + e^b) of two numbers, or of two inputs of equal size element by element (the first gives kind and shape).
 * Error ≤ 0.51 ulp. NaN where either is NaN; +∞ where either is +∞; −∞ where both are −∞.
 *
 * @throws RangeError where the sizes differ; TypeError for what is not numbers.
 * @example
 * ```ts
 * import { logAddExp } from 'bridle';
 * logAddExp(1000, 1000); // → 1000.6931471805599
 * logAddExp([-Infinity, 1], [-Infinity, Infinity]); // → [-Infinity, Infinity]
 * ```
 */
export function logAddExp(a: number, b: number): number;
export function logAddExp<X extends Scores>(a: X, b: Scores): Like<X>;
export function logAddExp(a: number | Scores, b: number | Scores): unknown {
  if (typeof a === 'number' && typeof b === 'number') return addOne(a, b);
  const source = view('logAddExp', a as Scores);
  const first = rowMajorData('logAddExp', a as Scores, source.size);
  const second = rowMajorData('logAddExp', b as Scores, source.size);
  const out = makeLike(source, source.size);
  for (let i = 0; i < source.size; i += 1) out[i] = addOne(first[i], second[i]);
  return wrap(source, out, source.dims);
}

function addOne(a: number, b: number): number {
  pair.values[0] = a;
  pair.values[1] = b;
  return logSumExpRow(pair);
}
