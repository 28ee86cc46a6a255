// Reads the observed counts or populations of levels from a table, for inverse problems.

import { degeneracyOfJ, LevelsError, namesDegeneracy } from 'bridle/boltzmann';
import type { Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import type { OnNote } from '../read/notes.ts';
import { readTable } from '../read/read-table.ts';

/** The observed values of each row, with names and degeneracies if the table has them. */
export type SeenLevels = {
  column: string;
  /** Whether the values are counts, which include the sample size. */
  counts: boolean;
  values: Float64Array;
  names: string[] | null;
  degeneracies: Float64Array | null;
};

export type SeenOptions = {
  column?: string | undefined;
  signal?: AbortSignal | undefined;
  encoding?: string | undefined;
  /** Receives what the reader of the table decided. */
  onNote?: OnNote | undefined;
  /** The required number of rows: the number of levels. */
  rows?: number | undefined;
};

const COUNTS = ['count', 'counts', 'n', 'observations', 'observed', '개수', '횟수', '관측'];
const SHARES = ['population', 'populations', 'p', 'probability', 'fraction', 'share', 'intensity', '점유율'];
const NAMES = ['name', 'level', 'state', 'conformer', 'label', 'id', '이름', '준위', '상태', '형태'];

/**
 * The counts or populations in the given column, or in the one whose header says so; null if there is none.
 *
 * @example
 * ```ts
 * import { readPopulations } from '@bridle/pipeline';
 * await readPopulations('examples/iris/iris.csv'); // → null
 * ```
 */
export async function readPopulations(
  file: string,
  { column, encoding, signal, onNote, rows }: SeenOptions = {},
): Promise<SeenLevels | null> {
  const table = await readTable(file, {
    ...(encoding !== undefined && { encoding }),
    ...(signal && { signal }),
    onNote,
  });
  const words = table.columns.map(({ name }) => wordOf(name));
  const find = (known: readonly string[]) => words.findIndex((word) => known.includes(word));
  const named = column === undefined ? -1 : table.columns.findIndex(({ name }) => name === column);
  const at = column === undefined ? Math.max(find(COUNTS), find(SHARES)) : named;
  if (column === undefined && at < 0) return null;
  const found = table.columns[at];
  if (found?.kind !== 'numeric') {
    throw inputError('no-populations', { file, columns: table.columns.map(({ name }) => name).join(', ') });
  }
  const wrong = found.values.findIndex((value) => !(value >= 0 && value < 1e150));
  if (wrong >= 0) throw inputError('bad-population', { file, row: wrong + 1, column: found.name });
  if (found.values.every((value) => value === 0))
    throw inputError('bad-population', { file, row: 1, column: found.name });
  if (rows !== undefined && rows !== table.rows)
    throw inputError('rows-differ', { file, levels: rows, rows: table.rows });
  return {
    column: found.name,
    counts: COUNTS.includes(words[at]),
    values: Float64Array.from(found.values),
    names: textsOf(table, find(NAMES)),
    degeneracies:
      numbersOf(
        table,
        table.columns.findIndex(({ name }) => namesDegeneracy(name)),
      ) ?? fromJ(textsOf(table, words.indexOf('j')), file),
  };
}

/** `population (%)` → population. */
function wordOf(header: string): string {
  return header
    .replace(/[([].*/s, '')
    .trim()
    .toLowerCase();
}

function numbersOf(table: Table, at: number): Float64Array | null {
  const column = table.columns[at];
  return column?.kind === 'numeric' ? Float64Array.from(column.values) : null;
}

/** 2J + 1 of each row, as in `eachLevel`, if the table has J and no degeneracies. */
function fromJ(texts: string[] | null, file: string): Float64Array | null {
  return texts && Float64Array.from(texts, (text, row) => degeneracyIn(text, row + 1, file));
}

function degeneracyIn(text: string, row: number, file: string): number {
  try {
    return degeneracyOfJ(text);
  } catch (error) {
    if (!(error instanceof LevelsError)) throw error;
    throw new LevelsError(error.code, error.message, { ...error.facts, row, file });
  }
}

function textsOf(table: Table, at: number): string[] | null {
  const column = table.columns[at];
  if (!column) return null;
  if (column.kind === 'numeric') return Array.from(column.values, String);
  return Array.from(column.codes, (code, row) => (code < 0 ? String(row + 1) : column.levels[code]));
}
