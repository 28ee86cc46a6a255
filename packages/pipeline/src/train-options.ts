// The options of a training, checked before any work.

import { type ChoiceProgress, checkLearnOptions, type LearnOptions, type Progress, type Reading } from 'bridle/learn';
import type { InferredTable } from './infer-columns.ts';
import { inputError } from './messages.ts';
import { checkNumber } from './options.ts';
import { checkColumnOptions } from './read/column-options.ts';
import type { EmbeddingOptions } from './read/embeddings.ts';
import type { OnNote } from './read/notes.ts';
import type { ReadProgress } from './read/read-table.ts';
import type { FormatName } from './read/source.ts';
import type { StateEvent } from './state/keep-state.ts';
import type { SummaryOptions } from './summary.ts';
import type { Language } from './words/languages.ts';

/** The phase of a training, with the rows read, the trainings of the cross-validation, or the figures of an iteration. */
export type TrainProgress =
  | ReadProgress
  | { phase: 'prepare' | 'evaluate' | 'write' }
  | ({ phase: 'choose' } & ChoiceProgress)
  | ({ phase: 'fit' } & Progress);

/** Options of `trainTable`. */
export type TrainOptions = Omit<Reading, 'embedding'> &
  EmbeddingOptions &
  LearnOptions & {
    /** The path of the table, and the column to predict. */
    table: string;
    target: string;
    /** The path of the model file. */
    out: string;
    /** The path of the report; default: beside the model; null: no report. */
    report?: string | null;
    /**
     * Inference for a training without a penalty (l2: 0): standard errors, tests, marginal effects. No rows are held out
     * then, unless `holdout` is given.
     */
    summary?: SummaryOptions;
    /** The share of rows held out for evaluation, within each class. Default 0.2, 0.1 where there are texts, or 0 with a summary. */
    holdout?: number;
    /**
     * Whether the model is trained again on all rows when the held-out rows have judged it. Default: where there are
     * texts.
     */
    refit?: boolean;
    /** The format of the table, whatever its name. */
    format?: FormatName;
    /** Receives what was decided about the file. */
    onNote?: OnNote;
    /** Refuses a table about whose columns something would be decided. Default false. */
    strict?: boolean;
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
  const { holdout, summary, l2, l1, l1Ratio, exclude, target, weight, classWeight } = options;
  const refuse = (option: string, expected: string, found: unknown): never => {
    throw inputError('bad-option', { option, expected, found: String(found) });
  };
  checkColumnOptions(options, target);
  checkNumber('holdout', holdout, 'a share from 0 to below 1', (x) => x >= 0 && x < 1);
  checkNumber('confidence', summary?.confidence, 'a number between 0 and 1', (x) => x > 0 && x < 1);
  checkLearnOptions(options, refuse);
  if (summary !== undefined && l2 !== 0) throw inputError('penalised-summary', { file: options.table });
  if (summary && options.refit) refuse('refit', 'no summary, which is of the rows that trained', 'both');
  if (summary?.cluster === target) refuse('cluster', 'a column other than the target', target);
  if (summary && (l1 !== undefined || l1Ratio !== undefined)) {
    refuse('l1Summary', 'no summary beside l1 and l1Ratio', 'both');
  }
  checkMemory(options);
  if (weight === target) refuse('weight', 'a column other than the target', target);
  if (summary && classWeight !== undefined) {
    const expected = 'no summary beside class weights, which make estimates and standard errors those of no sample';
    refuse('classWeightSummary', expected, 'both');
  }
  if (exclude?.includes(target)) refuse('exclude', 'columns other than the target', target);
}

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
  const others = [
    'embeddings',
    'interactions',
    'refit',
    'summary',
    'fill',
    'weight',
    'classWeight',
    'l1',
    'l1Ratio',
    'learningRate',
    'batchSize',
  ] as const;
  const other = others.find((name) => options[name] !== undefined);
  const found = other ?? (solver === undefined || solver === 'auto' || solver === 'lbfgs' ? undefined : solver);
  if (found !== undefined) throw inputError('memory-option', { option: found });
}
