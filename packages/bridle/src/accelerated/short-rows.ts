// float32 rows of fewer than SHORT entries at T = 1 in plain TypeScript: for one such row a call into WebAssembly takes
// longer than the row. The operations on float64 are those of the kernels (rows-in-lanes.ts, exp.ts and log.ts in
// kernels) in the same order, and so are the bits: JavaScript has no FMA, and the kernels use none in rows so short.

import { powerOfTwo } from '../core/arithmetic/double-double.ts';
import { PEAKED, SHORT, TINY_REST } from '../kernels/constants/rows.ts';
import type { FloatArray } from '../runtime/workspace.ts';
import type { Operation } from './kernels.ts';

const ROUND = 6755399441055744; // 1.5·2⁵²: adding and subtracting it rounds to the nearest integer
const LOWEST = -700;

/** x − m of each entry, and its exponential. */
const shifted = new Float64Array(SHORT);
const exps = new Float64Array(SHORT);

/** The results of n entries from x[start] on, written from out[to] on; false where only the reference can compute them. */
export function shortRow(op: Operation, x: FloatArray, start: number, n: number, out: FloatArray, to: number): boolean {
  let max = -Infinity;
  for (let i = 0; i < n; i += 1) {
    const value = x[start + i];
    if (!(value < Infinity)) return false;
    if (max < value) max = value;
    shifted[i] = value;
  }
  if (max === -Infinity) return false;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const d = shifted[i] - max;
    const e = exponential(Math.max(d, LOWEST));
    exps[i] = e;
    sum += e;
  }
  if (op === 'softmax') {
    const inverse = 1 / sum;
    for (let i = 0; i < n; i += 1) out[to + i] = exps[i] * inverse;
    return true;
  }
  const log = logOfSum(n, sum);
  if (op === 'logSumExp') return reduce(max, log, out, to);
  for (let i = 0; i < n; i += 1) {
    const z = shifted[i];
    const d = z - max;
    const back = d - z;
    const lost = z - (d - back) - (max + back);
    out[to + i] = d - (d > -Infinity ? log - lost : log);
  }
  return true;
}

/** e^d, relative error ≤ 2⁻²⁸, for −700 ≤ d ≤ 0. */
function exponential(d: number): number {
  const t = d * Math.LOG2E + ROUND;
  const n = t - ROUND;
  const r = n * -Math.LN2 + d;
  let p = 0.0014061496930133411 * r + 0.008379078635335421;
  p = p * r + 0.04166477169086012;
  p = p * r + 0.166663645495654;
  p = p * r + 0.5000000436305491;
  p = p * r + 1.000000049861007;
  p = p * r + 1;
  return p * powerOfTwo(n);
}

/** ln(sum/largest term): of the others' sum, which is taken anew where the largest makes up most of it. */
function logOfSum(n: number, sum: number): number {
  let rest = sum - 1;
  if (sum < PEAKED) {
    let others = 0;
    let low = 0;
    let ties = -1;
    for (let i = 0; i < n; i += 1) {
      const e = exps[i];
      const term = e < 1 ? e : 0;
      const a = others + term;
      const b = a - others;
      low += others - (a - b) + (term - b);
      others = a;
      if (e >= 1) ties += 1;
    }
    rest = others + low + ties;
  }
  return rest < TINY_REST ? 0 : logOnePlus(rest);
}

/** m + log, unless they cancel. */
function reduce(max: number, log: number, out: FloatArray, to: number): boolean {
  const sum = max + log;
  const part = sum - max;
  const result = sum + (max - (sum - part) + (log - part));
  if (Math.abs(result) < log) return false;
  out[to] = result;
  return true;
}

/** ln(1 + z) for z ≥ 0: with 1 + z = f·2^k and f from √½ to √2, k·ln2 + ln f. */
function logOnePlus(z: number): number {
  const u = 1 + z;
  const low = (z > 1 ? 1 - (u - z) : z - (u - 1)) / u;
  let k = 0;
  let f = u;
  for (; f >= Math.SQRT2; f /= 2) k += 1;
  const m = f - 1;
  const s = m / (2 + m);
  const q = s * s;
  let p = 0.14800388370130488 * q + 0.1531363048120735;
  p = p * q + 0.18183579779553127;
  p = p * q + 0.2222219829545022;
  p = p * q + 0.2857142874489065;
  p = p * q + 0.3999999999940441;
  p = p * q + 0.6666666666666736;
  const correction = k * 5.497923018708371e-14 + low - s * (m - q * p);
  return k * 0.6931471805598903 + (m + correction);
}
