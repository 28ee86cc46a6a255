// Isotonic regression: the monotone step function nearest to weighted 0/1 outcomes in the mean square, by pooling
// adjacent violators (Ayer et al. 1955). Equal forecasts are one point with their mean outcome, so that a row's place
// does not matter. The events and the other rows are sorted apart, as plain numbers, which is several times faster than
// sorting row numbers.

import type { Curve } from './calibration.ts';

/** Rows with forecasts in [from, to], their weight and the weight of those where the event came about. */
export type Pool = { from: number; to: number; weight: number; events: number };

/** The pools of the regression, ascending in forecast and in events/weight. Rows of weight 0 are left out. */
export function isotonicPools(
  forecasts: Float64Array,
  isEvent: (row: number) => boolean,
  weights?: ArrayLike<number>,
): Pool[] {
  const pools: Pool[] = [];
  for (const point of points(forecasts, isEvent, weights)) {
    let last = point;
    while (pools.length > 0) {
      const before = pools[pools.length - 1];
      if (before.events * last.weight < last.events * before.weight) break;
      pools.pop();
      last = {
        from: before.from,
        to: last.to,
        weight: before.weight + last.weight,
        events: before.events + last.events,
      };
    }
    pools.push(last);
  }
  return pools;
}

/** The regression as a curve: constant within a pool, straight between two. */
export function curveOf(pools: readonly Pool[]): Curve {
  const curve: Curve = { x: [], y: [] };
  for (const { from, to, weight, events } of pools) {
    curve.x.push(from);
    curve.y.push(events / weight);
    if (to === from) continue;
    curve.x.push(to);
    curve.y.push(events / weight);
  }
  return curve;
}

/** Each distinct forecast with its weight and events, ascending; one at a time, as there may be as many as rows. */
function* points(
  forecasts: Float64Array,
  isEvent: (row: number) => boolean,
  weights: ArrayLike<number> | undefined,
): Generator<Pool> {
  if (weights) return yield* weightedPoints(forecasts, isEvent, weights);
  const events = forecasts.filter((_, row) => isEvent(row)).sort();
  const others = forecasts.filter((_, row) => !isEvent(row)).sort();
  for (let i = 0, j = 0; i < events.length || j < others.length; ) {
    const x = j === others.length || events[i] <= others[j] ? events[i] : others[j];
    const [firstEvent, firstOther] = [i, j];
    while (events[i] === x) i += 1;
    while (others[j] === x) j += 1;
    yield { from: x, to: x, weight: i - firstEvent + (j - firstOther), events: i - firstEvent };
  }
}

function weightedPoints(
  forecasts: Float64Array,
  isEvent: (row: number) => boolean,
  weights: ArrayLike<number>,
): Pool[] {
  const order = Array.from(forecasts.keys())
    .filter((row) => weights[row] > 0)
    .sort((a, b) => forecasts[a] - forecasts[b]);
  const out: Pool[] = [];
  for (const row of order) {
    const x = forecasts[row];
    if (out.at(-1)?.to !== x) out.push({ from: x, to: x, weight: 0, events: 0 });
    const point = out[out.length - 1];
    point.weight += weights[row];
    if (isEvent(row)) point.events += weights[row];
  }
  return out;
}
