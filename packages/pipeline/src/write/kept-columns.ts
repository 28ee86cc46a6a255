// Columns of the table that the predictions repeat: the identifiers of the model, all columns, or none. They are read once
// more, as text without any word for "no value", so that a cell is copied as it stands: "007", "NA" and 2^53 + 1 too.

import type { Model, Table } from 'bridle/learn';
import { InputError } from '../errors.ts';
import { inputError } from '../messages.ts';
import type { LaterReading } from '../read/kept-reading.ts';
import type { Wish } from '../read/kinds.ts';
import { readingFor } from '../read/read-for-model.ts';
import type { ReadOptions } from '../read/read-table.ts';
import { type TableBlock, tableBlocks } from '../read/table-blocks.ts';
import type { OutputColumn } from './predictions.ts';

export const keeps = ['all', 'id', 'none'] as const;

/** Which columns of the table an output repeats. */
export type Keep = (typeof keeps)[number];

export type KeptOptions = LaterReading &
  Pick<ReadOptions, 'format' | 'signal'> & { keep?: Keep | undefined; size: number; threads?: number | undefined };

/** The columns to repeat, block by block, in the order of the table for all of them, else of the model; null for none. */
export function keptBlocks(
  file: string,
  model: Model,
  { keep = 'id', format, signal, size, threads, ...given }: KeptOptions,
): (() => AsyncGenerator<TableBlock>) | null {
  const ids = model.reading.id ?? [];
  if (keep === 'none' || (keep === 'id' && ids.length === 0)) return null;
  const wishes = new Map<string, Wish>(keep === 'id' ? ids.map((name) => [name, 'categorical']) : []);
  const { reading } = readingFor(model, given);
  const others = keep === 'id' ? 'skip' : 'categorical';
  const options = { ...reading, missing: [], format, signal, size, threads };
  return async function* () {
    try {
      for await (const block of tableBlocks(file, wishes, others, options)) {
        const { columns, rows } = block.table;
        const named = keep === 'id' ? ids.flatMap((id) => columns.find(({ name }) => name === id) ?? []) : columns;
        yield { ...block, table: { rows, columns: named } };
      }
    } catch (error) {
      idMissing(error);
    }
  };
}

/** The columns in which every cell is the shortest text of a number, as integers of Parquet and JSON are. */
export async function numberColumns(blocks: AsyncGenerator<TableBlock>): Promise<Set<string>> {
  let numbers: Set<string> | null = null;
  for await (const { table } of blocks) {
    numbers ??= new Set(table.columns.map(({ name }) => name));
    for (const column of table.columns) if (numbers.has(column.name) && !isExact(column)) numbers.delete(column.name);
    if (numbers.size === 0) break;
  }
  return numbers ?? new Set();
}

function isExact(column: Table['columns'][number]): boolean {
  if (column.kind === 'numeric') return true;
  const { codes, levels } = column;
  const exact = (level: string) => Number.isFinite(Number(level)) && String(Number(level)) === level;
  return levels.every(exact) && !codes.includes(-1);
}

/** The kept columns and the predictions as one; a name that occurs twice is refused. */
export function joined(
  file: string,
  kept: readonly OutputColumn[],
  made: readonly OutputColumn[],
  keep: Keep = 'id',
): OutputColumn[] {
  const names = new Set(made.map(({ name }) => name));
  const twice = kept.find(({ name }) => names.has(name));
  if (twice === undefined) return [...kept, ...made];
  throw inputError('repeated-column', { file, column: twice.name, keep: keep === 'all' ? 'id' : 'none' });
}

function idMissing(error: unknown): never {
  if (!(error instanceof InputError && error.code === 'no-such-column')) throw error;
  const { file, column, nearest } = error.facts;
  throw inputError('no-id-column', { file: String(file), column: String(column), nearest: String(nearest) });
}

/** A column of a block as one of the result: of numbers where `numbers` has its name, else of text. */
export function keptColumn(column: Table['columns'][number], numbers: ReadonlySet<string>): OutputColumn {
  const { name } = column;
  if (column.kind === 'numeric') return { name, kind: 'number', at: (row) => column.values[row] };
  const { codes, levels } = column;
  if (numbers.has(name)) {
    const values = levels.map(Number);
    return { name, kind: 'number', at: (row) => values[codes[row]] };
  }
  return { name, kind: 'text', at: (row) => (codes[row] < 0 ? null : levels[codes[row]]) };
}
