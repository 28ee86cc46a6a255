// The scores for `bridle check`: numbers in the call, stdin, a file of plain numbers, or the numeric columns of a table.
// Plain numbers are tried first, because the reader of tables refuses NaN and infinities, which a check should find.

import { readFile, stat } from 'node:fs/promises';
import type { Table } from 'bridle/learn';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { printable } from '../output/text.ts';
import { type Matrix, readLines, type Unreadable } from './lines.ts';
import { parseNumber, splitWords } from './numbers.ts';
import { readNumbers } from './read-numbers.ts';
import { LIMIT_MB, readStdin } from './stdin.ts';

export type Scores = Matrix & {
  /** 0 where a cell is missing; absent where none is. */
  mask?: Uint8Array;
  /** The names of the columns, and of those left out because they are not numeric. */
  names?: string[];
  leftOut?: string[];
};

/** The scores that the words of the call stand for. */
export async function readScores(words: readonly string[], context: Context): Promise<Scores> {
  const [word] = words;
  if (words.length === 1 && word === '-') return matrixOf(readLines(await readStdin(context)), 'stdin', context);
  const numbers = words.flatMap(splitWords).every((part) => parseNumber(part) !== undefined);
  if (words.length > 1 || numbers) {
    const data = Float64Array.from(readNumbers(words, context));
    return { data, rows: 1, columns: data.length };
  }
  return fromFile(word, context);
}

async function fromFile(file: string, context: Context): Promise<Scores> {
  const call = context.messages.call;
  const facts = await stat(file).catch(() => {
    throw new CallError(call.neitherNumberNorFile(printable(file)));
  });
  const isTable = /\.(csv|tsv|jsonl?|ndjson|parquet)(\.gz)?$/i.test(file);
  const isText = facts.isFile() && !/\.(parquet|gz)$/i.test(file);
  if (isText && (facts.size <= LIMIT_MB * 2 ** 20 || !isTable)) {
    if (facts.size > LIMIT_MB * 2 ** 20) throw new CallError(call.tooLarge(printable(file), LIMIT_MB));
    const found = readLines(await readFile(file, 'utf8'));
    if (!isTable || ('data' in found && found.rows > 0)) return matrixOf(found, printable(file), context);
  }
  const { readTable } = await import('@bridle/pipeline');
  return numericColumns(await readTable(file), printable(file), context);
}

function matrixOf(found: Matrix | Unreadable, place: string, { messages: { call } }: Context): Matrix {
  if ('word' in found) throw new CallError(call.wordInLine(place, found.line, printable(found.word)));
  if ('found' in found) throw new CallError(call.raggedLine(place, found.line, found.expected, found.found));
  if (found.rows === 0) throw new CallError(call.noNumbers);
  return found;
}

/** The numeric columns of a table, row by row; a missing cell is masked. */
function numericColumns(table: Table, file: string, { messages }: Context): Scores {
  const numeric = table.columns.filter((column) => column.kind === 'numeric');
  if (numeric.length === 0) throw new CallError(messages.call.noNumericColumns(file));
  const columns = numeric.length;
  const data = new Float64Array(table.rows * columns);
  const mask = new Uint8Array(data.length).fill(1);
  numeric.forEach(({ values }, c) => {
    for (let row = 0; row < table.rows; row += 1) {
      data[row * columns + c] = values[row];
      if (Number.isNaN(values[row])) mask[row * columns + c] = 0;
    }
  });
  const leftOut = table.columns.filter((column) => column.kind !== 'numeric').map(({ name }) => name);
  const names = numeric.map(({ name }) => name);
  return { data, rows: table.rows, columns, names, leftOut, ...(mask.includes(0) && { mask }) };
}
