// Predicts with a model: the probability of each class for each row of a table, of any size: blocks of rows are read,
// scored and written one after the other.

import { availableParallelism } from 'node:os';
import { type Model, ModelError, type Unseen } from 'bridle/learn';
import { inputError } from './messages.ts';
import { checkNumber, checkPaths, inputsOf } from './options.ts';
import { addUnseen, type Block, outputColumns, type Scoring } from './predict/score-block.ts';
import { scored } from './predict/scorers.ts';
import { checkScoring, type ScoringOptions } from './predict/scoring-options.ts';
import { modelFor } from './priors.ts';
import type { EmbeddingOptions } from './read/embeddings.ts';
import type { LaterReading, Override } from './read/kept-reading.ts';
import type { OnNote } from './read/notes.ts';
import { blocksForModel } from './read/read-for-model.ts';
import { readModel } from './read/read-model.ts';
import type { FormatName } from './read/source.ts';
import type { TableBlock } from './read/table-blocks.ts';
import { keptBlocks, numberColumns } from './write/kept-columns.ts';
import { parquetColumn } from './write/parquet/parquet-file.ts';
import { assemblyOf, outputKind } from './write/write-predictions.ts';
import { type Writer, writeWhole } from './write/write-whole.ts';

/** Options of `predictTable`. */
export type PredictOptions = LaterReading &
  EmbeddingOptions &
  ScoringOptions & {
    /** The paths of the model and of the table. */
    model: string;
    table: string;
    /**
     * The output file: .csv, .tsv, .json, .jsonl, .ndjson or .parquet. With null, the result is CSV text: it goes to
     * `onText` part by part, or is returned.
     */
    out: string | null;
    onText?: (part: string) => void;
    /** The format of the table, whatever its name. */
    format?: FormatName;
    /** Receives what was decided about the file. */
    onNote?: OnNote;
    /** Threads that score, and that read; the file has the same bytes for any number. Default: one for each core, at most 4. */
    threads?: number;
    signal?: AbortSignal;
    onProgress?: (progress: { phase: 'predict'; rows: number; total: number }) => void;
  };

/** What `predictTable` wrote, and what it met that was not in training. */
export type PredictResult = {
  model: Model;
  outPath: string | null;
  /** The CSV text if `out` is null and there is no `onText`. */
  text: string | null;
  rows: number;
  /** Rows without a class because of `rejectBelow`. */
  rejected: number;
  /** Categories that did not occur in training; they match none of the model's levels. At most 10,000 different ones. */
  unseen: Unseen[];
  /** The options that were used in place of those kept in the model. */
  overrides: Override[];
  seconds: number;
};

const MOST_THREADS = 4;
/** Rows of a block, and the most numbers in it, of features, scores and probabilities. */
const BLOCK_ROWS = 16_384;
const BLOCK_NUMBERS = 1 << 22;
/** For fewer blocks no worker is started; nor for less work on a row than copying it to a worker is. */
const FEW_BLOCKS = 4;
const LITTLE_WORK = 200;

/**
 * Predicts every row of a table. The file contains exactly the probabilities that `predict` computes, bit for bit.
 *
 * The table is read as the one of the training was; an option given here is used in place of the model's. Memory does not
 * grow with the table, unless it is JSON with lists. The output appears when it is whole.
 *
 * Columns: those that `keep` names, as they stand in the table; then `predicted`, `probability`, then `p_<class>` for each
 * class; with topK, `class_2`, `probability_2`, …; with explain, `why_1` …
 *
 * @throws InputError, RecipeError or ModelError with one sentence about the files or options; the reason of `signal` when
 * it aborts.
 * @example
 * ```ts
 * import { predictTable } from '@bridle/pipeline';
 * // The model of the example of trainTable.
 * const { rows, text } = await predictTable({ model: 'out/iris.model.json', table: 'examples/iris/iris.csv', out: null });
 * rows; // → 150
 * text?.split('\n')[1].split(',')[0]; // → 'setosa'
 * ```
 */
