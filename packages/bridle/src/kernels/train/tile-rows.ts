// The softmax between the two products, with rows in lanes and a column for each class, so that only the loss is summed
// across lanes. The sums leave out the row's label, so a loss of 1e−300 or a residual of 1e−17 keeps its digits; the
// formulas are those of learn/fit/objective.ts. Labels are numbers in the tile's format; residuals are weight·(p − y).

import { log1p64 } from '../log';
import { fma, fma64 } from '../simd';
import { COLUMN, USED } from './dense';
import { exp32, exp64 } from './exp';

// @ts-ignore: decorator
@inline
function exp<T extends number>(x: v128): v128 {
  if (sizeof<T>() == 4) return exp32(x);
  return exp64(x);
}

/** The upper two of four float32, as float64. */
// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 0));
}

/** Two float64 with the same sum as the vector. */
// @ts-ignore: decorator
@inline
function inDoubles<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return f64x2.add(f64x2.promote_low_f32x4(x), upper(x));
  return x;
}

/** Adds the lanes of a float64 vector to the float64 at an address. */
// @ts-ignore: decorator
@inline
function addTo(address: usize, sum: v128): void {
  store<f64>(address, load<f64>(address) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

/** Fills each class's column of the scores with its intercept. */
export function start<T>(scores: usize, intercepts: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    const x = v128.load_splat<T>(intercepts + <usize>k * sizeof<T>());
    const column = scores + <usize>k * COLUMN;
    for (let i: usize = 0; i < USED; i += 16) v128.store(column + i, x);
  }
}

/** sums[k] += the sum of column k; the sums are float64. */
export function sums<T>(columns: usize, sums: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    const column = columns + <usize>k * COLUMN;
    let sum = v128.splat<T>(<T>0);
    for (let i: usize = 0; i < USED; i += 16) sum = v128.add<T>(sum, v128.load(column + i));
    addTo(sums + <usize>k * 8, inDoubles<T>(sum));
  }
}

/** out = v∘column, for `count` float64 columns. */
export function scale(columns: usize, v: usize, out: usize, count: i32): void {
  for (let k = 0; k < count; k += 1) {
    for (let i: usize = 0; i < USED; i += 16) {
      v128.store(out + i, f64x2.mul(v128.load(columns + i), v128.load(v + i)));
    }
    columns += COLUMN;
    out += COLUMN;
  }
}

/** out = z + step·along, for a float64 column of each class. */
export function move64(z: usize, along: usize, step: f64, out: usize, classes: i32): void {
  const steps = f64x2.splat(step);
  for (let k = 0; k < classes; k += 1) {
    for (let i: usize = 0; i < USED; i += 16) {
      v128.store(out + i, fma64(steps, v128.load(along + i), v128.load(z + i)));
    }
    z += COLUMN;
    along += COLUMN;
    out += COLUMN;
  }
}

// Four columns at `rows` hold one number for each row between the loops over a tile. The inner loops run over rows, so
// their iterations do not depend on one another.
const MAX: usize = 0;
const OWN: usize = COLUMN;
const OTHERS: usize = 2 * COLUMN;
const SHARE: usize = 3 * COLUMN;

