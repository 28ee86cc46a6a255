// The module of exp and log of arrays, float32 and float64: every entry by itself, with the same bits wherever it stands.

import { EXP } from '../constants/elementwise';
import { exps32, exps64 } from './exps';
import { logs32, logs64 } from './logs';

/** In the scratch, after what exps64 and logs64 use of it: a block of eight entries. */
const BLOCK: usize = 192;

/** f of n float32 at x, to y, which may be x; op 0 is exp, 1 is log. The scratch has 256 bytes. */
export function each32(op: i32, x: usize, y: usize, n: i32, scratch: usize): void {
  each<f32>(op, x, y, n, scratch);
}

/** The same of float64. */
export function each64(op: i32, x: usize, y: usize, n: i32, scratch: usize): void {
  each<f64>(op, x, y, n, scratch);
}

/** Whole blocks of eight where they are; the last entries in a block of their own. */
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
