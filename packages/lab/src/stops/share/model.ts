// Share against softmax on the same scores, all of it computed by the library: both rules, what a change of the scores
// does to each, how far each reacts to one more, and the way through the triangle that temperature takes.

import { log, logSumExp, share, softmax } from 'bridle';
import { temperatureAt } from '../../ui/temperature-scale.ts';

/** The share is null where there is none: a score below zero, or a sum of zero. */
export type Both = { share: readonly number[] | null; softmax: readonly number[] };

export function both(scores: readonly number[], temperature: number): Both {
  return { share: shareOrNull(scores), softmax: softmax(scores, { temperature }) };
}

function shareOrNull(scores: readonly number[]): readonly number[] | null {
  try {
    return share(scores);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The temperature at which both rules agree: there is one where the scores take two values, both above zero. */
export function agreement(scores: readonly number[]): number | null {
  const values = [...new Set(scores)].sort((a, b) => a - b);
  if (values.length !== 2 || !(values[0] > 0)) return null;
  return (values[1] - values[0]) / (log(values[1]) - log(values[0]));
}

export type Experiment = Both & {
  kind: 'now' | 'plus' | 'add' | 'scale';
  /** Which score got one more, in a test of one score. */
  index: number | null;
  scores: readonly number[];
  /** By how much the probability of that class changed, or the one that changed most. */
  change: { share: number | null; softmax: number };
};

/** Up to so many scores each has its +1 test; where there are more, only the watched one does. */
export const MOST_TESTS = 8;

/** The scores as they are, each (or the watched one) with one more, all with `add` more, and all times `scale`. */
export function experiments(
  scores: readonly number[],
  { temperature, add, scale, watched }: { temperature: number; add: number; scale: number; watched: number },
): Experiment[] {
  const now = both(scores, temperature);
  const test = (kind: Experiment['kind'], index: number | null, changed: readonly number[]): Experiment => {
    const then = both(changed, temperature);
    const change = {
      share: now.share && then.share ? difference(now.share, then.share, index) : null,
      softmax: difference(now.softmax, then.softmax, index),
    };
    return { kind, index, scores: changed, ...then, change };
  };
  const tested = scores.length > MOST_TESTS ? [watched] : scores.map((_, i) => i);
  return [
    test('now', null, scores),
    ...tested.map((i) => test('plus', i, scores.with(i, scores[i] + 1))),
    test(
      'add',
      null,
      scores.map((x) => x + add),
    ),
    test(
      'scale',
      null,
      scores.map((x) => x * scale),
    ),
  ];
}

/** The change at one place, or the largest at any. */
function difference(before: readonly number[], after: readonly number[], index: number | null): number {
  if (index !== null) return after[index] - before[index];
  return after.map((p, i) => p - before[i]).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
}

/** What one more on a score of x does to its probability, under each rule. */
export type Reaction = { x: number; share: number | null; softmax: number };

export type Reactions = {
  points: readonly Reaction[];
  /** Where both react alike, in ascending order. */
  crossings: readonly number[];
};

const STEPS = 96;
const BISECTIONS = 40;

/** The reaction for x from 0 to a little beyond the score that there is. */
export function reactions(scores: readonly number[], index: number, temperature: number): Reactions {
  const end = Math.max(12, Math.ceil(scores[index] * 1.25));
  const at = reaction(scores, index, temperature);
  const points = Array.from({ length: STEPS + 1 }, (_, i) => at((i / STEPS) * end));
  const gap = ({ share, softmax }: Reaction) => (share === null ? Number.NaN : softmax - share);
  const crossings: number[] = [];
  for (let i = 1; i <= STEPS; i += 1) {
    if (!(gap(points[i - 1]) * gap(points[i]) < 0)) continue;
    let low = points[i - 1];
    let high = points[i];
    for (let k = 0; k < BISECTIONS; k += 1) {
      const middle = at((low.x + high.x) / 2);
      if (gap(low) * gap(middle) <= 0) high = middle;
      else low = middle;
    }
    crossings.push((low.x + high.x) / 2);
  }
  return { points, crossings };
}

/** The reaction of one class as a function of its score x; the others stay. */
export function reaction(scores: readonly number[], index: number, temperature: number): (x: number) => Reaction {
  const p = oneAgainstRest(scores, index, temperature);
  return (x) => {
    const before = p(x);
    const after = p(x + 1);
    return {
      x,
      share: before.share && after.share ? after.share[0] - before.share[0] : null,
      softmax: after.softmax[0] - before.softmax[0],
    };
  };
}

/**
 * Both rules for one class with score x, which comes first. The others count as one: under the share as their sum,
 * under softmax as T·logSumExp(others/T), so that a curve costs the same for three classes and for fifty. At T = 0
 * and T = ∞ that has no value, and all are taken.
 */
function oneAgainstRest(scores: readonly number[], index: number, temperature: number): (x: number) => Both {
  const others = scores.filter((_, i) => i !== index);
  if (others.length === 0 || temperature === 0 || temperature === Number.POSITIVE_INFINITY) {
    return (x) => both([x, ...others], temperature);
  }
  const rest = logSumExp(others, { temperature });
  const sum = others.some((v) => v < 0) ? Number.NaN : others.reduce((a, b) => a + b, 0);
  return (x) => ({ share: shareOrNull([x, sum]), softmax: softmax([x, rest], { temperature }) });
}

const PATH_STEPS = 80;

/** Softmax of the scores at temperatures from 0 to ∞: the way from a corner (or between corners) to the centre. */
export function temperaturePath(scores: readonly number[]): number[][] {
  return Array.from({ length: PATH_STEPS + 1 }, (_, i) =>
    softmax([...scores], { temperature: temperatureAt(i / PATH_STEPS) }),
  );
}

/** Below and above these a point of the triangle says too little about the scores to set them by it. */
export const DRAG_TEMPERATURES = { min: 0.05, max: 20 };

/** Scores whose softmax is p, in thousandths; the smallest stays what the smallest was. */
export function scoresFor(p: readonly number[], scores: readonly number[], temperature: number): number[] {
  const logs = p.map((q) => log(q));
  const least = logs.reduce((a, b) => Math.min(a, b));
  const base = scores.reduce((a, b) => Math.min(a, b));
  return logs.map((l) => Math.round((base + temperature * (l - least)) * 1000) / 1000);
}

/** Of one more on the third of (1, 1, x): 0 the share moves more, 1 softmax does; and by how much each. */
export function answerOfPlusOne(x: number): { answer: number; facts: number[] } {
  const { share, softmax } = reaction([1, 1, x], 2, 1)(x);
  return { answer: softmax > share! ? 1 : 0, facts: [share!, softmax] };
}

/** Of (1, 1, 3) doubled: 0 the share changes, 1 softmax does, 2 both do; and the third under each, before and after. */
export function answerOfDoubling(): { answer: number; facts: number[] } {
  const before = both([1, 1, 3], 1);
  const after = both([2, 2, 6], 1);
  const moved = [before.share![2] !== after.share![2], before.softmax[2] !== after.softmax[2]];
  return {
    answer: moved[0] && moved[1] ? 2 : moved[1] ? 1 : 0,
    facts: [before.share![2], after.share![2], before.softmax[2], after.softmax[2]],
  };
}

/** Of (1, 1, 3): whether softmax gives the third 0 less than the share, 1 the same, 2 more; and both numbers. */
export function answerOfSame(): { answer: number; facts: number[] } {
  const { share, softmax } = both([1, 1, 3], 1);
  return { answer: softmax[2] < share![2] ? 0 : softmax[2] > share![2] ? 2 : 1, facts: [share![2], softmax[2]] };
}
