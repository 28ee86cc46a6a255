// The one algebra under softmax, logSoftmax and logSumExp. With s_i = x_i/T + ln g_i and m the largest s:
// d_i = s_i − m as a double-double, rest = Σ e^(d_i) over all entries but the largest, so that
// p_i = e^(d_i)/(1 + rest),  ln p_i = d_i − log1p(rest),  ln Σ = m + log1p(rest).
// Leaving out the maximum's own 1 keeps log-probabilities of 1e−300; the low word keeps the rounding of x − m from
// being multiplied by e^(x − m). Limits (some +∞, T = 0, T = ∞) are the same sums over scores 0 and −∞.

import { addPairs, dividePairs, fastTwoSum, tail, twoSum } from './double-double.ts';
import { expPair } from './exp.ts';
import { logPair } from './log.ts';
import type { Terms } from './terms.ts';

/** Sums of exponentials are held as 2^600 times their value: no term down to e^(−1000) is a subnormal number. */
export const SCALE_EXPONENT = 600;
export const SCALE = 2 ** SCALE_EXPONENT;
/** A term below this changes no result that float64 can hold. */
const NEGLIGIBLE = -1000;

export type Shifted = {
  /** d_i (after `shift`) or 2^600·e^(d_i) (after `exponentiate`), hi + lo; valid until the next row. */
  hi: Float64Array;
  lo: Float64Array;
  /** The entry with the largest s. */
  top: number;
  /** ln g of that entry, as hi + lo. */
  topLogWeight: number;
  topLogWeightLow: number;
  /** 2^600·rest, as hi + lo. */
  rest: number;
  restLow: number;
};

/** Scratch for one row. It grows and is used again. */
const shifted: Shifted = {
  hi: new Float64Array(64),
  lo: new Float64Array(64),
  top: 0,
  topLogWeight: 0,
  topLogWeightLow: 0,
  rest: 0,
  restLow: 0,
};

/** The ln g of the entries of a row that has weights. */
let logWeights: { hi: Float64Array; lo: Float64Array } | undefined;

/** The kind of a row before any arithmetic; `void` is all −∞, `limit` one whose softmax is a limit. */
export type RowState = 'regular' | 'limit' | 'void' | 'nan' | 'empty';

/**
 * Looks at a row and, where its softmax is a limit (a +∞, T = 0, T = ∞), replaces each score by 0 or −∞, which have
 * that limit as their softmax at T = 1. At T = ∞ an entry of −∞ stays out: it has probability 0 at every finite T.
 */
export function prepare(row: Terms): RowState {
  const { values, n } = row;
  if (n === 0) return 'empty';
  let max = -Infinity;
  for (let i = 0; i < n; i += 1) {
    if (Number.isNaN(values[i])) return 'nan';
    if (values[i] > max) max = values[i];
  }
  if (max === -Infinity) return 'void';
  if (max < Infinity && row.temperature > 0 && row.temperature < Infinity) return 'regular';
  const uniform = max < Infinity && row.temperature === Infinity;
  for (let i = 0; i < n; i += 1) values[i] = values[i] === max || (uniform && values[i] > -Infinity) ? 0 : -Infinity;
  return 'limit';
}

/** Fills hi, lo with d_i; −∞ where a score is −∞. For a row that `prepare` found regular or made so. */
export function shift(row: Terms, state: RowState): Shifted {
  const { values, weights, n } = row;
  if (!weights) return shiftScores(row, state);
  if (!logWeights || logWeights.hi.length < n) logWeights = { hi: new Float64Array(n), lo: new Float64Array(n) };
  const { hi: logs, lo: logsLow } = logWeights;
  for (let i = 0; i < n; i += 1) {
    logs[i] = logPair(weights[i], 0);
    logsLow[i] = tail[0];
  }
  const temperature = state === 'limit' ? 1 : row.temperature;
  const top = heaviest(values, logs, n, temperature);
  differences(row, temperature, top);
  const { hi, lo } = shifted;
  for (let i = 0; i < n; i += 1) {
    const difference = twoSum(logs[i], -logs[top]);
    const differenceLow = tail[0] + (logsLow[i] - logsLow[top]);
    let d = twoSum(hi[i], difference);
    let dLow = Math.abs(d) < Infinity ? tail[0] + (lo[i] + differenceLow) : 0;
    d = fastTwoSum(d, dLow);
    dLow = Math.abs(d) < Infinity ? tail[0] : 0;
    hi[i] = d;
    lo[i] = dLow;
  }
  shifted.topLogWeight = logs[top];
  shifted.topLogWeightLow = logsLow[top];
  return shifted;
}

