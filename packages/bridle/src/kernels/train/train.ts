// The exports of the training module: the tasks that learn/tiles shares among threads, and the parts of Gram matrices of
// dense rows.

import { backward, columnOf } from './dense';

export { curvature, factorBlock, gradient, gram, line, scores, solveBlock } from './tasks';
export { scale } from './scale';

/** sums += R·X for a tile of float64 columns, R lying like X. */
export function products(x: usize, r: usize, sums: usize, row: usize, features: i32, classes: i32): void {
  backward<f64>(x, r, columnOf<f64>(), sums, row, features, classes);
}
