// The oracle of rows: softmax, logSoftmax and logSumExp in MPFR registers, and how far given results are from them.
// p = e^d/(1 + rest), ln p = d − log1p(rest), ln Σ = T·(ln g + log1p(rest)) + m, all to 192 bits; where the last sum
// cancels more than they hold, to 3,000. About 10 µs an entry.

import { binding, type Format, float64, NEAREST, type Register, register, ulps } from './mpfr.ts';

export type OracleRow = {
  x: ArrayLike<number>;
  weights?: ArrayLike<number> | undefined;
  /** > 0 and finite. */
  temperature?: number | undefined;
};
export type Results = { softmax: ArrayLike<number>; logSoftmax: ArrayLike<number>; logSumExp: number };
export type Errors = { softmax: number; logSoftmax: number; logSumExp: number };

const TOO_MANY_LOST = 100;

function registers(bits: number) {
  const make = () => register(bits);
  return { d: make(), e: make(), g: make(), best: make(), bestG: make(), rest: make(), total: make(), sum: make() };
}
const narrow = registers(192);
const wide = registers(3000);

/** The largest errors of each candidate's results, in ulp of the format. Every `stride`-th entry is looked at. */
export function rowErrors(row: OracleRow, candidates: Results[], format: Format = float64, stride = 1): Errors[] {
  const { x } = row;
  const r = narrow;
  const top = sumRest(row, r);
  const errors = candidates.map((got) => ({ softmax: 0, logSoftmax: 0, logSumExp: 0, got }));
  binding.mpfr_add_ui(r.sum, r.rest, 1, NEAREST);
  for (let i = 0; i < x.length; i += stride) {
    difference(row, i, top, r);
    binding.mpfr_sub(r.e, r.d, r.total, NEAREST);
    for (const e of errors) e.logSoftmax = Math.max(e.logSoftmax, ulps(e.got.logSoftmax[i], r.e, format));
    binding.mpfr_exp(r.e, r.d, NEAREST);
    binding.mpfr_div(r.e, r.e, r.sum, NEAREST);
    for (const e of errors) e.softmax = Math.max(e.softmax, ulps(e.got.softmax[i], r.e, format));
  }
  const want = trueLogSumExp(row, top);
  for (const e of errors) e.logSumExp = ulps(e.got.logSumExp, want, format);
  return errors;
}

function trueLogSumExp(row: OracleRow, top: number): Register {
  logSumExp(row, top, narrow);
  if (lostBits(row, narrow) <= TOO_MANY_LOST) return narrow.sum;
  logSumExp(row, sumRest(row, wide), wide);
  return wide.sum;
}

/** r.sum = x_top + T·(ln g_top + log1p(rest)), r.total as sumRest leaves it. */
function logSumExp(row: OracleRow, top: number, r: typeof narrow): void {
  binding.mpfr_add(r.e, r.bestG, r.total, NEAREST);
  binding.mpfr_mul_d(r.e, r.e, row.temperature ?? 1, NEAREST);
  binding.mpfr_add_d(r.sum, r.e, row.x[top], NEAREST);
}

/** How many leading bits cancelled in r.sum = x_top + T·ln g_top + T·total. */
function lostBits(row: OracleRow, r: typeof narrow): number {
  const exponent = (part: Register) => (binding.mpfr_zero_p(part) ? -Infinity : binding.mpfr_get_exp(part));
  binding.mpfr_set_d(r.d, row.temperature ?? 1, NEAREST);
  const largest = Math.max(exponent(r.total), exponent(r.bestG)) + exponent(r.d);
  return Math.max(largest, exponent(r.e)) - exponent(r.sum);
}

/** Finds the largest x/T + ln g, sums the others relative to it into r.rest, its log1p into r.total. */
function sumRest(row: OracleRow, r: typeof narrow): number {
  const { x, weights, temperature = 1 } = row;
  let top = -1;
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] === -Infinity) continue;
    if (!weights) {
      if (top < 0 || x[i] > x[top]) top = i;
      continue;
    }
    binding.mpfr_set_d(r.d, x[i], NEAREST);
    binding.mpfr_div_d(r.d, r.d, temperature, NEAREST);
    logOf(weights[i], r.g);
    binding.mpfr_add(r.d, r.d, r.g, NEAREST);
    if (top < 0 || binding.mpfr_cmp(r.d, r.best) > 0) {
      top = i;
      binding.mpfr_set(r.best, r.d, NEAREST);
    }
  }
  logOf(weights ? weights[top] : 1, r.bestG);
  binding.mpfr_set_d(r.rest, 0, NEAREST);
  for (let i = 0; i < x.length; i += 1) {
    if (i === top) continue;
    difference(row, i, top, r);
    binding.mpfr_exp(r.e, r.d, NEAREST);
    binding.mpfr_add(r.rest, r.rest, r.e, NEAREST);
  }
  binding.mpfr_log1p(r.total, r.rest, NEAREST);
  return top;
}

/** r.d = (x_i − x_top)/T + ln g_i − ln g_top. */
function difference({ x, weights, temperature = 1 }: OracleRow, i: number, top: number, r: typeof narrow): void {
  binding.mpfr_set_d(r.d, x[i], NEAREST);
  binding.mpfr_sub_d(r.d, r.d, x[top], NEAREST);
  if (temperature !== 1) binding.mpfr_div_d(r.d, r.d, temperature, NEAREST);
  if (!weights) return;
  logOf(weights[i], r.g);
  binding.mpfr_add(r.d, r.d, r.g, NEAREST);
  binding.mpfr_sub(r.d, r.d, r.bestG, NEAREST);
}

function logOf(weight: number, into: Register): void {
  binding.mpfr_set_d(into, weight, NEAREST);
  binding.mpfr_log(into, into, NEAREST);
}
