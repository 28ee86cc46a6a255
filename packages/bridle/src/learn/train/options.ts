// The options of a training, and what no training can use. The pipeline, which has more of them, checks with its own errors.

import type { CalibrationMethod } from '../calibrate/calibration.ts';
import type { FitOptions } from '../fit/problem.ts';
import type { Roles } from '../inspect/inspect-columns.ts';
import type { LeftOut } from '../table/features.ts';
import type { NGrams } from '../text/grams.ts';
import type { TextShape } from '../text/text-feature.ts';
import type { ClassWeight } from './weights.ts';

/** 'auto': a temperature, if it helps. */
export type CalibrationChoice = 'auto' | 'none' | CalibrationMethod;

/** A penalty that is not to be chosen. */
export type Given = { C: number } | { l2?: number; l1?: number };

/** What a model is trained with; `trainTable` of the pipeline and the command line have the same names. */
export type LearnOptions = {
  /**
   * The penalty λ, or C, the inverse of its strength (see `fit`). Default 'auto': the C of the smallest log-loss in
   * cross-validation on the training rows.
   */
  l2?: number | 'auto';
  C?: number;
  /** λ₁ of a penalty λ₁·‖W‖₁ beside that of l2; 'auto' is l1Ratio: 1. */
  l1?: number | 'auto';
  /** Elastic net: the share of L1 in the penalty that is chosen, or given by C; see `fit`. */
  l1Ratio?: number;
  /** Of the cross-validation. Default 5. */
  folds?: number;
  /** Takes the strongest penalty within one standard error of the smallest log-loss. */
  oneStandardError?: boolean;
  /**
   * The calibration, fitted on out-of-fold logits: 'auto' is a temperature if it lowers the out-of-fold log-loss. Default
   * 'auto' where the penalty is chosen, 'none' where it is given.
   */
  calibration?: CalibrationChoice;
  /** The reference levels of categories where l2 is 0, by column. Default: the first level. */
  references?: Readonly<Record<string, string>>;
  /** Whether numbers are centred and divided by their standard deviation. Default true. */
  standardize?: boolean;
  /** What stands in for missing numbers: the mean (default) or the median of the training rows. */
  fill?: 'mean' | 'median';
  /** The column with the weight of each row, a frequency; it is no feature. */
  weight?: string;
  /** The weights of the classes in training: 'balanced', or by name, 1 where none is given. */
  classWeight?: ClassWeight;
  /** Of the draw of the held-out rows and of the folds. Default 1. */
  seed?: number;
  /**
   * Levels of a category that fewer training rows have are one feature together, and n-grams of texts that fewer have are
   * left out. Default 1.
   */
  minCount?: number;
  /**
   * Products of columns and powers, each a further feature: `a:b`, `x^2`, `a:x^2`; a name with a colon, a caret or a comma is
   * written in double quotes.
   */
  interactions?: readonly string[];
  /** The n-grams of texts. Default words 1 to 2, chars 2 to 5 within words; see `TextFeature`. */
  ngrams?: NGrams;
  /** The most n-grams of a column of texts, the most frequent ones. Default 2¹⁸. */
  maxFeatures?: number;
  /** Texts become 2^hash features by a hash instead of a list of n-grams: 1 to 24. Default: the list. */
  hash?: number;
  solver?: NonNullable<FitOptions['solver']>;
  /** Of the solvers gd and sgd; steps are capped where they might not lower the objective. It implies gd. */
  learningRate?: number;
  /** Rows of a step of sgd. Default 32. */
  batchSize?: number;
  maxIterations?: number;
  /** Threads that share the work of the solver; the model has the same bits for any number. Default 1. */
  threads?: number;
};

/** Options of `train`: beside those of learning, which columns are what, and which rows are held out. */
export type TrainOptions = LearnOptions &
  Roles & {
    /** The column to predict. */
    target: string;
    /** Columns that are no features, with the reason where it is another than 'excluded'. */
    exclude?: readonly (string | LeftOut)[];
    /**
     * The share of rows held out for evaluation, within each class. Default 0: the caller's rows are those to train on.
     * 'auto' is what the command line takes, 0.2, or 0.1 where there are texts.
     */
    holdout?: number | 'auto';
    /**
     * Whether the model is trained again on all rows when the held-out rows have judged it, with the penalty and the
     * calibration that were chosen without them. Default: where there are texts, each of which brings words of its own.
     */
    refit?: boolean;
  };

