// share: vᵢ/Σv, Luce's choice rule (Individual Choice Behavior, 1959): the plain share of a whole, softmax(ln v).
// Each gᵢ·vᵢ is held as a double-double with its own power of two, so no product or sum overflows or underflows and
// every quotient is rounded once.

import { addPairs, dividePairs, powerOfTwo, scaleDown, tail, twoProduct } from './arithmetic/double-double.ts';
import { exponentOf } from './arithmetic/exponent.ts';
import { refuse } from './arrays/refuse.ts';
import type { Options } from './arrays/row-call.ts';
import { mapRows, type Row } from './arrays/rows.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';

type ShareOptions = Omit<Options, 'temperature'>;

/** The largest term is held as about 2^400, so that a term whose share is subnormal is still a normal number. */
const LIFT = 400;

/**
 * Shares of a whole along an axis: gᵢ·vᵢ / Σⱼ gⱼ·vⱼ with gᵢ = `weights`, as many times as each value counts.
 *
 * Shapes and the other options as in `softmax`, without a temperature. Error ≤ 0.51 ulp of the result's type, at any
 * length and for values from 5e−324 to 1.8e308. A masked entry is 0, whatever it holds; a whole masked row is 0.
 *
 * Unlike softmax, shares do not exist for every input; where there are none, it throws.
 *
 * @throws RangeError for a value that is negative, NaN or infinite, for a row that sums to 0, and for options that
 * do not fit; TypeError for what is not numbers.
 * @example
 * ```ts
 * import { share } from 'bridle';
 * share([1, 1, 3]); // → [0.2, 0.2, 0.6]
 * share([[1, 3], [0, 5]]); // → [[0.25, 0.75], [0, 1]]
 * ```
 */
export function share<O extends Out>(v: Scores, options: ShareOptions & { out: O }): O;
export function share<X extends Scores>(v: X, options?: ShareOptions): Like<X>;
export function share(v: Scores, options: ShareOptions = {}): unknown {
  refuse('share', options, 'temperature');
  return mapRows('share', v, options, 0, shareRow);
}

function shareRow(row: Row, out: Float64Array): void {
  const exponent = largestExponent(row);
  let total = 0;
  let totalLow = 0;
  for (let i = 0; i < row.n; i += 1) {
    const part = term(row, i, exponent);
    total = addPairs(total, totalLow, part, tail[0]);
    totalLow = tail[0];
  }
  const scale = powerOfTwo(-LIFT);
  for (let i = 0; i < row.n; i += 1) {
    const part = term(row, i, exponent);
    const p = dividePairs(part, tail[0], total * scale, totalLow * scale);
    out[i] = scaleDown(p, tail[0], -LIFT);
  }
}

/** The exponent of the row's largest term; refuses a row that has no shares. */
function largestExponent(row: Row): number {
  let largest = -Infinity;
  for (let i = 0; i < row.n; i += 1) {
    const v = row.values[i];
    if (!(v >= 0 && v < Infinity)) {
      throw new RangeError(`share: expected finite values ≥ 0, got ${v} in row ${row.index} at ${row.kept?.[i] ?? i}`);
    }
    if (v > 0) largest = Math.max(largest, exponentFrom(v) + (row.weights ? exponentFrom(row.weights[i]) : 0));
  }
  if (row.n > 0 && largest === -Infinity) {
    throw new RangeError(`share: expected a sum above 0, got ${row.n} zeros in row ${row.index}`);
  }
  return largest;
}

/** gᵢ·vᵢ·2^(LIFT − exponent) as a double-double; 0 where it is too small to change any share. */
function term(row: Row, i: number, exponent: number): number {
  tail[0] = 0;
  const v = row.values[i];
  if (v === 0) return 0;
  const weight = row.weights ? row.weights[i] : 1;
  const vExponent = exponentFrom(v);
  const weightExponent = exponentFrom(weight);
  const scale = LIFT + vExponent + weightExponent - exponent;
  if (scale < -800) return 0;
  const product = twoProduct(mantissa(v, vExponent), mantissa(weight, weightExponent));
  tail[0] *= powerOfTwo(scale);
  return product * powerOfTwo(scale);
}

/** x·2^(−exponent), in [1, 2), in two exact steps: 2^1074 itself is not a number. */
function mantissa(x: number, exponent: number): number {
  const half = exponent >> 1;
  return x * powerOfTwo(-half) * powerOfTwo(half - exponent);
}

/** The k with 2^k ≤ x < 2^(k + 1), for finite x > 0, subnormal ones too. */
function exponentFrom(x: number): number {
  return x < 2.2250738585072014e-308 ? exponentOf(x * 18014398509481984) - 54 : exponentOf(x);
}
