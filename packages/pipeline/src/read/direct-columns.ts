// Columns of floating-point numbers as Parquet stores them: one pass, without conditions on their cells, chunk by chunk as
// whole arrays. A vector's array and validity are fields of the vectors' classes that their types do not declare; a
// vector that has no such fields, or NULLs, is read cell by cell.

import type { NumericColumn } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { sqlOf } from './cells.ts';
import type { Database } from './database.ts';
import { firstFault } from './kinds.ts';
import type { Relation } from './relation.ts';

/** The columns of one query. */
export const BATCH = 1024;

type Vector = { getItem: (row: number) => unknown };
type Fields = { items?: unknown; validity?: { data?: unknown } };
type Values = NumericColumn['values'];

/** The columns `read`, by their places: float32 as float32, NULL as NaN. An InputError names a cell that is not finite. */
export async function readDirectly(
  database: Database,
  relation: Relation,
  read: readonly number[],
  rows: number,
  missing: readonly string[],
  onCells: (count: number) => void,
): Promise<Map<number, NumericColumn>> {
  const made = new Map<number, NumericColumn>();
  for (let first = 0; first < read.length; first += BATCH) {
    const part = read.slice(first, first + BATCH);
    const result = await database.stream(
      `SELECT ${part.map((i) => sqlOf(relation, i)).join(', ')} FROM ${relation.from}`,
    );
    let done = 0;
    for await (const chunk of result) {
      if (done + chunk.rowCount > rows) throw inputError('changed', { file: relation.source.file });
      for (const [at, i] of part.entries()) {
        const vector = chunk.getColumnVector(at);
        const { name } = relation.columns[i];
        const column = made.get(i) ?? { kind: 'numeric', name, values: arrayFor(vector, rows) };
        made.set(i, column);
        copyCells(vector, chunk.rowCount, column.values, done);
        if (!hasFault(vector, chunk.rowCount, column.values, done)) continue;
        throw await firstFault(database, relation, i, missing, { fault: 'not-finite' });
      }
      done += chunk.rowCount;
      onCells(chunk.rowCount * part.length);
    }
    if (done !== rows) throw inputError('changed', { file: relation.source.file });
  }
  return made;
}

/** Float32 where the file has it. */
export function arrayFor(vector: object, rows: number): Values {
  return (vector as Fields).items instanceof Float32Array ? new Float32Array(rows) : new Float64Array(rows);
}

/** The same for NULL too, which is NaN. */
export function copyCells(vector: Vector, count: number, out: Values, start: number, from = 0): void {
  if (copyNumbers(vector, count, out, start, from)) return;
  for (let row = 0; row < count; row += 1)
    out[start + row] = (vector.getItem(from + row) as number | null) ?? Number.NaN;
}

/** Copies `count` numbers, by default the first, to `out` from `start` on; false, and nothing copied, if some are NULL. */
export function copyNumbers(vector: object, count: number, out: Values, start: number, from = 0): boolean {
  const { items, validity } = vector as Fields;
  if (!(items instanceof Float64Array || items instanceof Float32Array) || validity?.data !== null) return false;
  out.set(items.length === count ? items : items.subarray(from, from + count), start);
  return true;
}

/** Whether a cell that is present is not finite. */
export function hasFault(vector: Vector, count: number, values: Values, start: number, from = 0): boolean {
  for (let row = 0; row < count; row += 1) {
    const x = values[start + row];
    if (x - x !== 0 && vector.getItem(from + row) !== null) return true; // NaN or infinite
  }
  return false;
}
