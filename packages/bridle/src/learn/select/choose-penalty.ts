// Chooses the penalty by cross-validation: each fold is predicted by a model of the other folds, at every C of a grid,
// and the C of the smallest mean log-loss wins. The recipe is learned anew in each fold, so nothing of the held-out rows
// is known to it. Along the grid, from strong to weak penalties, each training starts where the last one ended.

import { descendFrom } from '../fit/descend-from.ts';
import { pointAt } from '../fit/objective.ts';
import {
  type Prepared,
  penaltiesOf,
  penaltyOf,
  prepareProblem,
  splitParameters,
  startingParameters,
} from '../fit/problem.ts';
import { largestPenalty } from '../fit/proximal.ts';
import { openSparseFold } from '../fit/sparse-fold.ts';
import { floatsIn, type Keeping } from '../fit/state.ts';
import { applyRecipe } from '../table/apply-recipe.ts';
import type { Table } from '../table/table.ts';
import { type Input, type Learn, learnUnlessEmpty, meanLoss, type Parts, partsOf, scoresOf } from './fold-parts.ts';
import { NEVER_HELD_OUT, stratifiedFolds } from './folds.ts';
import { FARTHEST, type Place, placeIn, placeState } from './place.ts';

/** A penalty of the grid: its mean log-loss over the folds, and the standard error of that mean. */
export type PathPoint = {
  l2: number /** λ₁, with L1. */;
  l1?: number;
  C: number;
  logLoss: number;
  standardError: number;
};

/**
 * The penalty that `choosingPenalty` chose, the path of all that it tried, and the out-of-fold logits at the chosen
 * one.
 */
export type PenaltyChoice = {
  /** C for `fit`, and the λ that it means there. */
  C: number;
  l2: number;
  l1?: number;
  folds: number;
  /** The grid, from strong to weak penalties. */
  path: PathPoint[];
  /** Of each row, by the model of the other folds at the chosen C: (rows, classes) row-major, NaN where not judged. */
  logits: Float64Array;
  /** The fold of each row, −1 where not judged; see `stratifiedFolds`. */
  foldOf: Int32Array;
  /** The labels of the rows that were judged; −1 for the only row of a class, which every model was trained on. */
  labels: Int32Array;
};

/** Options of `choosingPenalty`. */
export type ChoiceOptions = Keeping & {
  /** Learns the recipe from the training part of a fold, whose rows have these weights. */
  learn: Learn;
  /** Default 5; fewer where no class has so many rows. */
  folds?: number;
  /** Of the draw of the folds. Default 1. */
  seed?: number;
  /** Takes the strongest penalty within one standard error of the smallest log-loss (Breiman et al. 1984). */
  oneStandardError?: boolean;
  sampleWeights?: ArrayLike<number>;
  /** Elastic net, as in `fit`: the grid then begins at the penalty from which on all weights are 0. */
  l1Ratio?: number;
  /** Nothing is chosen: the out-of-fold logits of this penalty, by λ, λ₁ or C as in `fit`. */
  fixed?: { l2?: number; l1?: number } | { C: number };
  /** Threads that share the work of the trainings; the choice has the same bits for any number. Default 1. */
  threads?: number;
};

/** The training in progress: `done` of `total`, which grows where the grid is extended. */
export type ChoiceProgress = { done: number; total: number };

/** C = 10^−4 … 10^4 by half powers of ten, and how far it is extended where the best is at an end. */
const GRID = Array.from({ length: 17 }, (_, i) => i - 8);
const EXTENSION = 4;
/** How far above their minimum the objectives may end: far below what distinguishes two penalties. */
const TOLERANCE = 1e-6;
const MAX_ITERATIONS = 300;

