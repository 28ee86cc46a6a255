// The exports of the training module, which learn/tiles/products.ts calls for one tile of rows at a time. dense.ts
// describes the layout of a tile.

import { backward, forward } from './dense';
import { curve, loss, start, sums } from './tile-rows';

export { move64, scale } from './tile-rows';
export { addRows, gather, takeRows } from './sparse';

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

export function loss32(
  z: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  loss<f32>(z, labels, weights, rows, classes, result);
}
export function loss64(
  z: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  loss<f64>(z, labels, weights, rows, classes, result);
}

export function curve32(
  u: usize, residuals: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  curve<f32>(u, residuals, labels, weights, rows, classes, result);
}
export function curve64(
  u: usize, residuals: usize, labels: usize, weights: usize, rows: usize, classes: i32, result: usize,
): void {
  curve<f64>(u, residuals, labels, weights, rows, classes, result);
}
