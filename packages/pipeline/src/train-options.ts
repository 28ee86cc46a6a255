// The options of a training, checked before any work.

import type { ChoiceProgress, FitOptions, NGrams, Progress, Reading, Solver, TextShape } from 'bridle/learn';
import type { CalibrationAccount } from './choose.ts';
import type { InferredTable } from './infer-columns.ts';
import { inputError } from './messages.ts';
import { checkNumber } from './options.ts';
import { checkColumnOptions } from './read/column-options.ts';
import type { OnNote } from './read/notes.ts';
import type { ReadProgress } from './read/read-table.ts';
import type { FormatName } from './read/source.ts';
import type { StateEvent } from './state/keep-state.ts';
import type { SummaryOptions } from './summary.ts';
import type { ClassWeight } from './weights.ts';
import type { Language } from './words/languages.ts';

const CALIBRATIONS = ['auto', 'none', 'temperature', 'vector', 'isotonic', 'dirichlet'];
/** Of the longest n-gram. */
const LONGEST_NGRAM = 100;

/** The phase of a training, with the rows read, the trainings of the cross-validation, or the figures of an iteration. */
export type TrainProgress =
  | ReadProgress
  | { phase: 'prepare' | 'evaluate' | 'write' }
  | ({ phase: 'choose' } & ChoiceProgress)
  | ({ phase: 'fit' } & Progress);

export type TrainOptions = Reading & {
  /** The path of the table, and the column to predict. */
  table: string;
  target: string;
  /** The path of the model file. */
  out: string;
  /** The path of the report; default: beside the model; null: no report. */
  report?: string | null;
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
  calibration?: CalibrationAccount['asked'];
  /**
   * Inference for a training without a penalty (l2: 0): standard errors, tests, marginal effects. No rows are held out
   * then, unless `holdout` is given.
   */
  summary?: SummaryOptions;
  /** The reference levels of categories where l2 is 0, by column. Default: the first level. */
  references?: Readonly<Record<string, string>>;
  /** Whether numbers are centred and divided by their standard deviation. Default true. */
  standardize?: boolean;
  /** What stands in for missing numbers: the mean (default) or the median of the training rows. */
  fill?: 'mean' | 'median';
  /** The share of rows held out for evaluation, within each class. Default 0.2, 0.1 where there are texts, or 0 with a summary. */
  holdout?: number;
  /** The column with the weight of each row, a frequency; it is no feature. */
  weight?: string;
  /** The weights of the classes in training: 'balanced', or by name, 1 where none is given. */
  classWeight?: ClassWeight;
  /** The seed that selects the held-out rows. Default 1. */
  seed?: number;
  /** The format of the table, whatever its name. */
  format?: FormatName;
  /** Receives what was decided about the file. */
  onNote?: OnNote;
  /**
   * Levels of a category that fewer training rows have are one feature together, and n-grams of texts that fewer have are
   * left out. Default 1 for categories, 2 for n-grams.
   */
  minCount?: number;
  /** The n-grams of texts. Default words 1 to 2, chars 2 to 5 within words; see `TextFeature`. */
  ngrams?: NGrams;
  /** The most n-grams of a column of texts, the most frequent ones. Default 2¹⁸. */
  maxFeatures?: number;
  /** Texts become 2^hash features by a hash instead of a list of n-grams: 1 to 24. Default: the list. */
  hash?: number;
  /** Refuses a table about whose columns something would be decided. Default false. */
  strict?: boolean;
  solver?: 'auto' | Solver;
  /** Of the solvers gd and sgd; steps are capped where they might not lower the objective. It implies gd. */
  learningRate?: number;
  /** Rows of a step of sgd. Default 32. */
  batchSize?: number;
  maxIterations?: number;
  /** Threads that share the work of the solver; the model has the same bits for any number. Default 1. */
  threads?: number;
  /** The language of the report. Default 'en'. */
  language?: Language;
  /**
   * The memory that the training may take, in bytes: the rows are kept in a file of columns and read once in each pass.
   * The process stays below this and 300 MB. Default: the whole table is in memory.
   */
  memory?: number;
  /** The folder of that file. Default: that of `out`. */
  tmp?: string;
  /** Receives, before it is written, where that file is and how many bytes it takes. */
  onSpill?: (spill: { path: string; bytes: number }) => void;
  /** Begins anew even if there is a state of this or another training beside the model. Default false. */
  restart?: boolean;
  /**
   * From when on and how often the state is saved, in milliseconds; false: never. Default 10 seconds, then every 4. Saving
   * takes at most a twentieth of the time.
   */
  keepState?: { afterMs?: number; everyMs?: number } | false;
  /** Receives what became of the state. */
  onState?: (event: StateEvent) => void;
  signal?: AbortSignal;
  /** Receives, before training, how the columns were read and what deserves a second look. */
  onInferred?: (found: InferredTable) => void;
  onProgress?: (progress: TrainProgress) => void;
};

