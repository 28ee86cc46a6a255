// Training softmax regression on points in the plane: six lanes of gradient descent, three float formats by two forms,
// all with one learning rate; Newton's method, which needs none; and what a set of weights says about each point. All of
// it is computed by the library.

import { check, crossEntropy, log, softmax } from 'bridle';
import {
  applyRecipe,
  type DescentFault,
  type DescentStep,
  descent,
  type Fit,
  fitting,
  type Progress,
} from 'bridle/learn';
import { blobs, type Data, featuresAt, type Rows, readPoints, SIDE } from './points.ts';

export const STEPS = 200;

const formats = ['f16', 'f32', 'f64'] as const;
const formulas = ['naive', 'stable'] as const;
export type Format = (typeof formats)[number];
export type Formula = (typeof formulas)[number];
export type LaneId = `${Format}${Formula}`;

export type Lane = {
  id: LaneId;
  format: Format;
  formula: Formula;
  /** From step 0; it ends early where all weights are NaN, for they stay so. */
  items: DescentStep[];
  fault: DescentFault | null;
};

/** Weights (classes, features) and intercepts of a softmax. */
export type Weights = { weights: Float64Array; intercepts: Float64Array };

/** Whether there is anything to tell apart. */
export const trainable = (data: Data) => data.classes.length >= 2;

/** Runs all lanes, pausing after every step, so that the page can draw in between. */
export function* racing(data: Rows, learningRate: number, steps = STEPS): Generator<void, Lane[]> {
  const lanes: Lane[] = [];
  for (const formula of formulas) {
    for (const format of formats) {
      const lane: Lane = { id: `${format}${formula}`, format, formula, items: [], fault: null };
      for (const item of descent(
        data.x.map((row) => [...row]),
        data.labels,
        data.classes.length,
        { format, formula, learningRate, steps },
      )) {
        lane.items.push(item);
        // What the pass after the last step found is not part of the steps.
        if (item.fault && item.fault.step <= steps) lane.fault = item.fault;
        if (item.weights.every(Number.isNaN)) break;
        yield;
      }
      lanes.push(lane);
    }
  }
  return lanes;
}

/** Where a lane stands after so many steps. */
export const itemAt = ({ items }: Lane, step: number) => items[Math.min(step, items.length - 1)];

/** Whether the lane's fault has come to pass after so many steps. */
export const brokenAt = ({ fault }: Lane, step: number) => fault !== null && fault.step <= step;

/** Above which exponent e^x is ∞ in a format. */
export function overflowAbove(format: Format): number {
  return check([0]).formats[format].overflowAbove;
}

export type NewtonPath = { progress: Progress[]; fit: Fit; accuracy: number };

/** Newton's method on the same points, with the usual penalty C = 1. */
export function newton(data: Rows): NewtonPath {
  const features = featuresOf(data);
  const columns = features.map(({ name }, j) => ({
    kind: 'numeric' as const,
    name,
    values: Float64Array.from(data.x, (point) => point[j]),
  }));
  const { design } = applyRecipe({ features }, { rows: data.x.length, columns });
  const steps = fitting(design, data.labels, data.classes.length, { solver: 'newton' });
  const progress: Progress[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) progress.push(step.value);
  return { progress, fit: step.value, accuracy: accuracyOf(data, step.value) };
}

/** The coordinates, and their squares where they are used, as they are. */
export const featuresOf = (data: Rows) =>
  ['x', 'y', 'x²', 'y²']
    .slice(0, data.x[0].length)
    .map((name) => ({ kind: 'numeric' as const, name, fill: 0, mean: 0, scale: 1, hasMissing: false }));

function accuracyOf(data: Rows, weights: Weights): number {
  const right = data.x.filter((row, i) => {
    const z = scoresAt(weights, row);
    return z.indexOf(z.reduce((a, b) => Math.max(a, b))) === data.labels[i];
  });
  return right.length / data.x.length;
}

/** z = W·x + b. */
export function scoresAt({ weights, intercepts }: Weights, row: readonly number[]): number[] {
  return Array.from(intercepts, (b, k) => row.reduce((sum, v, j) => sum + weights[row.length * k + j] * v, 0) + b);
}

export type Pull = {
  p: number[];
  /** p − y: what the loss of this point says to each score. */
  gradient: number[];
  loss: number;
};