/** As `shift` for a row without weights, by itself so that nothing of theirs is loaded where there are none. */
export function shiftScores(row: Terms, state: RowState): Shifted {
  const { values, n } = row;
  let top = 0;
  for (let i = 1; i < n; i += 1) if (values[i] > values[top]) top = i;
  shifted.topLogWeight = 0;
  shifted.topLogWeightLow = 0;
  return differences(row, state === 'limit' ? 1 : row.temperature, top);
}

/** Fills hi, lo with (x_i − x_top)/T. */
function differences({ values, n }: Terms, temperature: number, top: number): Shifted {
  if (shifted.hi.length < n) {
    shifted.hi = new Float64Array(n);
    shifted.lo = new Float64Array(n);
  }
  const { hi, lo } = shifted;
  // x − m may overflow though (x − m)/T does not, and a tiny T cannot be split: both are brought to mid-range.
  const before = midRange(temperature);
  const after = temperature < 2 ** -500 ? 2 ** 600 : 1;
  const divisor = temperature * before;
  shifted.top = top;
  const max = values[top] * before;
  for (let i = 0; i < n; i += 1) {
    let d = twoSum(values[i] * before, -max);
    let dLow = Math.abs(d) < Infinity ? tail[0] : 0;
    if (divisor !== 1) {
      const plain = d / divisor;
      if (Math.abs(plain) < Infinity) {
        const down = Math.abs(plain) < 1e120 ? 1 : 2 ** -600; // beyond it, products would overflow
        d = dividePairs(d * after * down, dLow * after * down, divisor * after, 0) / down;
        dLow = Math.abs(d) < Infinity ? tail[0] / down : 0;
      } else {
        d = plain;
        dLow = 0;
      }
    }
    hi[i] = d;
    lo[i] = dLow;
  }
  return shifted;
}

/** What scores are multiplied by before they are subtracted and divided by a temperature. */
function midRange(temperature: number): number {
  return temperature > 2 ** 500 ? 2 ** -600 : temperature > 1 ? 0.5 : 1;
}

/** The entry with the largest x/T + ln g. */
function heaviest(values: Float64Array, logs: Float64Array, n: number, temperature: number): number {
  const before = midRange(temperature);
  let top = 0;
  for (let i = 0; i < n; i += 1) {
    // Which of two near-equal entries is called the top does not matter, so plain float64 decides.
    const d = (values[i] * before - values[top] * before) / (temperature * before) + (logs[i] - logs[top]);
    if (d > 0 || values[top] === -Infinity) top = i;
  }
  return top;
}

/**
 * Sums e^(d_i) over all entries but the top into `rest`. With `keep` hi and lo still hold d_i afterwards; without,
 * they hold 2^600·e^(d_i).
 */
export function sumExponentials(s: Shifted, n: number, keep: boolean): Shifted {
  const { hi, lo, top } = s;
  let rest = 0;
  let restLow = 0;
  for (let i = 0; i < n; i += 1) {
    const negligible = hi[i] < NEGLIGIBLE;
    const term = negligible ? 0 : expPair(hi[i], lo[i], SCALE_EXPONENT);
    const termLow = negligible ? 0 : tail[0];
    if (!keep) {
      hi[i] = term;
      lo[i] = termLow;
    }
    if (i === top) continue;
    rest = addPairs(rest, restLow, term, termLow);
    restLow = tail[0];
  }
  s.rest = rest;
  s.restLow = restLow;
  return s;
}
