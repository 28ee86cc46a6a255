// Columns of numbers as Parquet stores them, integers as float64: one pass, without conditions on their cells, chunk by chunk
// as whole arrays. A vector's array and validity are fields of the vectors' classes that their types do not declare; a
// vector that has no such fields is read cell by cell.

import type { NumericColumn } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { sqlOf } from './cells.ts';
import type { Database } from './database.ts';
import { type Fault, firstFault } from './kinds.ts';
import type { Relation } from './relation.ts';

/** The columns of one query. */
export const BATCH = 1024;

type Vector = { getItem: (row: number) => unknown };
type Fields = { items?: unknown; validity?: { data?: unknown; offset?: unknown } };
type Values = NumericColumn['values'];

/** The SQL of a column: integers as float64. */
export function directSql(relation: Relation, i: number): string {
  const sql = sqlOf(relation, i);
  return relation.columns[i].stored === 'integer' ? `CAST(${sql} AS DOUBLE)` : sql;
}

/** The largest number that a column may have. */
export function limitOf({ columns }: Relation, i: number): number {
  return columns[i].stored === 'integer' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;
}

/** The fault of a cell of a column that `takeCells` found. */
export function faultOf({ columns }: Relation, i: number): Fault {
  return { fault: columns[i].stored === 'integer' ? 'too-large-integer' : 'not-finite' };
}

/**
 * The columns `read`, by their places: float32 as float32, NULL as NaN. An InputError names a cell that is not finite, or an
 * integer that float64 cannot represent.
 */
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
      `SELECT ${part.map((i) => directSql(relation, i)).join(', ')} FROM ${relation.from}`,
    );
    let done = 0;
    for await (const chunk of result) {
      const count = chunk.rowCount;
      if (done + count > rows) throw inputError('changed', { file: relation.source.file });
      for (const [at, i] of part.entries()) {
        const vector = chunk.getColumnVector(at);
        const { name } = relation.columns[i];
        const column = made.get(i) ?? { kind: 'numeric', name, values: arrayFor(vector, rows) };
        made.set(i, column);
        if (takeCells(vector, count, column.values, limitOf(relation, i), done)) continue;
        throw await firstFault(database, relation, i, missing, faultOf(relation, i));
      }
      done += count;
      onCells(count * part.length);
    }
    if (done !== rows) throw inputError('changed', { file: relation.source.file });
  }
  return made;
}

/** Float32 where the file has it. */
export function arrayFor(vector: object, rows: number): Values {
  return (vector as Fields).items instanceof Float32Array ? new Float32Array(rows) : new Float64Array(rows);
}

/**
 * Copies `count` cells to `out` from `start` on, NULL as NaN; false where one that is present is beyond the limit or not
 * finite.
 */
export function takeCells(vector: Vector, count: number, out: Values, limit: number, start: number, from = 0): boolean {
  const { items, validity } = vector as Fields;
  const bits = validity?.data;
  const isWhole = items instanceof Float64Array || items instanceof Float32Array;
  if (isWhole && bits === null) {
    copyNumbers(vector, count, out, start, from);
    return isWithin(out, limit, start, start + count);
  }
  let isPresent = (at: number) => vector.getItem(at) !== null;
  if (isWhole && bits instanceof BigUint64Array && validity?.offset === 0) {
    const words = new Uint32Array(bits.buffer, bits.byteOffset, 2 * bits.length); // 64 rows each, the first the lowest bit
    isPresent = (at) => ((words[at >> 5] >>> (at & 31)) & 1) === 1;
  }
  for (let row = 0; row < count; row += 1) {
    const x = !isPresent(from + row)
      ? Number.NaN
      : isWhole
        ? items[from + row]
        : (vector.getItem(from + row) as number);
    out[start + row] = x;
    if (!(x >= -limit && x <= limit) && isPresent(from + row)) return false;
  }
  return true;
}

function isWithin(values: Values, limit: number, start: number, end: number): boolean {
  for (let row = start; row < end; row += 1) if (!(values[row] >= -limit && values[row] <= limit)) return false;
  return true;
}

/** Copies `count` numbers, by default the first, to `out` from `start` on; false, and nothing copied, if some are NULL. */
export function copyNumbers(vector: object, count: number, out: Values, start: number, from = 0): boolean {
  const { items, validity } = vector as Fields;
  if (!(items instanceof Float64Array || items instanceof Float32Array) || validity?.data !== null) return false;
  out.set(items.length === count ? items : items.subarray(from, from + count), start);
  return true;
}
