// Columns of the table that the predictions repeat: the identifiers of the model, all columns, or none. They are read once
// more, as text without any word for "no value", so that a cell is copied as it stands: "007", "NA" and 2^53 + 1 too.

import type { Model, Table } from 'bridle/learn';
import { InputError } from '../errors.ts';
import { inputError } from '../messages.ts';
import type { LaterReading } from '../read/kept-reading.ts';
import type { Wish } from '../read/kinds.ts';
import { readingFor } from '../read/read-for-model.ts';
import { type ReadOptions, readWished } from '../read/read-table.ts';
import type { OutputColumn } from './predictions.ts';

export const keeps = ['all', 'id', 'none'] as const;

export type Keep = (typeof keeps)[number];

/** The columns to repeat, in the order of the table for all of them, else of the model. */
export async function keptColumns(
  file: string,
  model: Model,
  { keep = 'id', format, signal, ...given }: LaterReading & Pick<ReadOptions, 'format' | 'signal'> & { keep?: Keep },
): Promise<OutputColumn[]> {
  const ids = model.reading.id ?? [];
  if (keep === 'none' || (keep === 'id' && ids.length === 0)) return [];
  const wishes = new Map<string, Wish>(keep === 'id' ? ids.map((name) => [name, 'categorical']) : []);
  const { reading } = readingFor(model, given);
  const others = keep === 'id' ? 'skip' : 'categorical';
  const { table } = await readWished(file, wishes, others, { ...reading, missing: [], format, signal }).catch(
    idMissing,
  );
  const { columns } = table;
  const named = keep === 'id' ? ids.flatMap((id) => columns.find(({ name }) => name === id) ?? []) : columns;
  return named.map(outputOf);
}

/** The kept columns and the predictions as one; a name that occurs twice is refused. */
export function joined(file: string, kept: OutputColumn[], made: OutputColumn[], keep: Keep = 'id'): OutputColumn[] {
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

/** Numbers where every cell is the shortest text of one, as integers of Parquet and JSON are; else text. */
function outputOf(column: Table['columns'][number]): OutputColumn {
  const { name } = column;
  if (column.kind === 'numeric') return { name, kind: 'number', at: (row) => column.values[row] };
  const { codes, levels } = column;
  const numbers = levels.map(Number);
  const exact = levels.every((level, i) => Number.isFinite(numbers[i]) && String(numbers[i]) === level);
  if (exact && !codes.includes(-1)) return { name, kind: 'number', at: (row) => numbers[codes[row]] };
  return { name, kind: 'text', at: (row) => (codes[row] < 0 ? null : levels[codes[row]]) };
}