/**
 * Chooses the penalty by stratified cross-validation, as a generator that yields before each step of each training.
 *
 * `labels` are class indices, one for each row of the table, every class with a row of a weight above 0 and one with
 * two. The grid is C = 10⁻⁴ … 10⁴ by half powers of ten, extended to 10^±8 while the best is at an end; with L1 it
 * begins at the penalty from which on every weight is 0, and goes on by quarter powers of ten to a 10⁴th of it or less. Trainings end
 * when they are certified to be within 1e−6 of their minimum. After the last one, `onState` is offered a state from which
 * the same choice comes without any training.
 *
 * @throws RangeError for folds, labels or weights that do not fit.
 * @example
 * ```ts
 * import { choosingPenalty, learnRecipe } from 'bridle/learn';
 * const x = { kind: 'numeric' as const, name: 'x', values: Float64Array.from({ length: 40 }, (_, i) => i % 8) };
 * const labels = Array.from({ length: 40 }, (_, i) => (i % 8 > 2 + (i % 3) ? 1 : 0));
 * const learn = (training: Parameters<typeof learnRecipe>[0]) => {
 *   const y = { kind: 'numeric' as const, name: 'y', values: new Float64Array(training.rows) };
 *   return learnRecipe({ ...training, columns: [...training.columns, y] }, { target: 'y' }).recipe;
 * };
 * const steps = choosingPenalty({ rows: 40, columns: [x] }, labels, 2, { learn });
 * let step = steps.next();
 * while (!step.done) step = steps.next();
 * step.value.C; // → 10
 * ```
 */
