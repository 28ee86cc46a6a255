// Predicts line by line: an object of JSON in, an object with its prediction out, for a program that asks and waits. The
// lines that have come are answered together, each as if it were alone; one that cannot be used is answered by its error.

import { type Model, ModelError, type Unseen } from 'bridle/learn';
import { inputError } from './messages.ts';
import { type Cells, cellReader, tableOfCells } from './predict/json-row.ts';
import { linesOf } from './predict/lines-of.ts';
import { addUnseen, scoredColumns } from './predict/score-block.ts';
import { checkScoring, type ScoringOptions } from './predict/scoring-options.ts';
import { modelFor } from './priors.ts';
import { readModel } from './read/read-model.ts';
import { jsonRow } from './write/write-predictions.ts';

/** Options of `predictLines`. */
export type PredictLinesOptions = ScoringOptions & {
  /** The path of the model. */
  model: string;
  lines: AsyncIterable<Uint8Array | string>;
  /** The name of the lines in errors. Default 'stdin'. */
  name?: string;
  /** Receives the answers, a text of whole lines, before the next lines are read. */
  write: (text: string) => void | Promise<void>;
  /** The sentence of an error, for `{"error": …}`. Default: its message. */
  sentence?: (error: Error) => string;
  signal?: AbortSignal;
};

/** How many lines `predictLines` answered, how many of them with an error, and what was not in training. */
export type PredictLinesResult = { rows: number; failed: number; rejected: number; unseen: Unseen[]; model: Model };

/** Bytes of the longest line. */
const LONGEST = 1 << 24;

/**
 * Answers each line with one line, in order: `predicted`, `probability` and the others of `predictTable`, with the same
 * bits, after the values that `keep` names; or `{"error": sentence}`.
 *
 * @throws InputError or ModelError about the model or the options; the reason of `signal` when it aborts.
 * @example
 * ```ts
 * import { predictLines } from '@bridle/pipeline';
 * // The model of the example of trainTable.
 * async function* lines() {
 *   yield '{"sepal_length_cm": 5, "sepal_width_cm": 3.4, "petal_length_cm": 1.5, "petal_width_cm": 0.2}\n';
 * }
 * const answers: string[] = [];
 * const { rows } = await predictLines({
 *   model: 'out/iris.model.json',
 *   lines: lines(),
 *   write: (text) => void answers.push(text),
 * });
 * [rows, JSON.parse(answers.join('')).predicted]; // → [1, 'setosa']
 * ```
 */
export async function predictLines(options: PredictLinesOptions): Promise<PredictLinesResult> {
  const { lines, write, signal, name = 'stdin', sentence = (error: Error) => error.message } = options;
  const model = modelFor(options.model, await readModel(options.model), options);
  checkScoring(options, model);
  const answer = answerer(model, options, name);
  const result = { rows: 0, failed: 0, rejected: 0 };
  const seen = new Map<string, Unseen>();
  for await (const chunk of linesOf(lines, LONGEST)) {
    signal?.throwIfAborted();
    const answers = answer(chunk, result.rows);
    let text = '';
    for (const one of answers) {
      result.rows += 1;
      if ('error' in one) result.failed += 1;
      else {
        result.rejected += one.rejected;
        addUnseen(seen, one.unseen);
      }
      text += 'error' in one ? `${JSON.stringify({ error: sentence(one.error) })}\n` : `${one.text}\n`;
    }
    await write(text);
  }
  return { ...result, unseen: [...seen.values()], model };
}

type Answer = { text: string; rejected: number; unseen: Unseen[] } | { error: Error };
type Parsed = { object: Record<string, unknown>; cells: Cells; row: number };

function answerer(model: Model, options: PredictLinesOptions, file: string) {
  const cellsOf = cellReader(model);
  const parse = (line: string | null, row: number): Parsed => {
    const place = { file, row, line: row };
    if (line === null) throw inputError('too-long-line', { ...place, limit: LONGEST });
    const object = parsed(line, place);
    return { object, cells: cellsOf(object, place), row };
  };
  const score = (rows: readonly Parsed[]): Answer[] => {
    const scoring = {
      ...options,
      model,
      file,
      kind: 'jsonl' as const,
      keep: 'none' as const,
      numbers: new Set<string>(),
    };
    const table = tableOfCells(
      model,
      rows.map(({ cells }) => cells),
    );
    const { columns, unseen, rejected, overflow } = scoredColumns(scoring, { table, kept: null });
    if (overflow >= 0) throw overflowed(options.model, file, rows[overflow].row);
    const write = jsonRow(columns);
    const names = new Set(columns.map((column) => column.name));
    return rows.map(({ object, row }, i) => {
      const kept = keptValues(object, model, options.keep, names, { file, row, line: row });
      // The figures of all rows stand with the first.
      const figures = i === 0 ? { rejected, unseen } : { rejected: 0, unseen: [] };
      return { text: kept === '' ? write(i) : `{${kept},${write(i).slice(1)}`, ...figures };
    });
  };
  return (lines: readonly (string | null)[], before: number): Answer[] => {
    const found = lines.map((line, i) => attempt(() => parse(line, before + i + 1)));
    const good = found.flatMap((one) => ('error' in one ? [] : one.value));
    const together = good.length > 0 ? attempt(() => score(good)) : { value: [] };
    // An error of one row is that of all; alone, each row has its own.
    const answers = 'error' in together ? good.map((one) => alone(() => score([one]))) : together.value;
    let next = 0;
    return found.map((one) => ('error' in one ? one : answers[next++]));
  };
}

function attempt<T>(work: () => T): { value: T } | { error: Error } {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error };
  }
}

function alone(score: () => Answer[]): Answer {
  const found = attempt(score);
  return 'error' in found ? found : found.value[0];
}

function parsed(line: string, place: { file: string; row: number; line: number }): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    throw inputError('broken-line', place);
  }
}

/** The members of the object that are repeated, as JSON. */
function keptValues(
  object: Record<string, unknown>,
  model: Model,
  keep: ScoringOptions['keep'] = 'id',
  made: ReadonlySet<string>,
  place: { file: string; row: number; line: number },
): string {
  const names = keep === 'all' ? Object.keys(object) : keep === 'id' ? (model.reading.id ?? []) : [];
  return names
    .map((name) => {
      if (!Object.hasOwn(object, name)) throw inputError('no-key', { ...place, column: name });
      if (made.has(name)) {
        throw inputError('repeated-column', { file: place.file, column: name, keep: keep === 'all' ? 'id' : 'none' });
      }
      return `${JSON.stringify(name)}:${JSON.stringify(object[name])}`;
    })
    .join(',');
}

function overflowed(model: string, file: string, row: number): ModelError {
  return new ModelError(
    'not-finite',
    `${model}: the scores of row ${row} of ${file} overflow because the model's weights are too large.`,
    { file: model, field: 'weights', index: row - 1, found: 'NaN' },
  );
}
