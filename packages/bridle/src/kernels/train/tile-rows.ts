// The softmax between the two products, with rows in lanes and a column for each class, so that only the loss is summed
// across lanes. The sums leave out the row's label, so a loss of 1e−300 or a residual of 1e−17 keeps its digits; the
// formulas are those of learn/fit/objective.ts. Labels are float64; residuals are weight·(p − y). Columns of scores are
// `stride` bytes apart.

import { log1p64 } from '../log';
import { fma64 } from '../simd';
import { USED } from './dense';
import { exp64 } from './exp';

/** Adds the lanes of a float64 vector to the float64 at an address. */
// @ts-ignore: decorator
@inline
function addTo(address: usize, sum: v128): void {
  store<f64>(address, load<f64>(address) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

/** Fills each class's column of the scores with its intercept. */
export function start(scores: usize, stride: usize, intercepts: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    const x = v128.load64_splat(intercepts + <usize>k * 8);
    const column = scores + <usize>k * stride;
    for (let i: usize = 0; i < USED; i += 16) v128.store(column + i, x);
  }
}

/** sums[k] += the sum of column k. */
export function sums(columns: usize, stride: usize, sums: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    const column = columns + <usize>k * stride;
    let sum = f64x2.splat(0);
    for (let i: usize = 0; i < USED; i += 16) sum = f64x2.add(sum, v128.load(column + i));
    addTo(sums + <usize>k * 8, sum);
  }
}

/** out = z + step·along, for a column of each class. */
export function move(z: usize, along: usize, step: f64, out: usize, stride: usize, classes: i32): void {
  const steps = f64x2.splat(step);
  for (let k = 0; k < classes; k += 1) {
    for (let i: usize = 0; i < USED; i += 16) {
      v128.store(out + i, fma64(steps, v128.load(along + i), v128.load(z + i)));
    }
    z += stride;
    along += stride;
    out += stride;
  }
}

// Four columns at `rows` hold one number for each row between the loops over a tile. The inner loops run over rows, so
// their iterations do not depend on one another.
const MAX: usize = 0;
const OWN: usize = USED;
const OTHERS: usize = 2 * USED;
const SHARE: usize = 3 * USED;
export const ROWS_BYTES: usize = 4 * USED;

/** Replaces scores by residuals and adds the loss to the float64 at `result`. */
export function loss(
  z: usize, stride: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  const end = z + <usize>classes * stride;
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  memory.copy(rows, z, USED);
  let k = zero;
  for (let column = z; column < end; column += stride) {
    for (let i: usize = 0; i < USED; i += 16) {
      const x = v128.load(column + i);
      v128.store(rows + i, f64x2.pmax(v128.load(rows + i, MAX), x), MAX);
      v128.store(rows + i, v128.bitselect(x, v128.load(rows + i, OWN), f64x2.eq(v128.load(labels + i), k)), OWN);
    }
    k = f64x2.add(k, one);
  }
  memory.fill(rows + OTHERS, 0, USED);
  k = zero;
  for (let column = z; column < end; column += stride) {
    for (let i: usize = 0; i < USED; i += 16) {
      const e = exp64(f64x2.sub(v128.load(column + i), v128.load(rows + i, MAX)));
      const other = v128.andnot(e, f64x2.eq(v128.load(labels + i), k));
      v128.store(rows + i, f64x2.add(v128.load(rows + i, OTHERS), other), OTHERS);
      v128.store(column + i, other);
    }
    k = f64x2.add(k, one);
  }
  let losses = f64x2.splat(0);
  for (let i: usize = 0; i < USED; i += 16) {
    const max = v128.load(rows + i, MAX);
    const own = v128.load(rows + i, OWN);
    const others = v128.load(rows + i, OTHERS);
    const weight = v128.load(weights + i);
    // Where the label has the largest score, exp(0) − 1 is 0 and this is exactly the others' sum.
    const rest = f64x2.add(others, f64x2.sub(exp64(f64x2.sub(own, max)), one));
    const share = f64x2.div(weight, f64x2.add(one, rest));
    v128.store(rows + i, share, SHARE);
    v128.store(rows + i, f64x2.neg(f64x2.mul(share, others)), OWN);
    losses = fma64(f64x2.add(f64x2.sub(max, own), log1p64(rest)), weight, losses);
  }
  addTo(result, losses);
  k = zero;
  for (let column = z; column < end; column += stride) {
    for (let i: usize = 0; i < USED; i += 16) {
      const residual = f64x2.mul(v128.load(rows + i, SHARE), v128.load(column + i));
      const isOwn = f64x2.eq(v128.load(labels + i), k);
      v128.store(column + i, v128.bitselect(v128.load(rows + i, OWN), residual, isOwn));
    }
    k = f64x2.add(k, one);
  }
}

/**
 * Derivatives of the loss along scores u, at the residuals r: adds the first, Σ r·u, to the float64 at `result`, and the
 * second, Σ w·Var_p(u), to the float64 after it.
 */
export function curve(
  u: usize, residuals: usize, stride: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  const end = u + <usize>classes * stride;
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let k = zero;
  for (let column = u; column < end; column += stride) {
    for (let i: usize = 0; i < USED; i += 16) {
      const isOwn = f64x2.eq(v128.load(labels + i), k);
      v128.store(rows + i, v128.bitselect(v128.load(column + i), v128.load(rows + i, OWN), isOwn), OWN);
    }
    k = f64x2.add(k, one);
  }
  memory.fill(rows + OTHERS, 0, USED);
  let r = residuals;
  for (let column = u; column < end; column += stride) {
    for (let i: usize = 0; i < USED; i += 16) {
      const d = f64x2.sub(v128.load(column + i), v128.load(rows + i, OWN));
      v128.store(rows + i, fma64(v128.load(r + i), d, v128.load(rows + i, OTHERS)), OTHERS);
    }
    r += stride;
  }
  let first = f64x2.splat(0);
  for (let i: usize = 0; i < USED; i += 16) {
    const weight = v128.load(weights + i);
    const sum = v128.load(rows + i, OTHERS);
    first = f64x2.add(first, sum);
    const weighty = f64x2.gt(weight, zero);
    v128.store(rows + i, v128.and(f64x2.div(sum, v128.bitselect(weight, one, weighty)), weighty), SHARE);
  }
  addTo(result, first);
  let second = f64x2.splat(0);
  r = residuals;
  for (let column = u; column < end; column += stride) {
    let sum = zero;
    for (let i: usize = 0; i < USED; i += 16) {
      const d = f64x2.sub(v128.load(column + i), v128.load(rows + i, OWN));
      sum = fma64(f64x2.mul(v128.load(r + i), f64x2.sub(d, v128.load(rows + i, SHARE))), d, sum);
    }
    second = f64x2.add(second, sum);
    r += stride;
  }
  addTo(result + 8, second);
}
