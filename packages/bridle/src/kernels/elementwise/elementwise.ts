// The exports of the elementwise module: exp and log of float32 and float64 arrays. The bits of a result depend on its
// entry alone, not on where it lies.

import { EXP } from '../constants/elementwise';
import { exps32, exps64 } from './exps';
import { logs32, logs64 } from './logs';

/** Where a block of eight entries lies in the scratch, after the bytes that exps64 and logs64 use. */
const BLOCK: usize = 192;

/** Applies the function `op` (constants/elementwise.ts) to n float32 at x. y may be x; the scratch has 256 bytes. */
export function each32(op: i32, x: usize, y: usize, n: i32, scratch: usize): void {
  each<f32>(op, x, y, n, scratch);
}

/** The same for float64. */
export function each64(op: i32, x: usize, y: usize, n: i32, scratch: usize): void {
  each<f64>(op, x, y, n, scratch);
}

/** Computes whole blocks of eight in place; the last entries are copied to a padded block. */
function each<T>(op: i32, x: usize, y: usize, n: i32, scratch: usize): void {
  const whole = n & ~7;
  blocks<T>(op, x, y, whole, scratch);
  const left = n - whole;
  if (left == 0) return;
  const block = scratch + BLOCK;
  x += whole * sizeof<T>();
  y += whole * sizeof<T>();
  for (let i = 0; i < 8; i++) store<T>(block + i * sizeof<T>(), i < left ? load<T>(x + i * sizeof<T>()) : <T>1);
  blocks<T>(op, block, block, 8, scratch);
  for (let i = 0; i < left; i++) store<T>(y + i * sizeof<T>(), load<T>(block + i * sizeof<T>()));
}

function blocks<T>(op: i32, x: usize, y: usize, n: i32, scratch: usize): void {
  const end = x + n * sizeof<T>();
  if (sizeof<T>() == 4) {
    if (op == EXP) exps32(x, y, end);
    else logs32(x, y, end);
  } else {
    if (op == EXP) exps64(x, y, end, scratch);
    else logs64(x, y, end, scratch);
  }
}
