// Rows of a tile times one number each.

import { columnOf, USED } from './dense';

/** out = v∘column, for `count` float64 columns of a tile. */
export function scale(columns: usize, v: usize, out: usize, count: i32): void {
  for (let k = 0; k < count; k += 1) {
    for (let i: usize = 0; i < USED; i += 16) {
      v128.store(out + i, f64x2.mul(v128.load(columns + i), v128.load(v + i)));
    }
    columns += columnOf<f64>();
    out += columnOf<f64>();
  }
}
