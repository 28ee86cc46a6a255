// softmax and softmin by the fastest arithmetic that the level allows.

import { expectNumber, expectOptions } from '../core/arrays/refuse.ts';
import type { Options } from '../core/arrays/row-call.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import { jacobianProduct, softmaxRows } from '../core/softmax.ts';
import { alongAxis } from './dispatch.ts';
import { NONE, plainCall } from './plain-call.ts';

/**
 * Softmax along an axis: pᵢ = gᵢ·e^(xᵢ/T) / Σⱼ gⱼ·e^(xⱼ/T), with T = `temperature` and gᵢ = `weights`.
 *
 * Takes scores of any shape and returns the same shape and kind (integers give Float64Array); each row along `axis`
 * sums to 1. Error ≤ 0.51 ulp of the result's type for rows of up to 64 numbers or integers, and at any length with the
 * arithmetic 'reference'; by the kernels, which take Float32Array, Float64Array and longer rows of numbers and integers,
 * ≤ 0.6 ulp (float32; 2.75 with the arithmetic 'fast') and ≤ 3 ulp (float64). Data never
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
export function softmax(x: Scores, options: Options = NONE): unknown {
  return plainCall('softmax', x, options, softmaxRows) ?? alongAxis('softmax', 'softmax', x, options, softmaxRows);
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
  expectOptions('softmin', options);
  const { temperature = 1 } = options;
  expectNumber('softmin', 'temperature', temperature);
  const turned = { ...options, temperature: -temperature };
  return alongAxis('softmax', 'softmin', x, turned, softmaxRows);
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
