// Bootstrap intervals (Efron 1979, percentiles) of the figures of `evaluate`: the rows are drawn again with replacement.
// Beyond 20,000 rows a draw has 20,000 of them, and the interval shrinks by the root of the shares (Politis & Romano
// 1994), which bounds the time at any number of rows. What a thousand draws leave to chance is far more. With weights,
// rows are drawn in proportion to them.

import { log } from '../../core/arithmetic/log.ts';
import { seededRandom } from '../../core/random.ts';
import type { JudgedRows } from './judged-rows.ts';
import { BINS, binOf, topConfidences } from './top-confidences.ts';

export type Interval = { low: number; high: number };

/** Intervals of 95 % of the figures that have the same names in `Evaluation`. */
export type Intervals = { accuracy: Interval; logLoss: Interval; brier: Interval; ece: Interval };

const MOST_ROWS = 20_000;
/** Figures of a row, side by side because draws visit rows at random: whether right, loss, squares, right − confidence. */
const FIGURES = 4;

/** The intervals of the given rows by `draws` resamples. */
export function bootstrap(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  { rows, weights, total, size: most }: JudgedRows,
  classes: number,
  { seed, draws }: { seed: number; draws: number },
): Intervals {
  const { confidence, right } = topConfidences(probabilities, labels, rows, classes);
  const bins = Uint8Array.from(confidence, binOf);
  const of = new Float64Array(FIGURES * rows.length);
  rows.forEach((row, i) => {
    const start = row * classes;
    const at = FIGURES * i;
    of[at] = right[i];
    of[at + 1] = -log(Math.max(probabilities[start + labels[row]], Number.MIN_VALUE));
    for (let k = 0; k < classes; k += 1) of[at + 2] += (probabilities[start + k] - (k === labels[row] ? 1 : 0)) ** 2;
    of[at + 3] = right[i] - confidence[i];
  });
  const gaps = new Float64Array(BINS);
  const figuresOf = (count: number, pick: (draw: number) => number, weighted: Float64Array | null, sum: number) => {
    gaps.fill(0);
    let [hits, loss, square] = [0, 0, 0];
    for (let j = 0; j < count; j += 1) {
      const i = pick(j);
      const at = FIGURES * i;
      const weight = weighted ? weighted[i] : 1;
      hits += weight * of[at];
      loss += weight * of[at + 1];
      square += weight * of[at + 2];
      gaps[bins[i]] += weight * of[at + 3];
    }
    const gap = gaps.reduce((all, x) => all + Math.abs(x), 0);
    return [hits / sum, loss / sum, square / sum, gap / sum];
  };
  const random = seededRandom(seed);
  const size = Math.min(most, MOST_ROWS);
  const whole = figuresOf(rows.length, (j) => j, weights, total);
  const pick = weights ? byWeight(weights, total) : (share: number) => Math.floor(share * rows.length);
  const drawn = Array.from({ length: draws }, () => figuresOf(size, () => pick(random()), null, size));
  const shrink = Math.sqrt(size / most);
  const [accuracy, logLoss, brier, ece] = whole.map((figure, f): Interval => {
    const sorted = Float64Array.from(drawn, (figures) => figures[f]).sort();
    const at = (q: number) => (shrink === 1 ? quantile(sorted, q) : figure + (quantile(sorted, q) - figure) * shrink);
    return { low: at(0.025), high: at(0.975) };
  });
  return { accuracy, logLoss, brier, ece };
}

/** A function from a share of the weight, in [0, 1), to the row where it lies. */
function byWeight(weights: Float64Array, total: number): (share: number) => number {
  let sum = 0;
  const ends = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return (share) => {
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (share * total < ends[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** The quantile of sorted numbers, straight between them (Hyndman & Fan's type 7). */
function quantile(sorted: Float64Array, q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}