/** Replaces scores by residuals and adds the loss to the float64 at `result`. */
export function loss<T extends number>(
  z: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  const end = z + <usize>classes * COLUMN;
  const one = v128.splat<T>(<T>1);
  const zero = v128.splat<T>(<T>0);
  memory.copy(rows, z, USED);
  let k = zero;
  for (let column = z; column < end; column += COLUMN) {
    for (let i: usize = 0; i < USED; i += 16) {
      const x = v128.load(column + i);
      v128.store(rows + i, v128.pmax<T>(v128.load(rows + i, MAX), x), MAX);
      v128.store(rows + i, v128.bitselect(x, v128.load(rows + i, OWN), v128.eq<T>(v128.load(labels + i), k)), OWN);
    }
    k = v128.add<T>(k, one);
  }
  memory.fill(rows + OTHERS, 0, USED);
  k = zero;
  for (let column = z; column < end; column += COLUMN) {
    for (let i: usize = 0; i < USED; i += 16) {
      const e = exp<T>(v128.sub<T>(v128.load(column + i), v128.load(rows + i, MAX)));
      const other = v128.andnot(e, v128.eq<T>(v128.load(labels + i), k));
      v128.store(rows + i, v128.add<T>(v128.load(rows + i, OTHERS), other), OTHERS);
      v128.store(column + i, other);
    }
    k = v128.add<T>(k, one);
  }
  let losses = f64x2.splat(0);
  for (let i: usize = 0; i < USED; i += 16) {
    const max = v128.load(rows + i, MAX);
    const own = v128.load(rows + i, OWN);
    const others = v128.load(rows + i, OTHERS);
    const weight = v128.load(weights + i);
    // Where the label has the largest score, exp(0) − 1 is 0 and this is exactly the others' sum.
    const rest = v128.add<T>(others, v128.sub<T>(exp<T>(v128.sub<T>(own, max)), one));
    const share = v128.div<T>(weight, v128.add<T>(one, rest));
    v128.store(rows + i, share, SHARE);
    v128.store(rows + i, v128.neg<T>(v128.mul<T>(share, others)), OWN);
    if (sizeof<T>() == 4) {
      const low = f64x2.sub(f64x2.promote_low_f32x4(max), f64x2.promote_low_f32x4(own));
      const high = f64x2.sub(upper(max), upper(own));
      const lowLoss = f64x2.add(low, log1p64(f64x2.promote_low_f32x4(rest)));
      const highLoss = f64x2.add(high, log1p64(upper(rest)));
      losses = fma64(lowLoss, f64x2.promote_low_f32x4(weight), losses);
      losses = fma64(highLoss, upper(weight), losses);
    } else losses = fma64(f64x2.add(f64x2.sub(max, own), log1p64(rest)), weight, losses);
  }
  addTo(result, losses);
  k = zero;
  for (let column = z; column < end; column += COLUMN) {
    for (let i: usize = 0; i < USED; i += 16) {
      const residual = v128.mul<T>(v128.load(rows + i, SHARE), v128.load(column + i));
      const isOwn = v128.eq<T>(v128.load(labels + i), k);
      v128.store(column + i, v128.bitselect(v128.load(rows + i, OWN), residual, isOwn));
    }
    k = v128.add<T>(k, one);
  }
}

/**
 * Derivatives of the loss along scores u, at the residuals r. Adds the first, Σ r·u, to the float64 at `result`,
 * replaces each row of u by u′ = w·(diag p − p·pᵀ)·u, and adds the second, Σ u·u′, to the float64 after it.
 */
export function curve<T extends number>(
  u: usize, residuals: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  const end = u + <usize>classes * COLUMN;
  const one = v128.splat<T>(<T>1);
  const zero = v128.splat<T>(<T>0);
  let k = zero;
  for (let column = u; column < end; column += COLUMN) {
    for (let i: usize = 0; i < USED; i += 16) {
      const isOwn = v128.eq<T>(v128.load(labels + i), k);
      v128.store(rows + i, v128.bitselect(v128.load(column + i), v128.load(rows + i, OWN), isOwn), OWN);
    }
    k = v128.add<T>(k, one);
  }
  memory.fill(rows + OTHERS, 0, USED);
  let r = residuals;
  for (let column = u; column < end; column += COLUMN) {
    for (let i: usize = 0; i < USED; i += 16) {
      const d = v128.sub<T>(v128.load(column + i), v128.load(rows + i, OWN));
      v128.store(rows + i, fma<T>(v128.load(r + i), d, v128.load(rows + i, OTHERS)), OTHERS);
    }
    r += COLUMN;
  }
  let first = f64x2.splat(0);
  for (let i: usize = 0; i < USED; i += 16) {
    const weight = v128.load(weights + i);
    const sum = v128.load(rows + i, OTHERS);
    first = f64x2.add(first, inDoubles<T>(sum));
    const weighty = v128.gt<T>(weight, zero);
    v128.store(rows + i, v128.and(v128.div<T>(sum, v128.bitselect(weight, one, weighty)), weighty), SHARE);
  }
  addTo(result, first);
  let second = f64x2.splat(0);
  r = residuals;
  k = zero;
  for (let column = u; column < end; column += COLUMN) {
    let sum = zero;
    for (let i: usize = 0; i < USED; i += 16) {
      const mean = v128.load(rows + i, SHARE);
      const d = v128.sub<T>(v128.load(column + i), v128.load(rows + i, OWN));
      const change = v128.mul<T>(v128.load(r + i), v128.sub<T>(d, mean));
      sum = fma<T>(change, d, sum);
      const own = v128.and(v128.mul<T>(v128.load(weights + i), mean), v128.eq<T>(v128.load(labels + i), k));
      v128.store(column + i, v128.sub<T>(change, own));
    }
    second = f64x2.add(second, inDoubles<T>(sum));
    r += COLUMN;
    k = v128.add<T>(k, one);
  }
  addTo(result + 8, second);
}