export async function predictTable(options: PredictOptions): Promise<PredictResult> {
  const start = performance.now();
  const { table: path, out, signal, onText } = options;
  checkScoring(options);
  checkNumber('threads', options.threads, 'a whole number ≥ 1', (x) => Number.isSafeInteger(x) && x >= 1);
  if (out !== null) outputKind(out);
  if (out !== null) await checkPaths(inputsOf(options, options.model), [out]);
  const model = modelFor(options.model, await readModel(options.model), options);
  checkScoring(options, model);
  const {
    threads = Math.min(availableParallelism(), MOST_THREADS),
    topK,
    rejectBelow,
    explain,
    uncalibrated,
    keep,
  } = options;
  const size = blockRows(model);
  const reading = { ...options, size, threads };
  const kind = out === null ? 'csv' : outputKind(out);
  const kept = keptBlocks(path, model, reading);
  // Text is the same for a number and its shortest text.
  const numbers = kept && kind !== 'csv' && kind !== 'tsv' ? await numberColumns(kept()) : new Set<string>();
  const { blocks, overrides } = blocksForModel(path, model, reading);
  const scoring: Scoring = { model, file: path, kind, topK, rejectBelow, explain, uncalibrated, keep, numbers };
  const result = { rows: 0, rejected: 0, unseen: new Map<string, Unseen>() };
  const write: Writer = async (put) => {
    const stream = withKept(path, blocks, kept?.() ?? null);
    try {
      const { value: first } = await stream.next();
      if (!first) throw inputError('changed', { file: path });
      const { total } = first;
      const assembly = assemblyOf(kind, out ?? path, outputColumns(scoring, first.kept).map(parquetColumn));
      const workers = total > FEW_BLOCKS * size && isWork(scoring) ? threads : 1;
      for await (const { block, result: part } of scored(followed(first, stream), scoring, workers)) {
        signal?.throwIfAborted();
        if (part.overflow >= 0) refuseOverflow(options, block.first + part.overflow + 1);
        result.rows += part.rows;
        result.rejected += part.rejected;
        addUnseen(result.unseen, part.unseen);
        block.release();
        for (const bytes of assembly.add(part.parts, part.rows)) await put(bytes);
        options.onProgress?.({ phase: 'predict', rows: result.rows, total });
      }
      for (const bytes of assembly.end()) await put(bytes);
    } finally {
      await stream.return(undefined);
    }
  };
  const texts: string[] = [];
  if (out !== null) await writeWhole([{ path: out, content: write }], signal);
  else await write(async (part) => (onText ?? ((text) => void texts.push(text)))(Buffer.from(part).toString()), '');
  const { rows, rejected, unseen } = result;
  const text = out === null && !onText ? texts.join('') : null;
  const seconds = (performance.now() - start) / 1000;
  return { model, outPath: out, text, rows, rejected, unseen: [...unseen.values()], overrides, seconds };
}

/** A whole number of vectors of DuckDB, so that a block is a few of its chunks. */
function blockRows({ classes, recipe }: Model): number {
  const rows = BLOCK_NUMBERS / (2 * classes.length + recipe.features.length);
  return Math.max(64, Math.min(BLOCK_ROWS, 2048 * Math.floor(rows / 2048)));
}

/** Texts and reasons take longer than scores. */
function isWork({ model, kind, explain }: Scoring): boolean {
  return kind !== 'parquet' || explain !== undefined || model.weights.length >= LITTLE_WORK;
}

type Read = Block & Pick<TableBlock, 'total' | 'release'>;

/** The blocks with those of the columns to repeat. */
async function* withKept(
  file: string,
  blocks: AsyncGenerator<TableBlock>,
  kept: AsyncGenerator<TableBlock> | null,
): AsyncGenerator<Read, undefined> {
  try {
    for await (const { table, ...facts } of blocks) {
      const beside: TableBlock | null = kept && (await kept.next()).value;
      if (kept && beside?.table.rows !== table.rows) throw inputError('changed', { file });
      yield { table, kept: beside?.table ?? null, ...facts };
    }
  } finally {
    await kept?.return(undefined);
  }
}

async function* followed(first: Read, rest: AsyncGenerator<Read>): AsyncGenerator<Read> {
  yield first;
  yield* rest;
}

function refuseOverflow({ model: file, table }: PredictOptions, row: number): never {
  throw new ModelError(
    'not-finite',
    `${file}: the scores of row ${row} of ${table} overflow because the model's weights are too large.`,
    { file, field: 'weights', index: row - 1, found: 'NaN' },
  );
}
