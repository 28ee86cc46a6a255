// The exports of the softmax module: softmax, logSoftmax, logSumExp and cross-entropy of rows one by one and in lanes,
// and the steps for rows that are computed in parts; each for float32 and for float64.

import { lanesOf } from './rows-in-lanes';
import { FAST, PART } from '../constants/rows';
import { fastRowsOf } from './fast';
import { lossRowsOf } from './loss';
import { largest, largestSigned, lowered, rowsOf, scale } from './rows-one-by-one';
import { addRest, exps, weigh } from './row-sums';

export { logOf, logOnePlus, lowOf, scaleWeighted } from './rows-one-by-one';
export { high, low, setSum } from './row-sums';
export { plusLog } from './row-arithmetic';

export function rows32(op: i32, x: usize, y: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool): i32 {
  if (op >= FAST && beta == 1 && !negative && n <= PART) return fastRowsOf(op - FAST, x, y, scratch, rows, n);
  return rowsOf<f32>(op & (FAST - 1), x, y, scratch, rows, n, beta, betaLow, negative);
}

export function rows64(op: i32, x: usize, y: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool): i32 {
  return rowsOf<f64>(op & (FAST - 1), x, y, scratch, rows, n, beta, betaLow, negative);
}

export function top32(x: usize, n: i32, magnitude: bool, negative: bool): f64 {
  return magnitude ? largest<f32>(x, n, 0x7fffffff7fffffff, 0) : largestSigned<f32>(x, n, negative);
}

export function top64(x: usize, n: i32, magnitude: bool, negative: bool): f64 {
  return largestSigned<f64>(x, n, negative);
}

export function exps32At(x: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool): void {
  exps<f32>(x, n, scratch, m, beta, betaLow, negative);
}

export function exps64At(x: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool): void {
  exps<f64>(x, n, scratch, m, beta, betaLow, negative);
}

export function rest32(n: i32, scratch: usize): f64 {
  return addRest<f32>(n, scratch);
}

export function rest64(n: i32, scratch: usize): f64 {
  return addRest<f64>(n, scratch);
}

export function weigh32(n: i32, scratch: usize, weights: usize): void {
  weigh<f32>(n, scratch, weights);
}

export function weigh64(n: i32, scratch: usize, weights: usize): void {
  weigh<f64>(n, scratch, weights);
}

export function scale32(n: i32, scratch: usize, y: usize, rHigh: f64, rLow: f64): void {
  scale<f32>(n, scratch, y, rHigh, rLow);
}

export function scale64(n: i32, scratch: usize, y: usize, rHigh: f64, rLow: f64): void {
  scale<f64>(n, scratch, y, rHigh, rLow);
}

export function lowered32(x: usize, y: usize, n: i32, m: f64, beta: f64, betaLow: f64, l: f64, negative: bool): void {
  lowered<f32>(x, y, n, m, beta, betaLow, l, negative);
}

export function lowered64At(x: usize, y: usize, n: i32, m: f64, beta: f64, betaLow: f64, l: f64, negative: bool): void {
  lowered<f64>(x, y, n, m, beta, betaLow, l, negative);
}

export function lanes32(
  op: i32, x: usize, row: usize, step: usize, y: usize, yRow: usize, yStep: usize, scratch: usize, rows: i32, n: i32,
  beta: f64, betaLow: f64, negative: bool, classes: usize, losses: usize, weight: f64,
): i32 {
  return lanesOf<f32>(op & (FAST - 1), x, row, step, y, yRow, yStep, scratch, rows, n, beta, betaLow, negative, classes, losses, weight);
}

export function lanes64(
  op: i32, x: usize, row: usize, step: usize, y: usize, yRow: usize, yStep: usize, scratch: usize, rows: i32, n: i32,
  beta: f64, betaLow: f64, negative: bool, classes: usize, losses: usize, weight: f64,
): i32 {
  return lanesOf<f64>(op & (FAST - 1), x, row, step, y, yRow, yStep, scratch, rows, n, beta, betaLow, negative, classes, losses, weight);
}

export function losses32(
  x: usize, y: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool,
  classes: usize, losses: usize, weight: f64,
): i32 {
  return lossRowsOf<f32>(x, y, scratch, rows, n, beta, betaLow, negative, classes, losses, weight);
}

export function losses64(
  x: usize, y: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool,
  classes: usize, losses: usize, weight: f64,
): i32 {
  return lossRowsOf<f64>(x, y, scratch, rows, n, beta, betaLow, negative, classes, losses, weight);
}