const CALIBRATIONS = ['auto', 'none', 'temperature', 'vector', 'isotonic', 'dirichlet'];
const SOLVERS = ['auto', 'newton', 'lbfgs', 'gd', 'sgd', 'proximal'];
/** Of the longest n-gram. */
const LONGEST_NGRAM = 100;

/** What `checkLearnOptions` calls for an option that cannot be used. */
export type Refuse = (option: string, expected: string, found: unknown) => never;

const isWhole = (least: number) => (x: number) => Number.isSafeInteger(x) && x >= least;
const isAbove0 = (x: number) => x > 0 && x < Infinity;
const isAtLeast0 = (x: number) => x >= 0 && x < Infinity;

const numbers: [keyof LearnOptions, string, (x: number) => boolean][] = [
  ['seed', 'a whole number ≥ 0', isWhole(0)],
  ['l2', 'a number ≥ 0, or auto', isAtLeast0],
  ['C', 'a number > 0', isAbove0],
  ['folds', 'a whole number ≥ 2', isWhole(2)],
  ['minCount', 'a whole number ≥ 1', isWhole(1)],
  ['maxFeatures', 'a whole number ≥ 1', isWhole(1)],
  ['hash', 'a whole number from 1 to 24', (x) => Number.isInteger(x) && x >= 1 && x <= 24],
  ['maxIterations', 'a whole number ≥ 1', isWhole(1)],
  ['threads', 'a whole number ≥ 1', isWhole(1)],
  ['l1', 'a number ≥ 0, or auto', isAtLeast0],
  ['l1Ratio', 'a number from 0 to 1', (x) => x >= 0 && x <= 1],
  ['learningRate', 'a finite number > 0', isAbove0],
  ['batchSize', 'a whole number ≥ 1', isWhole(1)],
];

/**
 * Refuses what no training can use: calls `refuse` with the name of the option, what was expected and what was found.
 *
 * @example
 * ```ts
 * import { checkLearnOptions } from 'bridle/learn';
 * const found: string[] = [];
 * const refuse = (option: string) => {
 *   found.push(option);
 *   throw new Error(option);
 * };
 * try {
 *   checkLearnOptions({ folds: 1 }, refuse);
 * } catch {}
 * found; // → ['folds']
 * ```
 */
export function checkLearnOptions(options: LearnOptions, refuse: Refuse): void {
  for (const [name, expected, fits] of numbers) {
    const value = options[name];
    if (value === undefined || (value === 'auto' && (name === 'l1' || name === 'l2'))) continue;
    if (!(typeof value === 'number' && fits(value))) refuse(name, expected, value);
  }
  const { l2, C, l1, l1Ratio, oneStandardError, calibration, fill, ngrams, references } = options;
  const products = options.interactions as unknown;
  if (products !== undefined && !(Array.isArray(products) && products.every((one) => typeof one === 'string'))) {
    refuse('interactions', 'a list of products such as a:b', products);
  }
  checkNgrams(ngrams, refuse);
  if (references !== undefined && l2 !== 0) refuse('references', 'l2: 0 beside it', Object.keys(references).join(', '));
  if (l2 !== undefined && C !== undefined) refuse('C', 'either C or l2', 'both');
  if (oneStandardError && (C !== undefined || typeof l2 === 'number')) {
    refuse('oneStandardError', 'no given penalty beside it', C !== undefined ? `C = ${C}` : `l2 = ${l2}`);
  }
  if (fill !== undefined && !['mean', 'median'].includes(fill)) refuse('fill', 'mean or median', fill);
  if (l1 !== undefined && l1Ratio !== undefined) refuse('l1Ratio', 'either l1 or l1Ratio', 'both');
  if (typeof l1 === 'number' && C !== undefined) refuse('l1', 'no C beside a number', `C = ${C}`);
  if (l1 === 'auto' && typeof l2 === 'number') refuse('l1', 'a number beside a given l2', 'auto');
  if (l1Ratio !== undefined && typeof l2 === 'number') {
    refuse('l1Ratio', 'C or a chosen penalty beside it', `l2 = ${l2}`);
  }
  checkSolver(options, refuse);
  checkClassWeight(options.classWeight, refuse);
  if (calibration !== undefined && !CALIBRATIONS.includes(calibration)) {
    refuse('calibration', 'auto, none, temperature, vector, isotonic or dirichlet', calibration);
  }
}