/** Refuses what no training can use. */
export function checkTrainOptions(options: TrainOptions): void {
  const { l2, C, folds, oneStandardError, calibration, holdout, seed, maxIterations, threads } = options;
  const { exclude, target, summary, references } = options;
  checkColumnOptions(options, target);
  checkNumber('holdout', holdout, 'a share from 0 to below 1', (x) => x >= 0 && x < 1);
  checkNumber('seed', seed, 'a whole number ≥ 0', (x) => Number.isSafeInteger(x) && x >= 0);
  if (l2 !== 'auto') checkNumber('l2', l2, 'a number ≥ 0, or auto', (x) => x >= 0 && x < Infinity);
  checkNumber('C', C, 'a number > 0', (x) => x > 0 && x < Infinity);
  checkNumber('folds', folds, 'a whole number ≥ 2', (x) => Number.isSafeInteger(x) && x >= 2);
  checkNumber('minCount', options.minCount, 'a whole number ≥ 1', (x) => Number.isSafeInteger(x) && x >= 1);
  checkNumber('maxFeatures', options.maxFeatures, 'a whole number ≥ 1', (x) => Number.isSafeInteger(x) && x >= 1);
  checkNumber('hash', options.hash, 'a whole number from 1 to 24', (x) => Number.isInteger(x) && x >= 1 && x <= 24);
  checkNgrams(options.ngrams);
  checkNumber('maxIterations', maxIterations, 'a whole number ≥ 1', (x) => Number.isSafeInteger(x) && x >= 1);
  checkNumber('threads', threads, 'a whole number ≥ 1', (x) => Number.isSafeInteger(x) && x >= 1);
  checkNumber('confidence', summary?.confidence, 'a number between 0 and 1', (x) => x > 0 && x < 1);
  if (summary !== undefined && l2 !== 0) throw inputError('penalised-summary', { file: options.table });
  if (references !== undefined && l2 !== 0) {
    const found = Object.keys(references).join(', ');
    throw inputError('bad-option', { option: 'references', expected: 'l2: 0 beside it', found });
  }
  if (summary?.cluster === target) {
    throw inputError('bad-option', { option: 'cluster', expected: 'a column other than the target', found: target });
  }
  if (l2 !== undefined && C !== undefined) {
    throw inputError('bad-option', { option: 'C', expected: 'either C or l2', found: 'both' });
  }
  if (oneStandardError && (C !== undefined || typeof l2 === 'number')) {
    const found = C !== undefined ? `C = ${C}` : `l2 = ${l2}`;
    throw inputError('bad-option', { option: 'oneStandardError', expected: 'no given penalty beside it', found });
  }
  if (options.fill !== undefined && !['mean', 'median'].includes(options.fill)) {
    throw inputError('bad-option', { option: 'fill', expected: 'mean or median', found: String(options.fill) });
  }
  checkL1(options);
  checkSolver(options);
  checkMemory(options);
  checkWeights(options);
  if (calibration !== undefined && !CALIBRATIONS.includes(calibration)) {
    const expected = 'auto, none, temperature, vector, isotonic or dirichlet';
    throw inputError('bad-option', { option: 'calibration', expected, found: String(calibration) });
  }
  if (exclude?.includes(target)) {
    throw inputError('bad-option', { option: 'exclude', expected: 'columns other than the target', found: target });
  }
}

function checkL1({ l1, l1Ratio, l2, C, solver, learningRate, summary }: TrainOptions): void {
  if (l1 !== 'auto') checkNumber('l1', l1, 'a number ≥ 0, or auto', (x) => x >= 0 && x < Infinity);
  checkNumber('l1Ratio', l1Ratio, 'a number from 0 to 1', (x) => x >= 0 && x <= 1);
  if (l1 === undefined && l1Ratio === undefined) return;
  const clash = (option: string, expected: string, found: unknown) => {
    throw inputError('bad-option', { option, expected, found: String(found) });
  };
  if (l1 !== undefined && l1Ratio !== undefined) clash('l1Ratio', 'either l1 or l1Ratio', 'both');
  if (typeof l1 === 'number' && C !== undefined) clash('l1', 'no C beside a number', `C = ${C}`);
  if (l1 === 'auto' && typeof l2 === 'number') clash('l1', 'a number beside a given l2', 'auto');
  if (l1Ratio !== undefined && typeof l2 === 'number')
    clash('l1Ratio', 'C or a chosen penalty beside it', `l2 = ${l2}`);
  if (summary) clash('l1Summary', 'no summary beside l1 and l1Ratio', 'both');
  const other = solver !== undefined && solver !== 'auto' && solver !== 'proximal' ? solver : undefined;
  if (other !== undefined || learningRate !== undefined) {
    clash('l1Solver', 'the solver auto or proximal with l1 and l1Ratio', other ?? 'a learning rate');
  }
}

