// crossEntropy, its gradient, and both in one pass, by the fastest arithmetic that the level allows: float32 and float64
// logits with a class for each row go to the kernels, all else to the reference in core.

import type { Reduced } from '../core/arrays/reduced.ts';
import { expectOptions } from '../core/arrays/refuse.ts';
import type { Options } from '../core/arrays/row-call.ts';
import type { Target } from '../core/arrays/targets.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import {
  type CrossEntropyOptions,
  crossEntropyBy,
  crossEntropyGradient,
  crossEntropyHessianVector,
} from '../core/cross-entropy.ts';
import { lossRows } from './loss-rows.ts';

type Each = CrossEntropyOptions & { reduction: 'none' };
type Summed = CrossEntropyOptions & { reduction?: 'mean' | 'sum' | undefined };

/**
 * Cross-entropy of softmax(logits) against a target, in nats: −Σᵢ wᵢ·qᵢ·ln pᵢ for each row along `axis`, with class
 * weights w and q the target's probabilities, or 1 at its class, after label smoothing; 0·ln 0 = 0.
 *
 * The target holds a class index for each row, in row-major order of the other dimensions, or probabilities in the
 * shape of the logits. Temperature, mask, degeneracies (`weights`) and segments are those of `softmax`.
 * `reduction: 'mean'`, the default, divides by the sum over the rows left in of sample weight × weight of the row's
 * class (× 1 for probabilities), as PyTorch does; of no rows it is NaN. 'none' gives each row's loss, 0 where left out.
 *
 * Error ≤ 0.51 ulp of float64 at any temperature, with any number of classes; mean, sample and class weights and
 * smoothing included. By the kernels, which take a class for each row of Float64Array or Float32Array, the relative
 * error is ≤ 4.5·2⁻⁵³ (float64) and ≤ 2⁻²⁸ (float32), where a loss below 10⁻²⁸⁰ counts as 0. ∞ where a target's class is
 * masked or has the logit −∞; NaN for a row with a NaN or of −∞ only, and for a target with a negative, NaN or infinite entry.
 *
 * @throws TypeError for what is not numbers; RangeError for a class, size or option that does not fit.
 * @example
 * ```ts
 * import { crossEntropy } from 'bridle';
 * crossEntropy([0, -40], 0); // → 4.248354255291589e-18
 * crossEntropy([[2, 0], [0, 1]], [0, 1]); // → 0.22009484928059767
 * crossEntropy([-Infinity, 0], [0, 1]); // → 0
 * ```
 */
export function crossEntropy<O extends Out>(logits: Scores, target: Target, options: Each & { out: O }): O;
export function crossEntropy<X extends Scores, O extends Each>(logits: X, target: Target, options: O): Reduced<X, O>;
export function crossEntropy(
  logits: Scores,
  target: Target,
  options?: CrossEntropyOptions & { reduction?: 'mean' | 'sum' | undefined },
): number;
export function crossEntropy(
  logits: Scores,
  target: Target,
  options: CrossEntropyOptions & { out?: Out | undefined } = {},
): unknown {
  expectOptions('crossEntropy', options);
  const rows = options.out === undefined ? lossRows('crossEntropy', logits, target, options, false) : null;
  return rows ? rows.loss : crossEntropyBy(logits, target, options);
}

/**
 * The gradient of crossEntropy with respect to the logits, p − q for one row at T = 1; in general
 * s·(m·pᵢ − wᵢqᵢ)/(N·T) with m = Σ w·q, the sample weight s, and the mean's denominator N (1 for 'sum' and 'none').
 *
 * Shape and kind of the logits. Error ≤ 0.51 ulp where s/(N·|T|) is from 1e−90 to 1e90, with any number of classes and
 * where a confident p rounds to 1, ≤ 2.5 ulp beyond where p is above 1e−290; for probabilities or smoothing, where m·p
 * and w·q may cancel, 2⁻⁶⁰ of the larger of them in addition. By the kernels ≤ 4 ulp (float64) and ≤ 0.6 ulp (float32),
 * also where a confident p rounds to 1. Rows left out and masked entries give 0. At T = 0 the limit: 0 where p = q,
 * elsewhere ±∞.
 *
 * @example
 * ```ts
 * import { crossEntropy } from 'bridle';
 * crossEntropy.gradient([0, 0], 1); // → [0.5, -0.5]
 * crossEntropy.gradient([0, -40], 0); // → [-4.248354255291589e-18, 4.248354255291589e-18]
 * ```
 */
crossEntropy.gradient = <X extends Scores>(
  logits: X,
  target: Target,
  options: Options & CrossEntropyOptions = {},
): Like<X> => {
  const rows = lossRows('crossEntropy.gradient', logits, target, options, true);
  return (rows ? rows.gradient : crossEntropyGradient(logits, target, options)) as Like<X>;
};

/**
 * The loss and its gradient in one pass over the logits, which costs little more than the gradient alone. Each as by
 * `crossEntropy` and `crossEntropy.gradient`; `out` receives the gradient.
 *
 * @example
 * ```ts
 * import { crossEntropy } from 'bridle';
 * crossEntropy.withGradient([0, 0], 1); // → { loss: 0.6931471805599453, gradient: [0.5, -0.5] }
 * ```
 */
crossEntropy.withGradient = <X extends Scores>(
  logits: X,
  target: Target,
  options: Options & Summed = {},
): { loss: number; gradient: Like<X> } => {
  const rows = lossRows('crossEntropy.withGradient', logits, target, options, true);
  if (rows) return rows as { loss: number; gradient: Like<X> };
  const { out: _, ...others } = options;
  const name = 'crossEntropy.withGradient';
  const loss = crossEntropyBy(logits, target, others, name) as number;
  return { loss, gradient: crossEntropyGradient(logits, target, options, name) };
};

/**
 * The Hessian of crossEntropy at the logits, times a vector v in their shape: s·m·p∘(v − ⟨p, v⟩)/(N·T²), with the
 * names of `crossEntropy.gradient`. Symmetric and positive semidefinite; the target enters by its weight only.
 *
 * Error ≤ 8·2⁻⁵³·s·m·max|v|/(N·T²) per entry. Where softmax is a limit (T = 0, T = ∞, some +∞) it is 0.
 *
 * @example
 * ```ts
 * import { crossEntropy } from 'bridle';
 * crossEntropy.hessianVector([0, 0], 1, [1, 0]); // → [0.25, -0.25]
 * ```
 */
crossEntropy.hessianVector = <X extends Scores>(
  logits: X,
  target: Target,
  v: Scores,
  options: Options & CrossEntropyOptions = {},
): Like<X> => crossEntropyHessianVector(logits, target, v, options);
