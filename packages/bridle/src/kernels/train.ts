// The kernels of training, as the driver in backends/train.ts calls them: one tile of rows at a time. What a tile is,
// stands in train-dense.ts.

import { backward, forward } from './train-dense';
import { curve, lossAlong, start, sums } from './train-rows';

export { scale } from './train-rows';
export { addRows, gather, takeRows } from './train-sparse';

export function start32(scores: usize, intercepts: usize, classes: i32): void {
  start<f32>(scores, intercepts, classes);
}
export function start64(scores: usize, intercepts: usize, classes: i32): void {
  start<f64>(scores, intercepts, classes);
}

export function forward32(x: usize, weights: usize, scores: usize, features: i32, classes: i32): void {
  forward<f32>(x, weights, scores, features, classes);
}
export function forward64(x: usize, weights: usize, scores: usize, features: i32, classes: i32): void {
  forward<f64>(x, weights, scores, features, classes);
}

export function backward32(x: usize, residuals: usize, gradient: usize, row: usize, features: i32, classes: i32): void {
  backward<f32>(x, residuals, gradient, row, features, classes);
}
export function backward64(x: usize, residuals: usize, gradient: usize, row: usize, features: i32, classes: i32): void {
  backward<f64>(x, residuals, gradient, row, features, classes);
}

export function sums32(columns: usize, to: usize, classes: i32): void {
  sums<f32>(columns, to, classes);
}
export function sums64(columns: usize, to: usize, classes: i32): void {
  sums<f64>(columns, to, classes);
}

export function lossAlong32(
  z: usize, along: usize, step: f64, labels: usize, weights: usize, residuals: usize, classes: i32, result: usize,
): void {
  lossAlong<f32>(z, along, step, labels, weights, residuals, classes, result);
}
export function lossAlong64(
  z: usize, along: usize, step: f64, labels: usize, weights: usize, residuals: usize, classes: i32, result: usize,
): void {
  lossAlong<f64>(z, along, step, labels, weights, residuals, classes, result);
}

export function curve32(
  u: usize, residuals: usize, labels: usize, weights: usize, out: usize, classes: i32, result: usize,
): void {
  curve<f32>(u, residuals, labels, weights, out, classes, result);
}
export function curve64(
  u: usize, residuals: usize, labels: usize, weights: usize, out: usize, classes: i32, result: usize,
): void {
  curve<f64>(u, residuals, labels, weights, out, classes, result);
}