/** What the weights say about a point of a class, and what the point asks of them. */
export function pullOf(weights: Weights, row: readonly number[], label: number): Pull {
  const z = scoresAt(weights, row);
  return {
    p: softmax(z),
    gradient: crossEntropy.gradient(z, label),
    loss: crossEntropy(z, label),
  };
}

type Corner = readonly [number, number];

/** The part of the plane where each class has the largest score, a convex polygon; empty where it has none. */
export function regions(w: Weights): Corner[][] {
  const classes = w.intercepts.length;
  return Array.from({ length: classes }, (_, k) => {
    let polygon: Corner[] = [
      [0, 0],
      [SIDE, 0],
      [SIDE, SIDE],
      [0, SIDE],
    ];
    for (let j = 0; j < classes; j += 1) {
      if (j !== k) polygon = clip(polygon, (point) => lead(w, k, j, point));
    }
    return polygon;
  });
}

export type Area = {
  /** The runs of cells of a class in a grid over the plane: x, y, and how long. */
  runs: readonly { x: number; y: number; length: number }[];
  /** Where the class leads by most, for its name. */
  best: Corner | null;
};

/** How many cells of the grid there are along each side. */
export const GRID = 96;

/** The regions of weights for coordinates and their squares, whose borders are curved: cell by cell of a grid. */
export function curvedRegions(w: Weights): Area[] {
  const areas = Array.from(w.intercepts, () => ({
    runs: [] as { x: number; y: number; length: number }[],
    best: null as Corner | null,
    lead: Number.NEGATIVE_INFINITY,
  }));
  const size = SIDE / GRID;
  for (let j = 0; j < GRID; j += 1) {
    let before = -1;
    for (let i = 0; i < GRID; i += 1) {
      const place: Corner = [(i + 0.5) * size, (j + 0.5) * size];
      const z = scoresAt(w, featuresAt(place, true));
      const sorted = [...z].sort((a, b) => b - a);
      const k = z.indexOf(sorted[0]);
      const area = areas[k];
      if (sorted[0] - sorted[1] > area.lead) {
        area.lead = sorted[0] - sorted[1];
        area.best = place;
      }
      if (k === before) area.runs[area.runs.length - 1].length += size;
      else area.runs.push({ x: i * size, y: j * size, length: size });
      before = k;
    }
  }
  return areas.map(({ runs, best }) => ({ runs, best }));
}

/** By how much class k leads class j at a point. */
function lead({ weights, intercepts }: Weights, k: number, j: number, [x, y]: Corner): number {
  const along = (axis: number) => weights[2 * k + axis] - weights[2 * j + axis];
  return along(0) * x + along(1) * y + (intercepts[k] - intercepts[j]);
}

/** The part of a convex polygon where a linear function is ≥ 0. */
function clip(polygon: readonly Corner[], f: (point: Corner) => number): Corner[] {
  return polygon.flatMap((here, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [a, b] = [f(here), f(next)];
    const kept: Corner[] = a >= 0 ? [here] : [];
    if (a * b < 0) {
      const t = a / (a - b);
      kept.push([here[0] + t * (next[0] - here[0]), here[1] + t * (next[1] - here[1])]);
    }
    return kept;
  });
}

/** A range of losses, as powers of ten. */
export type LossRange = { low: number; high: number };

/** The powers of ten around all losses of the lanes, down to 10⁻¹⁶; a loss of 0 lies below every range. */
export function lossRange(lanes: readonly Lane[]): LossRange {
  const powers = lanes
    .flatMap(({ items }) => items.map(({ loss }) => loss))
    .filter((loss) => loss > 0 && loss < Number.POSITIVE_INFINITY)
    .map((loss) => log(loss) / log(10));
  return powers.reduce<LossRange>(
    ({ low, high }, power) => ({
      low: Math.max(-16, Math.min(low, Math.floor(power))),
      high: Math.max(high, Math.ceil(power)),
    }),
    { low: -1, high: 1 },
  );
}

/** The place of a loss in a range, from 0 at its low end to 1 at its high end; it is logarithmic. */
export function lossPlace(loss: number, { low, high }: LossRange): number {
  if (!(loss > 0)) return 0;
  return Math.max(0, Math.min(1, (log(loss) / log(10) - low) / (high - low)));
}