function checkWeights({ weight, classWeight, target, summary }: TrainOptions): void {
  if (weight === target) {
    throw inputError('bad-option', { option: 'weight', expected: 'a column other than the target', found: target });
  }
  if (classWeight === undefined) return;
  if (summary) {
    const expected = 'no summary beside class weights, which make estimates and standard errors those of no sample';
    throw inputError('bad-option', { option: 'classWeightSummary', expected, found: 'both' });
  }
  if (classWeight === 'balanced') return;
  for (const value of Object.values(classWeight)) {
    checkNumber('classWeight', value, 'numbers > 0', (x) => x > 0 && x < Infinity);
  }
}

const SOLVERS = ['auto', 'newton', 'lbfgs', 'gd', 'sgd', 'proximal'];

/** Less would not hold a block of rows and what DuckDB needs. */
const LEAST_MEMORY = 32e6;

/** What a training with limited memory cannot do is refused by the name of the option. */
function checkMemory(options: TrainOptions): void {
  const { memory, tmp, solver } = options;
  checkNumber('memory', memory, 'at least 32 MB, in bytes', (x) => x >= LEAST_MEMORY && x < Infinity);
  if (memory === undefined) {
    if (tmp === undefined) return;
    throw inputError('bad-option', { option: 'tmp', expected: 'memory beside it', found: tmp });
  }
  const others = ['summary', 'fill', 'weight', 'classWeight', 'l1', 'l1Ratio', 'learningRate', 'batchSize'] as const;
  const other = others.find((name) => options[name] !== undefined);
  const found = other ?? (solver === undefined || solver === 'auto' || solver === 'lbfgs' ? undefined : solver);
  if (found !== undefined) throw inputError('memory-option', { option: found });
}

function checkSolver({ solver, learningRate, batchSize }: TrainOptions): void {
  if (solver !== undefined && !SOLVERS.includes(solver)) {
    const expected = 'auto, newton, lbfgs, gd, sgd or proximal';
    throw inputError('bad-option', { option: 'solver', expected, found: String(solver) });
  }
  checkNumber('learningRate', learningRate, 'a finite number > 0', (x) => x > 0 && x < Infinity);
  checkNumber('batchSize', batchSize, 'a whole number ≥ 1', (x) => Number.isSafeInteger(x) && x >= 1);
  if (learningRate !== undefined && solver !== undefined && !['auto', 'gd', 'sgd'].includes(solver)) {
    throw inputError('bad-option', {
      option: 'learningRate',
      expected: 'the solver gd or sgd beside it',
      found: solver,
    });
  }
  if (batchSize !== undefined && solver !== 'sgd') {
    throw inputError('bad-option', {
      option: 'batchSize',
      expected: 'the solver sgd beside it',
      found: solver ?? 'none',
    });
  }
}

/** The options of the solver as `fit` takes them; a learning rate implies gradient descent. */
export function solverOf({ solver, learningRate, batchSize, maxIterations, threads, seed }: TrainOptions): FitOptions {
  const chosen = learningRate !== undefined && (solver === undefined || solver === 'auto') ? 'gd' : solver;
  const given = { solver: chosen, learningRate, batchSize, maxIterations, threads, seed };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function checkNgrams(ngrams: NGrams | undefined): void {
  if (ngrams === undefined) return;
  const isRange = (range: NGrams['words']) =>
    range === null || (range.every((n) => Number.isInteger(n) && n >= 1 && n <= LONGEST_NGRAM) && range[0] <= range[1]);
  if (isRange(ngrams.words) && isRange(ngrams.chars) && (ngrams.words ?? ngrams.chars)) return;
  const expected = `words or chars, each from 1 to ${LONGEST_NGRAM}`;
  throw inputError('bad-option', { option: 'ngrams', expected, found: JSON.stringify(ngrams) });
}

/** How texts become features; what is not given has the defaults of bridle/learn. */
export function textShapeOf({ ngrams, minCount, maxFeatures, hash }: TrainOptions): Partial<TextShape> {
  const given = { ...ngrams, minCount, maxFeatures, bits: hash };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** What cross-validation is to choose. */
export function wantedOf({
  l1,
  l1Ratio = l1 === 'auto' ? 1 : 0,
  l2,
  C,
  folds = 5,
  oneStandardError = false,
  calibration,
}: TrainOptions) {
  const given =
    typeof l1 === 'number' ? { l1, ...(typeof l2 === 'number' && { l2 }) } : typeof l2 === 'number' && { l2 };
  const penalty = C !== undefined ? { C } : given || 'auto';
  return {
    penalty,
    l1Ratio,
    folds,
    oneStandardError,
    calibration: calibration ?? (penalty === 'auto' ? 'auto' : 'none'),
  } as const;
}
