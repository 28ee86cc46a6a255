// The softmax between the two products, rows in lanes and classes one column after another, so that nothing is summed
// across lanes but the loss. Everything is measured from the row's label: the sums leave the label out, and a loss of
// 1e−300 or a residual of 1e−17 keeps its digits, as in learn/objective.ts, whose twins these are.
// Labels are numbers in the tile's own format; residuals are weight·(p − y).

import { log1p64 } from './log';
import { COLUMN, fma, USED } from './train-dense';
import { exp32, exp64 } from './train-exp';

// @ts-ignore: decorator
@inline
function exp<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return exp32(x);
  return exp64(x);
}

/** The upper two of four float32 as float64. */
// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 0));
}

/** A column for each class, all rows of it the class's intercept. */
export function start<T>(scores: usize, intercepts: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    const x = v128.load_splat<T>(intercepts + <usize>k * sizeof<T>());
    const column = scores + <usize>k * COLUMN;
    for (let i: usize = 0; i < USED; i += 16) v128.store(column + i, x);
  }
}

/** sums[k] += the sum of column k, in float64. */
export function sums<T>(columns: usize, sums: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    const column = columns + <usize>k * COLUMN;
    let sum = v128.splat<T>(0);
    for (let i: usize = 0; i < USED; i += 16) sum = v128.add<T>(sum, v128.load(column + i));
    if (sizeof<T>() == 4) sum = f64x2.add(f64x2.promote_low_f32x4(sum), upper(sum));
    const at = sums + <usize>k * 8;
    store<f64>(at, load<f64>(at) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
  }
}

/** out = v∘column for so many float64 columns. */
export function scale(columns: usize, v: usize, out: usize, count: i32): void {
  for (let k = 0; k < count; k += 1) {
    for (let i: usize = 0; i < USED; i += 16) {
      v128.store(out + i, f64x2.mul(v128.load(columns + i), v128.load(v + i)));
    }
    columns += COLUMN;
    out += COLUMN;
  }
}

/**
 * At the scores z + step·along: residuals are written, and loss and slope are added to the two float64 at `result`.
 * `residuals` may be z or along itself.
 */
export function lossAlong<T>(
  z: usize,
  along: usize,
  step: f64,
  labels: usize,
  weights: usize,
  residuals: usize,
  classes: i32,
  result: usize,
): void {
  const end = <usize>classes * COLUMN;
  const steps = v128.splat<T>(<T>step);
  const one = v128.splat<T>(1);
  const zero = v128.splat<T>(0);
  let losses = f64x2.splat(0);
  let slopes = f64x2.splat(0);
  for (let i: usize = 0; i < USED; i += 16) {
    const label = v128.load(labels + i);
    const weight = v128.load(weights + i);
    let max = fma<T>(steps, v128.load(along + i), v128.load(z + i));
    let own = max;
    let ownAlong = v128.load(along + i);
    let k = zero;
    for (let at = i; at < end; at += COLUMN) {
      const a = v128.load(along + at);
      const x = fma<T>(steps, a, v128.load(z + at));
      const isLabel = v128.eq<T>(label, k);
      max = v128.pmax<T>(max, x);
      own = v128.bitselect(x, own, isLabel);
      ownAlong = v128.bitselect(a, ownAlong, isLabel);
      k = v128.add<T>(k, one);
    }
    let others = zero;
    let slope = zero;
    k = zero;
    for (let at = i; at < end; at += COLUMN) {
      const a = v128.load(along + at);
      const x = fma<T>(steps, a, v128.load(z + at));
      const e = v128.andnot(exp<T>(v128.sub<T>(x, max)), v128.eq<T>(label, k));
      others = v128.add<T>(others, e);
      slope = fma<T>(e, v128.sub<T>(a, ownAlong), slope);
      v128.store(residuals + at, e);
      k = v128.add<T>(k, one);
    }
    const u = v128.add<T>(others, v128.sub<T>(exp<T>(v128.sub<T>(own, max)), one));
    const share = v128.div<T>(weight, v128.add<T>(one, u));
    const ownResidual = v128.neg<T>(v128.mul<T>(share, others));
    k = zero;
    for (let at = i; at < end; at += COLUMN) {
      const r = v128.mul<T>(share, v128.load(residuals + at));
      v128.store(residuals + at, v128.bitselect(ownResidual, r, v128.eq<T>(label, k)));
      k = v128.add<T>(k, one);
    }
    slope = v128.mul<T>(share, slope);
    if (sizeof<T>() == 4) {
      const low = f64x2.sub(f64x2.promote_low_f32x4(max), f64x2.promote_low_f32x4(own));
      const high = f64x2.sub(upper(max), upper(own));
      const lowLoss = f64x2.add(low, log1p64(f64x2.promote_low_f32x4(u)));
      const highLoss = f64x2.add(high, log1p64(upper(u)));
      losses = f64x2.add(losses, f64x2.mul(lowLoss, f64x2.promote_low_f32x4(weight)));
      losses = f64x2.add(losses, f64x2.mul(highLoss, upper(weight)));
      slopes = f64x2.add(slopes, f64x2.add(f64x2.promote_low_f32x4(slope), upper(slope)));
    } else {
      const loss = f64x2.add(f64x2.sub(max, own), log1p64(u));
      losses = f64x2.add(losses, f64x2.mul(loss, weight));
      slopes = f64x2.add(slopes, slope);
    }
  }
  v128.store(
    result,
    f64x2.add(v128.load(result), f64x2.add(i64x2.shuffle(losses, slopes, 0, 2), i64x2.shuffle(losses, slopes, 1, 3))),
  );
}

/**
 * The second derivative along scores u, at the residuals r: out = w·(diag p − p·pᵀ)·u, a row at a time, and Σ u·out is
 * added to the float64 at `result`. `out` may be u.
 */
export function curve<T>(
  u: usize,
  residuals: usize,
  labels: usize,
  weights: usize,
  out: usize,
  classes: i32,
  result: usize,
): void {
  const end = <usize>classes * COLUMN;
  const one = v128.splat<T>(1);
  const zero = v128.splat<T>(0);
  let total = f64x2.splat(0);
  for (let i: usize = 0; i < USED; i += 16) {
    const label = v128.load(labels + i);
    const weight = v128.load(weights + i);
    let own = zero;
    let k = zero;
    for (let at = i; at < end; at += COLUMN) {
      own = v128.bitselect(v128.load(u + at), own, v128.eq<T>(label, k));
      k = v128.add<T>(k, one);
    }
    let first = zero;
    for (let at = i; at < end; at += COLUMN) {
      first = fma<T>(v128.load(residuals + at), v128.sub<T>(v128.load(u + at), own), first);
    }
    const weighty = v128.gt<T>(weight, zero);
    const mean = v128.and(v128.div<T>(first, v128.bitselect(weight, one, weighty)), weighty);
    const ownMean = v128.mul<T>(weight, mean);
    let sum = zero;
    k = zero;
    for (let at = i; at < end; at += COLUMN) {
      const d = v128.sub<T>(v128.load(u + at), own);
      const change = v128.mul<T>(v128.load(residuals + at), v128.sub<T>(d, mean));
      sum = fma<T>(change, d, sum);
      v128.store(out + at, v128.sub<T>(change, v128.and(ownMean, v128.eq<T>(label, k))));
      k = v128.add<T>(k, one);
    }
    if (sizeof<T>() == 4) sum = f64x2.add(f64x2.promote_low_f32x4(sum), upper(sum));
    total = f64x2.add(total, sum);
  }
  store<f64>(result, load<f64>(result) + f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1));
}