export function* choosingPenalty(
  table: Table,
  labels: ArrayLike<number>,
  classCount: number,
  options: ChoiceOptions,
): Generator<ChoiceProgress, PenaltyChoice> {
  const {
    learn,
    folds: wanted = 5,
    seed = 1,
    oneStandardError = false,
    sampleWeights,
    fixed,
    threads = 1,
    state,
    onState,
  } = options;
  const { l1Ratio = 0 } = options;
  if (!(Number.isInteger(wanted) && wanted >= 2)) refuse('at least 2 folds', wanted);
  if (!(l1Ratio >= 0 && l1Ratio <= 1)) refuse('l1Ratio from 0 to 1', l1Ratio);
  if (sampleWeights && sampleWeights.length !== labels.length) {
    refuse(`sampleWeights.length ${labels.length}`, sampleWeights.length);
  }
  const counts = new Int32Array(classCount);
  // A row of weight 0 neither trains nor is judged, so it must not be the only one of its class in a training part.
  const counted = Int32Array.from(labels, (label, row) => (sampleWeights && sampleWeights[row] === 0 ? -1 : label));
  for (const label of counted) if (label >= 0) counts[label] += 1;
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most < 2) refuse('a class with two rows', 'none');
  const folds = Math.min(wanted, most);
  const foldOf = stratifiedFolds(counted, classCount, { folds, seed });
  const weights = Float64Array.from(labels, (_, row) => (sampleWeights ? sampleWeights[row] : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const facts = { rows: labels.length, classes: classCount, folds, seed };
  const first: Place = {
    keep: fixed ? 'logits' : 'losses',
    exponents: fixed ? [0] : GRID,
    losses: new Map(),
    progress: { done: 0, total: folds * (fixed ? 1 : GRID.length + 1) },
    logits: null,
    ...{ fold: 0, index: 0, parameters: null, descent: null },
  };
  const place = state ? placeIn(state, facts) : first;
  const { losses, progress } = place;
  const least = l1Ratio > 0 && !fixed ? strongestC({ table, labels, weights }, classCount, l1Ratio, learn) : null;
  const cAt = (exponent: number): number =>
    least === null ? gridC(exponent) : least * quarterPower(exponent + GRID.length / 2 - 0.5);
  const penaltiesAt = (exponent: number, sum: number): { l1: number; l2: number } => {
    if (fixed && !('C' in fixed)) return penaltiesOf(fixed, sum, classCount);
    const C = fixed ? fixed.C : cAt(exponent);
    return penaltiesOf(l1Ratio > 0 ? { C, l1Ratio } : { C }, sum, classCount);
  };

  /** The trainings of the fold at which the place is, from its penalty on. */
  function* runFold(): Generator<ChoiceProgress> {
    const part = partsOf({ table, labels, weights, foldOf }, place.fold, learn);
    if (part.train.sparse?.length) yield* runSparse(part);
    else yield* runDense(part);
  }

  function* runDense(part: Parts): Generator<ChoiceProgress> {
    const options = { sampleWeights: part.trainWeights, threads };
    const prepared = prepareProblem(part.train, part.trainLabels, classCount, options);
    try {
      yield* runPath(part, prepared);
    } finally {
      prepared.problem.packed?.tiles.crew?.close();
    }
  }

  function* runPath(part: Parts, prepared: Prepared): Generator<ChoiceProgress> {
    const parameters = startingParameters(prepared.problem);
    if (place.parameters) parameters.set(floatsIn({ parameters: place.parameters }, 'parameters', parameters.length));
    for (; place.index < place.exponents.length; place.index += 1) {
      const exponent = place.exponents[place.index];
      const start = parameters.slice();
      const keeping: Keeping = {
        ...(place.descent && { state: place.descent }),
        ...(onState && {
          onState: (take) => onState(() => placeState({ ...place, parameters: start, descent: take() }, facts)),
        }),
      };
      place.descent = null;
      const { l1, l2 } = penaltiesAt(exponent, prepared.total);
      const steps = descendFrom(prepared, l2, parameters, {
        ...{ l1, tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS, ...keeping },
      });
      while (!steps.next().done) yield { ...progress };
      take(part, exponent, scoresOf(part.test, splitParameters(prepared, parameters), classCount));
    }
  }

  /** The same with sparse features; a fold ends where its loss has been rising, which weak penalties take long to show. */
  function* runSparse(part: Parts): Generator<ChoiceProgress> {
    const options = { sampleWeights: part.trainWeights, threads };
    const fold = openSparseFold(part.train, part.test, part.trainLabels, classCount, options);
    const { parameters } = fold;
    if (place.parameters) parameters.set(floatsIn({ parameters: place.parameters }, 'parameters', parameters.length));
    try {
      for (; place.index < place.exponents.length; place.index += 1) {
        const exponent = place.exponents[place.index];
        const start = parameters.slice();
        onState?.(() => placeState({ ...place, parameters: start, descent: null }, facts));
        for (const _ of fold.descend(penaltiesAt(exponent, fold.total).l2, place.index === 0)) yield { ...progress };
        take(part, exponent, fold.scores());
        if (place.keep === 'losses' && isRising(lossesUpTo(exponent))) {
          progress.total -= place.exponents.length - 1 - place.index;
          return;
        }
      }
    } finally {
      fold.close();
    }
  }

  /** The losses of the fold at which the place is, of the penalties up to one. */
  function lossesUpTo(exponent: number): number[] {
    const found = [...losses].filter(([x, all]) => x <= exponent && all.length > place.fold).sort(([x], [y]) => x - y);
    return found.map(([, all]) => all[place.fold]);
  }

  /** What a training predicts for the held-out rows, (classes, rows). */
  function take(part: Parts, exponent: number, scores: Float64Array): void {
    progress.done += 1;
    if (place.keep === 'losses' || fixed) {
      const loss = meanLoss(scores, part.testLabels, part.testWeights, classCount);
      losses.set(exponent, [...(losses.get(exponent) ?? []), loss]);
    }
    if (place.keep === 'losses') return;
    const logits = logitsOf();
    part.testRows.forEach((row, i) => {
      for (let k = 0; k < classCount; k += 1) logits[row * classCount + k] = scores[k * part.testRows.length + i];
    });
  }

  function logitsOf(): Float64Array {
    place.logits ??= new Float64Array(labels.length * classCount).fill(Number.NaN);
    return place.logits;
  }

  function* runFolds(): Generator<ChoiceProgress> {
    for (; place.fold < folds; place.fold += 1) {
      yield* runFold();
      Object.assign(place, { index: 0, parameters: null });
    }
  }

  const pointsOf = () => (fixed ? [0] : judgedBy(losses, folds));
  const pathOf = (): PathPoint[] =>
    pointsOf().map((exponent) => {
      const { l1, l2 } = penaltiesAt(exponent, total);
      // λ = c/(C·n) and C = c/(λ·n) are one function; with λ = 0, C is infinite.
      const C = fixed ? ('C' in fixed ? fixed.C : penaltyOf(l2, total, classCount)) : cAt(exponent);
      return { l2, ...(l1 > 0 && { l1 }), C, ...meanAndError(losses.get(exponent) ?? []) };
    });
  while (place.keep === 'losses') {
    yield* runFolds();
    const more = extension(losses, folds, least === null ? -FARTHEST : GRID[0]);
    progress.total += folds * more.length;
    place.fold = 0;
    if (more.length > 0) place.exponents = more;
    else Object.assign(place, { keep: 'logits', exponents: [pointsOf()[chosen(pathOf(), oneStandardError)]] });
  }
  yield* runFolds();
  onState?.(() => placeState(place, facts));
  const logits = logitsOf();
  const best = pointsOf().indexOf(place.exponents[0]);
  const path = pathOf();
  const judged = Int32Array.from(labels, (label, row) => (foldOf[row] === NEVER_HELD_OUT ? -1 : label));
  const { l1, l2, C } = path[best];
  return { C, l2, ...(l1 !== undefined && { l1 }), folds, path, logits, labels: judged, foldOf };
}

/** The C from which on every weight is 0 in a training on all rows; null where no weight could help. */
function strongestC(
  { table, labels, weights }: Omit<Input, 'foldOf'>,
  classes: number,
  l1Ratio: number,
  learn: Learn,
): number | null {
  const recipe = learnUnlessEmpty(learn, table, weights);
  if (!recipe) return null;
  const { design } = applyRecipe(recipe, table);
  const { problem, total } = prepareProblem(design, labels, classes, { sampleWeights: weights });
  const largest = largestPenalty(problem, pointAt(problem, startingParameters(problem)));
  return largest > 0 ? l1Ratio / (largest * total) : null;
}

/** 10^(exponent/4) for an exponent ≥ 0, as gridC. */
function quarterPower(exponent: number): number {
  const digits = ['1', '1.7782794100389228', '3.1622776601683795', '5.623413251903491'];
  return Number(`${digits[exponent % 4]}e${Math.floor(exponent / 4)}`);
}

/** The exponents that all folds have judged, in order. */
function judgedBy(losses: Map<number, number[]>, folds: number): number[] {
  const all = [...losses].filter(([, found]) => found.length === folds);
  return all.map(([exponent]) => exponent).sort((a, b) => a - b);
}

/** Whether the last two losses are above the smallest one before them. */
function isRising(losses: readonly number[]): boolean {
  const before = Math.min(...losses.slice(0, -2));
  return losses.slice(-2).every((loss) => loss > before);
}

/** 10^(exponent/2), from decimal digits: the bits of a power differ between engines. */
function gridC(exponent: number): number {
  return Number(exponent % 2 === 0 ? `1e${exponent / 2}` : `3.1622776601683795e${(exponent - 1) / 2}`);
}

/** Further exponents where the best so far is at an end of the grid. */
function extension(losses: Map<number, number[]>, folds: number, strongest: number): number[] {
  const points = judgedBy(losses, folds);
  const means = points.map((exponent) => meanAndError(losses.get(exponent) ?? []).logLoss);
  const best = means.indexOf(Math.min(...means));
  const more = Array.from({ length: EXTENSION }, (_, i) => i + 1);
  const [first, last] = [points[0], points[points.length - 1]];
  // Some folds may have gone on from there: their losses were rising.
  if (best === points.length - 1) return more.map((i) => last + i).filter((x) => x <= FARTHEST && !losses.has(x));
  if (best === 0) return more.map((i) => first - EXTENSION - 1 + i).filter((x) => x >= strongest);
  return [];
}

function chosen(path: readonly PathPoint[], oneStandardError: boolean): number {
  const losses = path.map(({ logLoss }) => logLoss);
  const best = losses.indexOf(Math.min(...losses));
  if (!oneStandardError) return best;
  return losses.findIndex((loss) => loss <= losses[best] + path[best].standardError);
}

function meanAndError(losses: readonly number[]): { logLoss: number; standardError: number } {
  const n = losses.length;
  const logLoss = losses.reduce((sum, x) => sum + x / n, 0);
  const variance = losses.reduce((sum, x) => sum + (x - logLoss) ** 2 / (n - 1), 0);
  return { logLoss, standardError: Math.sqrt(variance / n) };
}

function refuse(expected: string, got: number | string): never {
  throw new RangeError(`choosingPenalty: expected ${expected}, got ${got}`);
}
