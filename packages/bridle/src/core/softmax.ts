// softmax: pᵢ = gᵢ·e^(xᵢ/T) / Σⱼ gⱼ·e^(xⱼ/T), the probabilities that Boltzmann, Luce and Bridle share.
// Shifted by the largest score and summed as double-doubles (see shift.ts), so that nothing overflows and each
// probability is rounded once. John S. Bridle gave it its name (NIPS 1989; NATO ASI F 68, 1990).

import { addPairs, dividePairs, multiplyPairs, scaleDown, tail } from './double-double.ts';
import { mapRows, type Options, type Row } from './rows.ts';
import { prepare, type RowState, SCALE, shift, sumExponentials } from './shift.ts';
import { type Like, type Out, rowMajorData, type Scores, view } from './tensor.ts';

/** Probabilities are formed as 2^400 times their value and brought down in one rounding: subnormal ones are right too. */
const LIFT = 400;

/**
 * Softmax along an axis: pᵢ = gᵢ·e^(xᵢ/T) / Σⱼ gⱼ·e^(xⱼ/T), with T = `temperature` and gᵢ = `weights`.
 *
 * Takes scores of any shape and returns the same shape and kind (integers give Float64Array); each row along `axis`
 * sums to 1. Error ≤ 0.51 ulp of the result's type, at any length; a row of 10⁶ sums to 1 within 2⁻⁵⁰. Data never
 * throws: a NaN makes its row NaN, an all −∞ row is NaN, a masked entry is 0, and so is one of weight 0. In the limits
 * +∞ entries, at T = 0 the maxima, and at T = ∞ all entries above −∞ share the mass, by their weights.
 *
 * @throws TypeError for what is not numbers; RangeError for an axis, temperature, mask, weights, segments or out
 * that does not fit.
 * @example
 * ```ts
 * import { softmax } from 'bridle';
 * softmax([1, 1, 3]); // → [0.10650697891920075, 0.10650697891920075, 0.7869860421615985]
 * softmax([1000, 1000]); // → [0.5, 0.5]
 * softmax([[1, 2], [3, 4]], { axis: 0, temperature: 0 }); // → [[0, 0], [1, 1]]
 * ```
 */
export function softmax<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function softmax<X extends Scores>(x: X, options?: Options): Like<X>;
export function softmax(x: Scores, options: Options = {}): unknown {
  return mapRows('softmax', x, options, 0, softmaxRow);
}

/**
 * Softmax of the negated scores: pᵢ ∝ e^(−xᵢ/T), the Boltzmann distribution over energies xᵢ. As `softmax` otherwise.
 *
 * @example
 * ```ts
 * import { softmin } from 'bridle';
 * softmin([0, Math.LN2]); // → [0.6666666666666666, 0.3333333333333333]
 * ```
 */
export function softmin<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function softmin<X extends Scores>(x: X, options?: Options): Like<X>;
export function softmin(x: Scores, options: Options = {}): unknown {
  return mapRows('softmin', x, { ...options, temperature: -(options.temperature ?? 1) }, 0, softmaxRow);
}

/** The reference: one row's probabilities into out[0 … n); returns what kind of row it was. */
export function softmaxRow(row: Row, out: Float64Array): RowState {
  const state = prepare(row);
  if (state === 'nan' || state === 'void') out.fill(Number.NaN, 0, row.n);
  if (state !== 'regular' && state !== 'limit') return state;
  const e = sumExponentials(shift(row, state), row.n, false);
  const total = addPairs(SCALE, 0, e.rest, e.restLow);
  const inverse = dividePairs(2 ** LIFT, 0, total, tail[0]);
  const inverseLow = tail[0];
  for (let i = 0; i < row.n; i += 1) {
    const p = multiplyPairs(e.hi[i], e.lo[i], inverse, inverseLow);
    out[i] = scaleDown(p, tail[0], -LIFT);
  }
  return state;
}

/**
 * The vector–Jacobian product of softmax: (Jᵀv)ᵢ = pᵢ·(vᵢ − Σⱼ pⱼvⱼ)/T, which takes a gradient with respect to the
 * probabilities back to the scores. `v` has the shape of x. Absolute error ≤ 4·2⁻⁵³·max|v|/|T| per entry, any length.
 * Where softmax is a limit (T = 0, T = ∞, some +∞) the derivative is 0.
 *
 * @example
 * ```ts
 * import { softmax } from 'bridle';
 * softmax.vjp([0, 0], [1, 0]); // → [0.25, -0.25]
 * ```
 */
softmax.vjp = <X extends Scores>(x: X, v: Scores, options: Options = {}): Like<X> =>
  jacobianProduct('softmax.vjp', x, v, options);

/**
 * The Jacobian–vector product of softmax, Jv: how the probabilities move when the scores move along v. The Jacobian
 * is symmetric, so it equals `softmax.vjp`.
 *
 * @example
 * ```ts
 * import { softmax } from 'bridle';
 * softmax.jvp([0, 0], [1, 0]); // → [0.25, -0.25]
 * ```
 */
softmax.jvp = <X extends Scores>(x: X, v: Scores, options: Options = {}): Like<X> =>
  jacobianProduct('softmax.jvp', x, v, options);

function jacobianProduct<X extends Scores>(name: string, x: X, v: Scores, options: Options): Like<X> {
  const direction = rowMajorData(name, v, view(name, x).size);
  return mapRows(name, x, options, 0, (row, out) => {
    if (softmaxRow(row, out) === 'limit') {
      out.fill(0, 0, row.n); // a limit does not move with the scores
      return;
    }
    centre(row, out, (i) => direction[row.base + (row.kept ? row.kept[i] : i) * row.step]);
    for (let i = 0; i < row.n; i += 1) out[i] /= row.sign * row.temperature;
  }) as Like<X>;
}

/** Turns probabilities p in out into p∘(v − ⟨p, v⟩), the product that every derivative of softmax is made of. */
export function centre(row: Row, out: Float64Array, v: (i: number) => number): void {
  let mean = 0;
  let meanLow = 0;
  for (let i = 0; i < row.n; i += 1) {
    if (out[i] === 0) continue;
    mean = addPairs(mean, meanLow, out[i] * v(i), 0);
    meanLow = tail[0];
  }
  for (let i = 0; i < row.n; i += 1) out[i] = out[i] === 0 ? 0 : out[i] * (v(i) - mean);
}