/** What a lane's loss does: it falls too slowly, falls well, goes up and down, comes to rest, or becomes NaN. */
export type Course = 'small' | 'right' | 'swings' | 'settled' | 'nan';

const RISE = 1.01;
const FALL = 0.99;

export function courseOf({ items, fault }: Lane, guess: number): Course {
  if (fault) return 'nan';
  const losses = items.map(({ loss }) => loss);
  const rises = losses.filter((loss, i) => i > 0 && loss > RISE * losses[i - 1]).length;
  if (rises > losses.length / 20) return 'swings';
  const last = losses[losses.length - 1];
  if (last < guess / 4) return 'right';
  return last < FALL * losses[Math.floor(losses.length * 0.75)] ? 'small' : 'settled';
}

/** The mean and the standard deviation of each coordinate; a coordinate that never varies has 1. */
export type Frame = { mean: readonly number[]; deviation: readonly number[] };

export function frameOf({ x }: Rows): Frame {
  const meanOf = (of: (row: readonly number[]) => number) => x.reduce((sum, row) => sum + of(row), 0) / x.length;
  const mean = x[0].map((_, j) => meanOf((row) => row[j]));
  return { mean, deviation: mean.map((m, j) => Math.sqrt(meanOf((row) => (row[j] - m) ** 2)) || 1) };
}

/** The same rows with features of mean 0 and deviation 1. */
export const standardised = (data: Rows, { mean, deviation }: Frame): Rows => ({
  ...data,
  x: data.x.map((row) => row.map((v, j) => (v - mean[j]) / deviation[j])),
});

/** Weights for the features as they are, which give the scores that the weights of the standardised ones give. */
export function weightsInPlane({ weights, intercepts }: Weights, { mean, deviation }: Frame): Weights {
  const d = mean.length;
  const own = weights.map((w, i) => w / deviation[i % d]);
  return {
    weights: own,
    intercepts: intercepts.map((b, k) => mean.reduce((sum, m, j) => sum - own[d * k + j] * m, b)),
  };
}

/** The learning rates of the slider: ten to each power of ten. */
export const rates = [-3, -2, -1, 0, 1, 2]
  .flatMap((power) => [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8].map((x) => Number(`${x}e${power}`)))
  .concat(1000);

/** The place on the slider that is nearest to a rate, by ratio. */
export function placeOfRate(rate: number): number {
  const far = (other: number) => Math.abs(log(rate) - log(other));
  return rates.reduce((best, other, i) => (far(other) < far(rates[best]) ? i : best), 0);
}

/**
 * Which of the naive lanes (0 for f16, 1 for f32, 2 for f64) breaks first on the blobs at a learning rate; the exponent
 * that it broke at, and the limit of its format.
 */
export function answerOfFirst(learningRate: number): { answer: number; facts: number[] } {
  const lanes = finish(racing(readPoints(blobs), learningRate, 20)).slice(0, formats.length);
  const steps = lanes.map(({ fault }) => fault?.step ?? Number.POSITIVE_INFINITY);
  const answer = steps.indexOf(steps.reduce((a, b) => Math.min(a, b)));
  return { answer, facts: [lanes[answer].fault?.exponent ?? Number.NaN, overflowAbove(formats[answer])] };
}

/** Of stable f16 on the blobs at a learning rate: 0 it breaks, 1 it does not; and its accuracy. */
export function answerOfStable(learningRate: number): { answer: number; facts: number[] } {
  const { x, labels, classes } = readPoints(blobs);
  const options = { format: 'f16', formula: 'stable', learningRate, steps: STEPS } as const;
  const items = [...descent(x, labels, classes.length, options)];
  const { fault, accuracy } = items[items.length - 1];
  return { answer: fault ? 0 : 1, facts: [accuracy] };
}

/** The choices are p, 1 − p and p − 1 for the gradient of a class that is true and has p = 0.9. */
export function answerOfGradient(): number {
  const z = [log(9), 0];
  const p = softmax(z)[0];
  const gradient = crossEntropy.gradient(z, 0)[0];
  const away = [p, 1 - p, p - 1].map((choice) => Math.abs(choice - gradient));
  return away.indexOf(away.reduce((a, b) => Math.min(a, b)));
}

function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
