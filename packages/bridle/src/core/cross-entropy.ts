// crossEntropy: −Σ q·ln softmax(x), the loss of a softmax classifier; its gradient p − q and its Hessian's products.
// From logits, with the partial state of shift.ts: −ln pᵢ = ln(1 + rest) − dᵢ, which keeps a confident loss (4e−18) and
// a hopeless one (858) alike. In the gradient the largest entry's p − q is (1 − q) − q·rest over 1 + rest, so that a
// confident p = 1 does not cancel to 0.

import { addPairs, dividePairs, multiplyPairs, tail, twoSum } from './double-double.ts';
import { logOnePlus } from './log-softmax.ts';
import { addScaled, type PairSum } from './pair-sum.ts';
import type { Reduced } from './reduced.ts';
import { mapRows, type Options, type Row, type RowKernel, type RowOptions } from './rows.ts';
import { prepare, SCALE, shift, sumExponentials } from './shift.ts';
import { centre, softmaxRow } from './softmax.ts';
import {
  type ClassOptions,
  denominator,
  type LossOptions,
  type RowTarget,
  reduceLosses,
  type Target,
  targetReader,
} from './targets.ts';
import { type Like, type Out, rowMajorData, type Scores, view } from './tensor.ts';

type CrossEntropyOptions = RowOptions & LossOptions & ClassOptions;
type Each = CrossEntropyOptions & { reduction: 'none' };

/**
 * Cross-entropy of softmax(logits) against a target, in nats: −Σᵢ wᵢ·qᵢ·ln pᵢ for each row along `axis`, with class
 * weights w and q the target's probabilities, or 1 at its class, after label smoothing; 0·ln 0 = 0.
 *
 * The target holds a class index for each row, in row-major order of the other dimensions, or probabilities in the
 * shape of the logits. Temperature, mask, degeneracies (`weights`) and segments are those of `softmax`.
 * `reduction: 'mean'`, the default, divides by the sum over the rows left in of sample weight × weight of the row's
 * class (× 1 for probabilities), as PyTorch does; of no rows it is NaN. 'none' gives each row's loss, 0 where left out.
 *
 * Error ≤ 0.51 ulp of float64 for T = 1, mean and sample weights included, ≤ 1 ulp otherwise; class weights and
 * smoothing ≤ 2 ulp more. ∞ where a target's class is masked or has the logit −∞; NaN for a row with a NaN or of
 * −∞ only, and for a target with a negative, NaN or infinite entry.
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
  const name = 'crossEntropy';
  return reduceLosses(name, logits, options, targetReader(name, logits, target, options), rowLoss);
}

/**
 * The gradient of crossEntropy with respect to the logits, p − q for one row at T = 1; in general
 * s·(m·pᵢ − wᵢqᵢ)/(N·T) with m = Σ w·q, the sample weight s, and the mean's denominator N (1 for 'sum' and 'none').
 *
 * Shape and kind of the logits. For a class as target: error ≤ 0.51 ulp at T = 1 with one row or reduction 'sum',
 * ≤ 2.5 ulp otherwise, also where a confident p rounds to 1; for probabilities ≤ 3 ulp of the larger of p and q. Rows
 * left out and masked entries give 0. At T = 0 the limit: 0 where p = q, elsewhere ±∞.
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
): Like<X> =>
  derivative('crossEntropy.gradient', logits, target, options, (row, { q, mass, weight }, norm, out) => {
    const state = prepare(row);
    if (state === 'nan' || state === 'void') out.fill(Number.NaN, 0, row.n);
    if (state !== 'regular' && state !== 'limit') return;
    residual(row, sumExponentials(shift(row, state), row.n, false), q, mass, out);
    const divisor = norm * row.sign * row.temperature;
    for (let i = 0; i < row.n; i += 1) out[i] = over(out[i] * (mass * weight), divisor);
  });

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
): Like<X> => {
  const name = 'crossEntropy.hessianVector';
  const direction = rowMajorData(name, v, view(name, logits).size);
  return derivative(name, logits, target, options, (row, { mass, weight }, norm, out) => {
    if (softmaxRow(row, out) === 'limit') {
      out.fill(0, 0, row.n);
      return;
    }
    centre(row, out, (i) => direction[row.base + (row.kept ? row.kept[i] : i) * row.step]);
    for (let i = 0; i < row.n; i += 1) out[i] *= (mass * weight) / norm / row.temperature / row.temperature;
  });
};

/** −Σ q·ln p of one row as a double-double (low word in `tail[0]`). */
function rowLoss(row: Row, { q, lost }: RowTarget): number {
  const sum: PairSum = { hi: 0, lo: 0 };
  const state = prepare(row);
  if (state === 'nan' || state === 'void') sum.hi = Number.NaN;
  else if (lost) sum.hi = Infinity;
  else if (state !== 'empty') {
    const d = sumExponentials(shift(row, state), row.n, true);
    const { total, totalLow } = logOnePlus(d.rest, d.restLow);
    for (let i = 0; i < row.n; i += 1) {
      if (q[i] === 0) continue;
      const finite = d.hi[i] > -Infinity;
      const cost = finite ? addPairs(total, totalLow, -d.hi[i], -d.lo[i]) : Infinity;
      addScaled(sum, q[i], cost, finite ? tail[0] : 0);
    }
  }
  tail[0] = sum.lo;
  return sum.hi;
}

/** p − q/mass into out, from 2^600·e^dᵢ: (eᵢ − r·Z)/Z with r = q/mass, and for the top, whose e is 1, (1 − r − r·rest)/Z. */
function residual(row: Row, e: ReturnType<typeof shift>, q: Float64Array, mass: number, out: Float64Array): void {
  const total = addPairs(SCALE, 0, e.rest, e.restLow);
  const totalLow = tail[0];
  for (let i = 0; i < row.n; i += 1) {
    const r = mass === 0 ? 0 : q[i] / mass;
    const isTop = i === e.top;
    const taken = isTop ? multiplyPairs(r, 0, e.rest, e.restLow) : multiplyPairs(r, 0, total, totalLow);
    const takenLow = tail[0];
    const difference = twoSum(isTop ? (1 - r) * SCALE : e.hi[i], -taken);
    const differenceLow = tail[0] + ((isTop ? 0 : e.lo[i]) - takenLow);
    out[i] = dividePairs(difference, differenceLow, total, totalLow);
  }
}

type DerivativeKernel = (row: Row, target: RowTarget, norm: number, out: Float64Array) => void;

/** Maps the rows with their targets; `norm` is what the reduction divides by. Rows left out give 0. */
function derivative<X extends Scores>(
  name: string,
  logits: X,
  target: Target,
  options: Options & CrossEntropyOptions,
  kernel: DerivativeKernel,
): Like<X> {
  const read = targetReader(name, logits, target, options);
  const norm = denominator(name, logits, options, read);
  const rowKernel: RowKernel = (row, out) => {
    const rowTarget = read(row);
    if (rowTarget) kernel(row, rowTarget, norm, out);
    else out.fill(0, 0, row.n);
  };
  return mapRows(name, logits, options, 0, rowKernel) as Like<X>;
}

/** a/b, where nothing is nothing even of 0; never −0. */
function over(a: number, b: number): number {
  return a === 0 ? 0 : a / b + 0;
}
