// The options of a training by SQL, checked before any statement is sent.

import { type Dialect, type Rules, rulesOf } from './dialects.ts';
import type { Source } from './source.ts';
import { SqlError } from './sql-error.ts';
import type { ColumnChoice } from './survey.ts';
import { freePrefix, tableName } from './write.ts';

/** Options of `train`. */
export type TrainOptions = {
  dialect: Dialect;
  /** One name, or its parts, as schema and table. */
  table: string | readonly string[];
  target: string;
  /** The columns to train on; a name alone is a column of numbers. */
  features: readonly (string | ColumnChoice)[];
  /** A column of weights ≥ 0: 2 counts a row twice. */
  weight?: string;
  /** The classes in their order; a row of another class is refused. Default: those of the table. */
  classes?: readonly string[];
  /** λ itself, or scikit-learn's C: λ = 1/(C·Σw), 2/(C·Σw) for two classes. Default C = 1. */
  l2?: number;
  C?: number;
  /** Whether numbers are centred and scaled by their deviation. Default true. */
  standardize?: boolean;
  /** Texts that mean "no value". Default: the empty text and NA. */
  missing?: readonly string[];
  /** The rows of the sample, and the seed of its hash. Default 20,000 and 1. */
  sampleRows?: number;
  seed?: number;
  /** The training ends when no entry of the gradient is larger. Default 1e−9. */
  tolerance?: number;
  /** Passes at most. Default 100. */
  maxPasses?: number;
  onProgress?: (progress: TrainProgress) => void;
  /** A trainer of the engine itself, whose weights are the start; a sample is drawn only if they fall short. */
  start?: (problem: Problem) => Promise<Start>;
  /** An AbortSignal, for one. */
  signal?: { throwIfAborted(): void };
};

/** What a trainer of the engine is asked for: the minimum of Σᵢ wᵢ·loss(i)/Σw + l2/2·‖W‖². */
export type Problem = {
  /** A SELECT of the rows that have a class: `label` from 0 on, `weight`, and the features `x0`, `x1` …, all float64. */
  statement: string;
  features: number;
  classes: number;
  l2: number;
};

/** Weights (classes, features), intercepts, and the iterations that they took. */
export type Start = { weights: Float64Array; intercepts: Float64Array; iterations: number };

/** After each pass. */
export type TrainProgress = { pass: number; objective: number; gradientNorm: number };

/** What the statements are about. */
export function sourceOf({ dialect, table, target, weight, features, missing = ['', 'NA'] }: TrainOptions): Source {
  const rules = rulesOf(dialect);
  const parts = typeof table === 'string' ? [table] : table;
  const names = features.map((one) => (typeof one === 'string' ? one : one.name));
  const prefix = freePrefix([target, weight ?? '', ...names, ...parts]);
  const words = [...new Set(missing.map((word) => word.trim()))];
  return { rules, table: tableName(rules, table), prefix, target, weight: weight ?? null, words };
}

/** The columns with their kinds; RangeError for an option, SqlError for a column that is given twice. */
export function columnsOf(options: TrainOptions): ColumnChoice[] {
  const { l2, C, sampleRows = 1, seed = 1, tolerance = 1, maxPasses = 1, classes, features } = options;
  check(l2 === undefined || C === undefined, 'l2 or C', 'both');
  check(l2 === undefined || (l2 >= 0 && l2 < Infinity), 'a finite l2 ≥ 0', l2);
  check(C === undefined || C > 0, 'C > 0', C);
  check(Number.isSafeInteger(sampleRows) && sampleRows > 0, 'a whole number of sampleRows above 0', sampleRows);
  check(Number.isSafeInteger(seed) && seed >= 0, 'a whole seed ≥ 0', seed);
  check(tolerance > 0, 'tolerance > 0', tolerance);
  check(Number.isSafeInteger(maxPasses) && maxPasses > 0, 'a whole number of maxPasses above 0', maxPasses);
  check(
    classes === undefined || new Set(classes).size === classes.length,
    'classes of which no two are equal',
    'twins',
  );
  check(features.length > 0, 'at least one feature', 'none');
  const columns = features.map((one): ColumnChoice => (typeof one === 'string' ? { name: one, kind: 'numeric' } : one));
  const seen = new Set([options.target, ...(options.weight === undefined ? [] : [options.weight])]);
  for (const { name, kind } of columns) {
    check(kind === 'numeric' || kind === 'categorical', 'a feature of the kind numeric or categorical', kind);
    if (seen.has(name)) {
      throw new SqlError(
        'column-twice',
        `The column "${name}" is given twice, as a feature and as a feature, the target or the weight.`,
        {
          column: name,
        },
      );
    }
    seen.add(name);
  }
  return columns;
}

/** λ for rows of a total weight. */
export function penaltyOf({ l2, C = 1 }: TrainOptions, total: number, classes: number): number {
  return l2 ?? (classes === 2 ? 2 : 1) / (C * total);
}

/** Sums in one statement: beyond them a database spends longer on planning than on rows. */
const MOST_SUMS = 2000;

/** Refuses more sums than one statement holds. */
export function refuseSums(sums: number, { columns }: Rules): void {
  const limit = Math.min(MOST_SUMS, columns ?? MOST_SUMS);
  if (sums <= limit) return;
  throw new SqlError(
    'too-many-sums',
    `The training needs ${sums} sums in one statement, (classes − 1) × (features + 1) + 2, and at most ${limit} fit; train on fewer columns or levels, or on an extract with bridle train.`,
    { sums, limit },
  );
}

function check(fits: boolean, expected: string, found: unknown): void {
  if (!fits) throw new RangeError(`train: expected ${expected}, got ${found}`);
}