function checkSolver({ solver, learningRate, batchSize, l1, l1Ratio }: LearnOptions, refuse: Refuse): void {
  if (solver !== undefined && !SOLVERS.includes(solver)) {
    refuse('solver', 'auto, newton, lbfgs, gd, sgd or proximal', solver);
  }
  if (l1 !== undefined || l1Ratio !== undefined) {
    const other = solver !== undefined && solver !== 'auto' && solver !== 'proximal' ? solver : undefined;
    if (other !== undefined || learningRate !== undefined) {
      refuse('l1Solver', 'the solver auto or proximal with l1 and l1Ratio', other ?? 'a learning rate');
    }
  }
  if (learningRate !== undefined && solver !== undefined && !['auto', 'gd', 'sgd'].includes(solver)) {
    refuse('learningRate', 'the solver gd or sgd beside it', solver);
  }
  if (batchSize !== undefined && solver !== 'sgd') refuse('batchSize', 'the solver sgd beside it', solver ?? 'none');
}

function checkClassWeight(classWeight: LearnOptions['classWeight'], refuse: Refuse): void {
  if (classWeight === undefined || classWeight === 'balanced') return;
  const wrong = Object.values(classWeight).find((weight) => !(typeof weight === 'number' && isAbove0(weight)));
  if (wrong !== undefined) refuse('classWeight', 'numbers > 0', wrong);
}

function checkNgrams(ngrams: NGrams | undefined, refuse: Refuse): void {
  if (ngrams === undefined) return;
  const isRange = (range: NGrams['words']) =>
    range === null || (range.every((n) => Number.isInteger(n) && n >= 1 && n <= LONGEST_NGRAM) && range[0] <= range[1]);
  if (isRange(ngrams.words) && isRange(ngrams.chars) && (ngrams.words ?? ngrams.chars)) return;
  refuse('ngrams', `words or chars, each from 1 to ${LONGEST_NGRAM}`, JSON.stringify(ngrams));
}

/**
 * The options of the solver as `fit` takes them; a learning rate implies gradient descent.
 *
 * @example
 * ```ts
 * import { solverOf } from 'bridle/learn';
 * solverOf({ learningRate: 0.1, folds: 3 }); // → { solver: 'gd', learningRate: 0.1 }
 * ```
 */
export function solverOf({ solver, learningRate, batchSize, maxIterations, threads, seed }: LearnOptions): FitOptions {
  const chosen = learningRate !== undefined && (solver === undefined || solver === 'auto') ? 'gd' : solver;
  return given({ solver: chosen, learningRate, batchSize, maxIterations, threads, seed });
}

/** How texts become features; what is not given has the defaults of `learnRecipe`. */
export function textShapeOf({ ngrams, minCount, maxFeatures, hash }: LearnOptions): Partial<TextShape> {
  return given({ ...ngrams, minCount, maxFeatures, bits: hash });
}

/** What cross-validation is to choose. */
export function wantedOf({
  l1,
  l1Ratio = l1 === 'auto' ? 1 : 0,
  l2,
  C,
  folds = 5,
  seed = 1,
  threads = 1,
  oneStandardError = false,
  calibration,
}: LearnOptions) {
  const lambda =
    typeof l1 === 'number' ? { l1, ...(typeof l2 === 'number' && { l2 }) } : typeof l2 === 'number' && { l2 };
  const penalty: Given | 'auto' = C !== undefined ? { C } : lambda || 'auto';
  return {
    ...{ penalty, l1Ratio, folds, seed, threads, oneStandardError },
    calibration: calibration ?? (penalty === 'auto' ? ('auto' as const) : ('none' as const)),
  };
}

/** The entries that are given. */
function given<Options extends object>(options: Options): { [Name in keyof Options]?: NonNullable<Options[Name]> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Options]?: NonNullable<Options[Name]> };
}
