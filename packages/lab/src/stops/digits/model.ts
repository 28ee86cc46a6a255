// A softmax classifier of handwritten digits: trained to its certified optimum on four fifths of the set, judged on the
// rest, and asked about any picture. All of it is computed by the library.

import { softmax } from 'bridle';
import {
  applyRecipe,
  type Evaluation,
  evaluate,
  type Fit,
  fitting,
  type Progress,
  type Recipe,
  stratifiedSplit,
  type Table,
  takeRows,
} from 'bridle/learn';
import { BLOCK } from './drawing.ts';
import { BLACK, type Digits, PIXELS, pictureOf } from './pictures.ts';

export const CLASSES = 10;
export const SPLIT = { holdout: 0.2, seed: 1 };
/** The penalty λ = 1/(C·n), chosen for calibration as much as for accuracy: at C = 1 the model doubts too much. */
export const PENALTY = 10;

export type Weights = { weights: Float64Array; intercepts: Float64Array };

/** Where a training stands, and how far that is on the way to the certificate, from 0 to 1. */
export type Report = { iteration: number; objective: number; done: number };

export type Trained = Weights & Omit<Fit, 'weights' | 'intercepts'> & { rows: number };

const names = Array.from({ length: PIXELS }, (_, j) => `p${Math.floor(j / 8)}${j % 8}`);

/** The pixels as features, scaled to 1 but not moved: an empty pixel is 0. */
export const recipe: Recipe = {
  features: names.map((name) => ({ kind: 'numeric', name, fill: 0, mean: 0, scale: BLACK, hasMissing: false })),
};

export function designOf(digits: Digits, rows: Int32Array) {
  const table: Table = {
    rows: digits.labels.length,
    columns: names.map((name, j) => ({
      kind: 'numeric',
      name,
      values: Float64Array.from(digits.labels, (_, i) => digits.pixels[i * PIXELS + j]),
    })),
  };
  return applyRecipe(recipe, takeRows(table, rows)).design;
}

export const TOLERANCE = 1e-12;

/** Trains step by step, reporting before each. */
export function* training(digits: Digits): Generator<Report, Trained> {
  const { train } = stratifiedSplit(digits.labels, CLASSES, SPLIT);
  const labels = Int32Array.from(train, (i) => digits.labels[i]);
  const steps = fitting(designOf(digits, train), labels, CLASSES, { C: PENALTY, tolerance: TOLERANCE });
  let first: Progress | null = null;
  let step: IteratorResult<Progress, Fit> = steps.next();
  for (; !step.done; step = steps.next()) {
    first ??= step.value;
    const { iteration, objective, gapBound } = step.value;
    yield { iteration, objective, done: share(first.gapBound, gapBound) };
  }
  return { ...step.value, rows: train.length };
}

/** How far a gap has come from its first value to the tolerance, by orders of magnitude. */
export function share(first: number, gap: number): number {
  let whole = 0;
  for (let g = first; g > TOLERANCE; g /= 2) whole += 1;
  let left = 0;
  for (let g = gap; g > TOLERANCE; g /= 2) left += 1;
  return whole === 0 ? 1 : Math.max(0, Math.min(1, 1 - left / whole));
}

/** z = W·x/16 + b of a picture. */
export function logitsOf({ weights, intercepts }: Weights, picture: readonly number[]): number[] {
  return Array.from(intercepts, (b, k) =>
    picture.reduce((sum, pixel, j) => sum + weights[k * PIXELS + j] * (pixel / BLACK), b),
  );
}

/** Which of ten is the largest, of equals the first. */
export const largest = (p: readonly number[]) => p.indexOf(p.reduce((a, b) => Math.max(a, b)));

export type Mistake = { row: number; picture: number[]; truth: number; taken: number; p: number };

/** Below this probability the page says that it is not sure. */
export const SURE = 0.8;

/** Of the held-out pictures: which part is answered, at SURE or above, and which part of these answers is right. */
export type Answered = { part: number; right: number };

export type HeldOut = { evaluation: Evaluation; mistakes: Mistake[]; answered: Answered };

/** What is said of a picture: there is none, it is not sure, or what it probably is. */
export type Saying = 'empty' | 'unsure' | 'probable';

export function sayingOf(picture: readonly number[], p: number): Saying {
  if (picture.every((pixel) => pixel === 0)) return 'empty';
  return p < SURE ? 'unsure' : 'probable';
}

/** The held-out pictures: how well they are told apart, and the mistakes, the most certain first. */
export function judge(digits: Digits, weights: Weights): HeldOut {
  const { test } = stratifiedSplit(digits.labels, CLASSES, SPLIT);
  const answers = [...test].map((row) => {
    const picture = pictureOf(digits, row);
    const p = softmax(logitsOf(weights, picture));
    const taken = largest(p);
    return { row, picture, truth: digits.labels[row], taken, p: p[taken], all: p };
  });
  const evaluation = evaluate(
    answers.flatMap(({ all }) => all),
    answers.map(({ truth }) => truth),
    CLASSES,
  );
  const mistakes = answers
    .filter(({ truth, taken }) => truth !== taken)
    .sort((a, b) => b.p - a.p)
    .map(({ all: _, ...mistake }) => mistake);
  const sure = answers.filter(({ p }) => p >= SURE);
  const right = sure.filter(({ truth, taken }) => truth === taken);
  return { evaluation, mistakes, answered: { part: sure.length / answers.length, right: right.length / sure.length } };
}

/** Of logits 4, 2 and 1: 0 another is the favourite at T = 2, 1 the same less surely, 2 the same more surely. */
export function answerOfTemperature(): { answer: number; facts: number[] } {
  const logits = [4, 2, 1];
  const [before, after] = [1, 2].map((temperature) => softmax(logits, { temperature }));
  const same = largest(before) === largest(after);
  return { answer: !same ? 0 : after[0] < before[0] ? 1 : 2, facts: [before[0], after[0]] };
}

/** Of the choices 2, 16 and 17: how many values a count of dots in a block has. */
export const answerOfValues = () => [2, 16, 17].indexOf(BLOCK * BLOCK + 1);

/** Of a picture with nothing on it: 0 there are no probabilities, 1 they are all zero, 2 they sum to one all the same. */
export function answerOfNothing(): number {
  const p = softmax(new Array<number>(CLASSES).fill(0));
  const sum = p.reduce((a, b) => a + b);
  return Math.abs(sum - 1) < 1e-12 ? 2 : sum === 0 ? 1 : 0;
}
