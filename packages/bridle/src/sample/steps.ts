// The steps between logits and a draw, as data, applied in the caller's order. What is left after each is its kept places
// and their logits over the temperature; probabilities are the softmax of these, so that a step sees what the ones before
// it have left. Steps that need few exponentials compute few.

import { addPairs, tail } from '../core/arithmetic/double-double.ts';
import { exp } from '../core/arithmetic/exp.ts';
import { log } from '../core/arithmetic/log.ts';
import { typicality } from './keep.ts';
import { largest } from './largest.ts';
import { nucleus } from './nucleus.ts';

/**
 * One step; its key names it. `temperature` divides, 0 keeps the maxima; `topK`: 0 is no limit; `topP`, `minP` and
 * `typical` are those of the masks of the same names; `repetitionPenalty` acts on the `history`.
 */
export type Step =
  | { readonly temperature: number }
  | { readonly topK: number }
  | { readonly topP: number }
  | { readonly minP: number }
  | { readonly typical: number }
  | { readonly repetitionPenalty: number };

/** What is left of a row. `x` are the logits of the places, or of the whole row where `places` is null. */
export type Left = {
  places: Int32Array | null;
  x: Float32Array | Float64Array;
  temperature: number;
  /** The largest of x; +∞ and NaN have been taken out. */
  max: number;
  /** How far short of a border rounding may leave a sum; see nucleus.ts. */
  slack: number;
};

type Apply = (left: Left, history: ReadonlySet<number>) => Left;

/** What each step does, once its number has been checked. */
const STEPS: Record<string, { fits: (value: number) => boolean; expected: string; of: (value: number) => Apply }> = {
  temperature: { fits: (t) => t >= 0 && t < Infinity, expected: 'a temperature ≥ 0', of: tempered },
  topK: { fits: (k) => Number.isInteger(k) && k >= 0, expected: 'a whole topK ≥ 0', of: kLargest },
  topP: { fits: (p) => p > 0 && p <= 1, expected: 'a topP above 0, at most 1', of: fewestOfMass },
  minP: { fits: (r) => r >= 0 && r <= 1, expected: 'a minP from 0 to 1', of: atLeast },
  typical: { fits: (p) => p > 0 && p <= 1, expected: 'a typical above 0, at most 1', of: mostTypical },
  repetitionPenalty: { fits: (x) => x > 0 && x < Infinity, expected: 'a repetitionPenalty above 0', of: penalised },
};

/** The steps as functions; TypeError for a step that is none, RangeError for a number that does not fit. */
export function prepared(name: string, steps: readonly Step[]): Apply[] {
  if (!Array.isArray(steps)) throw new TypeError(`${name}: expected a list of steps`);
  return steps.map((step, i) => {
    const [[key, value], ...more] = Object.entries(step ?? {}) as [string, unknown][];
    if (more.length > 0 || !Object.hasOwn(STEPS, key ?? '')) {
      throw new TypeError(`${name}: expected step ${i} to be one of ${Object.keys(STEPS).join(', ')}, got ${key}`);
    }
    const { fits, expected, of } = STEPS[key];
    if (!(typeof value === 'number' && fits(value))) {
      throw new RangeError(`${name}: expected ${expected} in step ${i}, got ${String(value)}`);
    }
    return of(value);
  });
}

/** What is left before any step, or null where nothing can be drawn: a NaN, no entry, or none above −∞. */
export function leftOf(x: Float32Array | Float64Array, slack: number): Left | null {
  let max = -Infinity;
  let nan = false;
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] > max) max = x[i];
    else if (Number.isNaN(x[i])) nan = true;
  }
  if (nan || max === -Infinity) return null;
  const left: Left = { places: null, x, temperature: 1, max, slack };
  if (max < Infinity) return left;
  // The +∞ share all of the probability equally.
  const infinite = chosen(
    left,
    placesWhere(x, (value) => value === Infinity),
  );
  return { ...infinite, x: new Float64Array(infinite.x.length), max: 0 };
}

/** The weights e^((x − max)/T) of what is left, and their sum. */
export function weightsOf({ x, max, temperature }: Left): { weights: Float64Array; total: number } {
  const weights = new Float64Array(x.length);
  let total = 0;
  let low = 0;
  for (let i = 0; i < x.length; i += 1) {
    weights[i] = exp((x[i] - max) / temperature);
    total = addPairs(total, low, weights[i], 0);
    low = tail[0];
  }
  return { weights, total };
}

function tempered(t: number): Apply {
  return (left) => {
    if (t > 0) return { ...left, temperature: left.temperature * t };
    return chosen(
      left,
      placesWhere(left.x, (value) => value === left.max),
    );
  };
}

function kLargest(k: number): Apply {
  return (left) => (k === 0 || k >= left.x.length ? left : chosen(left, largest(left.x, left.x.length, k).sort()));
}

function fewestOfMass(mass: number): Apply {
  return (left) => {
    if (mass === 1) return left;
    const { weights, total } = weightsOf(left);
    return chosen(left, nucleus(weights, weights, weights.length, mass * total, left.slack).sort());
  };
}

function atLeast(ratio: number): Apply {
  return (left) => {
    if (ratio === 0) return left;
    const least = log(ratio * (1 - left.slack));
    return chosen(
      left,
      placesWhere(left.x, (value) => (value - left.max) / left.temperature >= least),
    );
  };
}

function mostTypical(mass: number): Apply {
  return (left) => {
    if (mass === 1) return left;
    const { weights, total } = weightsOf(left);
    const p = weights.map((weight) => weight / total);
    return chosen(left, nucleus(typicality(p, p.length), p, p.length, mass, left.slack).sort());
  };
}

function penalised(penalty: number): Apply {
  return (left, history) => {
    const x = Float64Array.from(left.x);
    for (let i = 0; i < x.length; i += 1) {
      if (!history.has(left.places ? left.places[i] : i)) continue;
      x[i] = x[i] < 0 ? x[i] * penalty : Math.min(x[i] / penalty, Number.MAX_VALUE);
    }
    return { ...left, x, max: x.reduce((max, value) => Math.max(max, value), -Infinity) };
  };
}

/** What is left of what was left, by positions in ascending order. */
function chosen(left: Left, at: Int32Array): Left {
  const { places, x } = left;
  const kept = new Float64Array(at.length);
  let max = -Infinity;
  for (let i = 0; i < at.length; i += 1) {
    kept[i] = x[at[i]];
    if (kept[i] > max) max = kept[i];
  }
  return { ...left, places: places ? at.map((i) => places[i]) : at, x: kept, max };
}

function placesWhere(x: Float32Array | Float64Array, holds: (value: number) => boolean): Int32Array {
  const places: number[] = [];
  for (let i = 0; i < x.length; i += 1) if (holds(x[i])) places.push(i);
  return Int32Array.from(places);
}
