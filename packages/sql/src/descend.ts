// L-BFGS (Nocedal & Wright 2006, algorithm 7.4) for an objective whose every value costs a pass over a database: the
// initial matrix is given, the first trial is a whole step, and a step is judged by its slope, because the rounding of
// large sums hides the decrease of the objective near the optimum.

import { type Keeping, type State, StateError } from 'bridle/learn';

/** An objective, convex, at a point. */
export type Value = { objective: number; gradient: Float64Array };

export type DescentEnd = { point: Float64Array; value: Value; evaluations: number };

/** Pairs that are remembered. */
const MEMORY = 12;
/** A step is accepted once the slope, of either sign, is at most this fraction of the first. */
const SLOPE = 0.7;

/**
 * Descends until `done` says so or `most` evaluations are spent. Each evaluation is reported to `done` beforehand. The
 * initial matrix is asked for once a step is needed. The state is that before a step; its trials are not in it, and are
 * made again.
 */
export async function descend(
  start: Float64Array,
  evaluate: (point: Float64Array) => Promise<Value>,
  initialMatrix: () => Promise<(gradient: Float64Array) => void>,
  { most, done, state, onState }: Keeping & { most: number; done: (value: Value, evaluations: number) => boolean },
): Promise<DescentEnd> {
  const restored = state ? descentIn(state, start.length) : null;
  let point = restored?.point ?? start;
  let value = restored?.value ?? (await evaluate(point));
  let evaluations = restored?.evaluations ?? 1;
  const pairs = restored?.pairs ?? [];
  const take = (): State => {
    const kept = pairs.map(({ s, y }) => ({ s: s.slice(), y: y.slice() }));
    return { point: point.slice(), ...value, gradient: value.gradient.slice(), evaluations, pairs: kept };
  };
  let precondition: ((gradient: Float64Array) => void) | null = null;
  while (!done(value, evaluations) && evaluations < most) {
    onState?.(take);
    precondition ??= await initialMatrix();
    const direction = directionAt(value.gradient, pairs, precondition);
    const first = dot(value.gradient, direction);
    if (!(first < 0)) break; // only rounding is left
    let low = { step: 0, slope: first };
    let high: { step: number; slope: number } | null = null;
    let step = 1;
    for (;;) {
      const next = point.map((x, j) => x + step * direction[j]);
      const found = await evaluate(next);
      evaluations += 1;
      const slope = dot(found.gradient, direction);
      const isGood = Math.abs(slope) <= -SLOPE * first;
      if (isGood || done(found, evaluations) || evaluations >= most) {
        remember(pairs, point, next, value.gradient, found.gradient);
        point = next;
        value = found;
        break;
      }
      if (slope < 0) low = { step, slope };
      else high = { step, slope: Number.isFinite(slope) ? slope : -first };
      step = between(low, high);
    }
  }
  return { point, value, evaluations };
}

type Pair = { s: Float64Array; y: Float64Array; sy: number };

/** The descent in a state, every number and length checked. */
function descentIn(state: State, size: number): Omit<DescentEnd, 'point'> & { point: Float64Array; pairs: Pair[] } {
  const floats = (from: State, name: string): Float64Array => {
    const found = Object.hasOwn(from, name) ? from[name] : undefined;
    if (found instanceof Float64Array && found.length === size) return found.slice();
    throw new StateError(`state: expected ${size} numbers ${name}`);
  };
  const { objective, evaluations, pairs } = state;
  const isCount = Number.isSafeInteger(evaluations) && (evaluations as number) >= 1;
  if (typeof objective !== 'number' || !isCount || !Array.isArray(pairs) || pairs.length > MEMORY) {
    throw new StateError('state: expected a descent by passes');
  }
  const restored = pairs.map((pair: State): Pair => {
    const [s, y] = [floats(pair, 's'), floats(pair, 'y')];
    const sy = dot(s, y);
    if (!(sy > 0)) throw new StateError(`state: expected pairs of a product > 0, got ${sy}`);
    return { s, y, sy };
  });
  const value = { objective, gradient: floats(state, 'gradient') };
  return { point: floats(state, 'point'), value, evaluations: evaluations as number, pairs: restored };
}

function directionAt(
  gradient: Float64Array,
  pairs: readonly Pair[],
  precondition: (gradient: Float64Array) => void,
): Float64Array {
  const direction = gradient.slice();
  const shares = pairs.map(() => 0);
  for (let m = pairs.length - 1; m >= 0; m -= 1) {
    shares[m] = dot(pairs[m].s, direction) / pairs[m].sy;
    add(direction, -shares[m], pairs[m].y);
  }
  precondition(direction);
  pairs.forEach(({ s, y, sy }, m) => {
    add(direction, shares[m] - dot(y, direction) / sy, s);
  });
  return direction.map((x) => -x);
}

function remember(
  pairs: Pair[],
  from: Float64Array,
  to: Float64Array,
  before: Float64Array,
  after: Float64Array,
): void {
  const s = to.map((x, j) => x - from[j]);
  const y = after.map((x, j) => x - before[j]);
  const sy = dot(s, y);
  if (!(sy > 0)) return;
  if (pairs.length === MEMORY) pairs.shift();
  pairs.push({ s, y, sy });
}

/** The secant's zero of the slope inside the bracket; without an upper end four times as far. */
function between(low: { step: number; slope: number }, high: { step: number; slope: number } | null): number {
  if (!high) return 4 * Math.max(low.step, 0.25);
  const share = low.slope / (low.slope - high.slope);
  return low.step + (high.step - low.step) * Math.min(0.9, Math.max(0.1, share));
}

export function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < u.length; j += 1) sum += u[j] * v[j];
  return sum;
}

function add(to: Float64Array, share: number, v: Float64Array): void {
  for (let j = 0; j < to.length; j += 1) to[j] += share * v[j];
}
