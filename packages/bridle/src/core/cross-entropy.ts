// crossEntropy: −Σ q·ln softmax(x), the loss of a softmax classifier; its gradient p − q and its Hessian's products.
// From logits, with the partial state of shift.ts: −ln pᵢ = ln(1 + rest) − dᵢ, which is accurate for a loss of 4e−18
// and for one of 858. In the gradient the largest entry's p − q is (1 − q) − q·rest over 1 + rest, so that a confident
// p = 1 does not cancel to 0.

import {
  addPairs,
  dividePairs,
  fastTwoSum,
  multiplyPairs,
  powerOfTwo,
  scaleDown,
  tail,
  twoSum,
} from './arithmetic/double-double.ts';
import { addScaled, type PairSum, quotient, scalePair } from './arithmetic/pair-sum.ts';
import { prepare, SCALE, shift, sumExponentials } from './arithmetic/shift.ts';
import { expectOptions } from './arrays/refuse.ts';
import type { Options, RowOptions } from './arrays/row-call.ts';
import { mapRows, type Row, type RowKernel } from './arrays/rows.ts';
import {
  type ClassOptions,
  denominator,
  type LossOptions,
  type RowTarget,
  reduceLosses,
  type Target,
  targetReader,
} from './arrays/targets.ts';
import { apart, type Like, type Out, rowMajorData, type Scores, view } from './arrays/tensor.ts';
import { logOnePlus } from './log-softmax.ts';
import { centre, softmaxRow } from './softmax.ts';

export type CrossEntropyOptions = RowOptions & LossOptions & ClassOptions;

/** The reference of crossEntropy; accelerated/cross-entropy.ts says what it takes. */
export function crossEntropyBy(
  logits: Scores,
  target: Target,
  options: CrossEntropyOptions & { out?: Out | undefined },
  name = 'crossEntropy',
): unknown {
  return reduceLosses(name, logits, options, targetReader(name, logits, target, options), rowLoss);
}

/** The reference of its gradient. */
export function crossEntropyGradient<X extends Scores>(
  logits: X,
  target: Target,
  options: Options & CrossEntropyOptions,
  name = 'crossEntropy.gradient',
): Like<X> {
  return derivative(name, logits, target, options, (row, rowTarget, norm, out) => {
    const state = prepare(row);
    if (state === 'nan' || state === 'void') out.fill(Number.NaN, 0, row.n);
    if (state !== 'regular' && state !== 'limit') return;
    const e = sumExponentials(shift(row, state), row.n, false);
    const { weight } = rowTarget;
    const divisor = { hi: scalePair(row.sign * row.temperature, norm.hi, norm.lo), lo: tail[0] };
    const factor = { hi: quotient({ hi: weight, lo: 0 }, divisor), lo: tail[0] };
    const size = Math.abs(factor.hi);
    const isModerate = size > 2 ** -300 && size < 2 ** 300;
    residuals(row, e, rowTarget, isModerate ? factor : ONE, out);
    if (isModerate) return;
    // As a plain product: T = −0 keeps its sign.
    for (let i = 0; i < row.n; i += 1) out[i] = over(out[i] * weight, norm.hi * row.sign * row.temperature);
  });
}

/** The Hessian's product with v. */
export function crossEntropyHessianVector<X extends Scores>(
  logits: X,
  target: Target,
  v: Scores,
  options: Options & CrossEntropyOptions,
): Like<X> {
  const name = 'crossEntropy.hessianVector';
  expectOptions(name, options);
  const direction = apart(rowMajorData(name, v, view(name, logits).size), options.out);
  return derivative(name, logits, target, options, (row, { mass, weight }, norm, out) => {
    if (softmaxRow(row, out) === 'limit') {
      out.fill(0, 0, row.n);
      return;
    }
    centre(row, out, (i) => direction[row.base + (row.kept ? row.kept[i] : i) * row.step]);
    for (let i = 0; i < row.n; i += 1) out[i] *= (mass.hi * weight) / norm.hi / row.temperature / row.temperature;
  });
}

/** −Σ q·ln p of one row as a double-double (low word in `tail[0]`). */
function rowLoss(row: Row, { q, qLow, lost }: RowTarget): number {
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
      if (qLow[i] !== 0 && finite) addScaled(sum, qLow[i], cost, 0);
    }
  }
  tail[0] = sum.lo;
  return sum.hi;
}

/** A residual below this, as 2^600 times its value, is formed as 2^400 times its value, and rounded once. */
const SMALL = 2 ** 100;
const LIFT = 400;
const ONE: PairSum = { hi: 1, lo: 0 };

/**
 * factor·(mass·p − q) of each entry into out, rounded once. From 2^600·e^dᵢ, with r = q/mass: p − r = (eᵢ − r·Z)/Z, and
 * for the top, whose e is 1, (1 − r − r·rest)/Z.
 */
function residuals(row: Row, e: ReturnType<typeof shift>, target: RowTarget, factor: PairSum, out: Float64Array): void {
  const { q, qLow, mass } = target;
  const scaled = { hi: scalePair(mass.hi, factor.hi, factor.lo), lo: 0 };
  scaled.lo = tail[0] + mass.lo * factor.hi;
  const total = addPairs(SCALE, 0, e.rest, e.restLow);
  const totalLow = tail[0];
  for (let i = 0; i < row.n; i += 1) {
    const r = q[i] === 0 ? 0 : quotient({ hi: q[i], lo: qLow[i] }, mass);
    const rLow = q[i] === 0 ? 0 : tail[0];
    const isTop = i === e.top;
    const taken = isTop ? multiplyPairs(r, rLow, e.rest, e.restLow) : multiplyPairs(r, rLow, total, totalLow);
    const takenLow = tail[0];
    const left = isTop ? addPairs(SCALE, 0, -r * SCALE, -rLow * SCALE) : e.hi[i];
    const leftLow = isTop ? tail[0] : e.lo[i];
    const difference = twoSum(left, -taken);
    const differenceLow = tail[0] + (leftLow - takenLow);
    const lift = Math.abs(difference) < SMALL ? LIFT : 0;
    const scale = powerOfTwo(-lift);
    const residual = dividePairs(difference, differenceLow, total * scale, totalLow * scale);
    const residualLow = tail[0];
    const product = scalePair(scaled.hi, residual, residualLow);
    const hi = fastTwoSum(product, tail[0] + scaled.lo * residual);
    out[i] = hi < 0 ? -scaleDown(-hi, -tail[0], -lift) : scaleDown(hi, tail[0], -lift);
  }
}

type DerivativeKernel = (row: Row, target: RowTarget, norm: PairSum, out: Float64Array) => void;

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

/** a/b, and 0 for a = 0 even where b is 0; never −0. */
function over(a: number, b: number): number {
  return a === 0 ? 0 : a / b + 0;
}
