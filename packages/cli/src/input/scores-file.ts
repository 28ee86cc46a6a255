// The scores for `bridle check`: numbers in the call, stdin, a file of plain numbers, or the numeric columns of a table.
// Plain numbers are tried first, because the reader of tables refuses NaN and infinities, which a check should find.

import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import type { Table } from 'bridle/learn';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { notePrinter } from '../output/table-notes.ts';
import { printable } from '../output/text.ts';
import { type Matrix, readLines, type Unreadable } from './lines.ts';
import { parseNumber, splitWords } from './numbers.ts';
import { readNumbers } from './read-numbers.ts';
import { type LeftOut, scoreColumns, takeColumns } from './score-columns.ts';
import { LIMIT_MB, readStdin } from './stdin.ts';
import { tableName, withTable } from './table-input.ts';
import type { TableOptions } from './table-options.ts';

export type Scores = Matrix & {
  /** 0 where a cell is missing; absent where none is. */
  mask?: Uint8Array;
  /** The columns that hold no scores. */
  leftOut: LeftOut[];
};

/** The scores that the words of the call stand for. */
export async function readScores(
  words: readonly string[],
  columns: readonly string[] | undefined,
  options: TableOptions,
  context: Context,
): Promise<Scores> {
  const [word] = words;
  if (words.length === 1 && options.format !== undefined) {
    return withTable(word, options, context, (path) => fromTable(path, tableName(word), columns, options, context));
  }
  if (words.length === 1 && word === '-') {
    return chosen(matrixOf(readLines(await readStdin(context)), 'stdin', context), 'stdin', columns, [], context);
  }
  const numbers = words.flatMap(splitWords).every((part) => parseNumber(part) !== undefined);
  if (words.length > 1 || numbers) {
    const data = Float64Array.from(readNumbers(words, context));
    return { data, rows: 1, columns: data.length, leftOut: [] };
  }
  return fromFile(word, columns, options, context);
}

async function fromFile(
  file: string,
  columns: readonly string[] | undefined,
  options: TableOptions,
  context: Context,
): Promise<Scores> {
  const call = context.messages.call;
  const facts = await stat(file).catch(() => {
    throw new CallError(call.neitherNumberNorFile(printable(file)));
  });
  const isTable = /\.(csv|tsv|jsonl?|ndjson|parquet)(\.(gz|zst))?$/i.test(file);
  const isText = facts.isFile() && !/\.(parquet|gz|zst)$/i.test(file);
  if (isText && (facts.size <= LIMIT_MB * 2 ** 20 || !isTable)) {
    if (facts.size > LIMIT_MB * 2 ** 20) throw new CallError(call.tooLarge(printable(file), LIMIT_MB));
    const text = await textOf(file, options.encoding, isTable);
    const found = text === null ? null : readLines(text);
    if (found !== null && (!isTable || ('data' in found && found.rows > 0))) {
      return chosen(matrixOf(found, printable(file), context), printable(file), columns, [], context);
    }
  }
  return fromTable(file, file, columns, options, context);
}

async function fromTable(
  path: string,
  name: string,
  columns: readonly string[] | undefined,
  options: TableOptions,
  context: Context,
): Promise<Scores> {
  const { readTable } = await import('@bridle/pipeline');
  const onNote = notePrinter(name, context, { clear: () => {} });
  return numericColumns(await readTable(path, { ...options, onNote }), printable(name), columns, context);
}

/** The text of a file in its encoding; of a table that is not text in that encoding null, since its reader says more. */
async function textOf(file: string, encoding: string | undefined, isTable: boolean): Promise<string | null> {
  const bytes = await readFile(file);
  if (encoding === undefined && isUtf8(bytes)) return bytes.toString('utf8');
  const { readText } = await import('@bridle/pipeline');
  return readText(file, encoding).catch((error) => {
    if (isTable) return null;
    throw error;
  });
}

function matrixOf(found: Matrix | Unreadable, place: string, { messages: { call } }: Context): Matrix {
  if ('word' in found) throw new CallError(call.wordInLine(place, found.line, printable(found.word)));
  if ('found' in found) throw new CallError(call.raggedLine(place, found.line, found.expected, found.found));
  if (found.rows === 0) throw new CallError(call.noNumbers);
  return found;
}

/** The numeric columns of a table that hold scores, row by row; a missing cell is masked. */
function numericColumns(table: Table, file: string, wanted: readonly string[] | undefined, context: Context): Scores {
  const numeric = table.columns.filter((column) => column.kind === 'numeric');
  if (numeric.length === 0) throw new CallError(context.messages.call.noNumericColumns(file));
  const columns = numeric.length;
  const data = new Float64Array(table.rows * columns);
  numeric.forEach(({ values }, c) => {
    for (let row = 0; row < table.rows; row += 1) data[row * columns + c] = values[row];
  });
  const texts = table.columns.filter((column) => column.kind !== 'numeric');
  const leftOut = texts.map(({ name }): LeftOut => ({ name, reason: 'text' }));
  const names = numeric.map(({ name }) => name);
  const scores = chosen({ data, rows: table.rows, columns, names }, file, wanted, leftOut, context);
  const mask = Uint8Array.from(scores.data, (value) => (Number.isNaN(value) ? 0 : 1));
  return { ...scores, ...(mask.includes(0) && { mask }) };
}

/** The columns that hold scores: those asked for, or all but identifiers and labels. */
function chosen(
  matrix: Matrix,
  place: string,
  wanted: readonly string[] | undefined,
  leftOut: LeftOut[],
  { messages: { call } }: Context,
): Scores {
  const found = scoreColumns(matrix, wanted);
  if ('missing' in found)
    throw new CallError(call.noSuchColumn(place, printable(found.missing), printable(found.nearest)));
  if (found.kept.length === matrix.columns) return { ...matrix, leftOut };
  return { ...takeColumns(matrix, found.kept), leftOut: wanted ? [] : [...leftOut, ...found.leftOut] };
}
