// A judged source as streams of rows, each of some of its columns and on a connection of its own, that are read in step:
// the next rows of every stream together are the next rows of the table. Nothing is kept but the rows asked for.

import type { Column, NumericColumn } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { batches, cellsOf } from './cells.ts';
import type { Database } from './database.ts';
import { arrayFor, copyNumbers, BATCH as DIRECT, directSql, faultOf, limitOf, takeCells } from './direct-columns.ts';
import { firstFault } from './kinds.ts';
import type { Long } from './long-form.ts';
import { categoricalColumn, type JudgedSource, type Made, numericColumn } from './read-table.ts';

/** The columns of the next `count` rows by their places in the relation; `first` is how many rows were read before. */
type RowStream = (first: number, count: number) => Promise<Map<number, Column>>;

type Chunk = { rowCount: number; getColumnVector: (at: number) => { getItem: (row: number) => unknown } };

/** Calls `use` for the parts of chunks that are the next `count` rows: where they begin in the chunk and in those rows. */
type Take = (count: number, use: (chunk: Chunk, from: number, rows: number, start: number) => void) => Promise<void>;

/** Every stream of a source. `free` are arrays that may be used again: new ones for each block keep the collector busy. */
export async function rowStreams(
  database: Database,
  { relation, longs, judged }: JudgedSource,
  missing: readonly string[],
  free: Float64Array[],
): Promise<RowStream[]> {
  const { kinds, known } = judged;
  const apart = new Set(longs.flatMap((long) => long.read));
  const direct = [...known];
  const plain = kinds.flatMap((kind, i) => (kind === 'skip' || apart.has(i) || known.has(i) ? [] : i));
  const opened: RowStream[] = [];
  const take = async (sql: string) => takeFrom(await database.streamApart(sql), relation.source.file);
  for (let first = 0; first < direct.length; first += DIRECT) {
    const part = direct.slice(first, first + DIRECT);
    const rows = await take(`SELECT ${part.map((i) => directSql(relation, i)).join(', ')} FROM ${relation.from}`);
    opened.push(directStream(database, relation, part, missing, rows, free));
  }
  const make = (i: number, count: number): Made => {
    const { name } = relation.columns[i];
    return kinds[i] === 'numeric' ? numericColumn(name, count, judged.formats.get(i)) : categoricalColumn(name, count);
  };
  for (const part of plain.length > 0 ? batches(plain) : []) {
    // NaN instead of NULL: a vector without NULLs is read without its validity bits, which are BigInts.
    const from = (i: number) => (make(i, 0).from === 'number' ? `coalesce(n${i}, 'nan'::DOUBLE)` : `t${i}`);
    const rows = await take(`SELECT ${part.map(from).join(', ')} FROM ${cellsOf(relation, part, missing)}`);
    opened.push(plainStream(part, make, rows));
  }
  for (const long of longs) {
    const selected = "CAST(row AS INTEGER), CAST(i AS INTEGER), coalesce(n0, 'nan'::DOUBLE), t0";
    const rows = await take(`SELECT ${selected} FROM ${cellsOf(long.cells, [0], missing)}`);
    opened.push(longStream(long, (i, count) => (kinds[i] === 'skip' ? null : make(i, count)), rows));
  }
  return opened;
}

function takeFrom(result: { fetchChunk: () => Promise<Chunk | null> }, file: string): Take {
  let chunk: Chunk | null = null;
  let from = 0;
  return async (count, use) => {
    for (let done = 0; done < count; ) {
      if (chunk === null || from === chunk.rowCount) {
        chunk = await result.fetchChunk();
        from = 0;
        if (chunk === null || chunk.rowCount === 0) throw inputError('changed', { file });
      }
      const rows = Math.min(count - done, chunk.rowCount - from);
      use(chunk, from, rows, done);
      from += rows;
      done += rows;
    }
  };
}

function directStream(
  database: Database,
  relation: JudgedSource['relation'],
  part: readonly number[],
  missing: readonly string[],
  take: Take,
  free: Float64Array[],
): RowStream {
  const arrayOf = (vector: object, count: number) => {
    const fresh = arrayFor(vector, 0) instanceof Float32Array || free.at(-1)?.length !== count;
    return fresh ? arrayFor(vector, count) : (free.pop() as Float64Array);
  };
  return async (_, count) => {
    const made = new Map<number, NumericColumn>();
    let fault = -1;
    await take(count, (chunk, from, rows, start) => {
      for (const [at, i] of part.entries()) {
        const vector = chunk.getColumnVector(at);
        const column: NumericColumn = made.get(i) ?? {
          kind: 'numeric',
          name: relation.columns[i].name,
          values: arrayOf(vector, count),
        };
        made.set(i, column);
        if (!takeCells(vector, rows, column.values, limitOf(relation, i), start, from) && fault < 0) fault = i;
      }
    });
    if (fault >= 0) throw await firstFault(database, relation, fault, missing, faultOf(relation, fault));
    return made;
  };
}

function plainStream(part: readonly number[], make: (i: number, count: number) => Made, take: Take): RowStream {
  return async (_, count) => {
    const made = part.map((i) => make(i, count));
    await take(count, (chunk, from, rows, start) => {
      for (const [at, { column, put }] of made.entries()) {
        const vector = chunk.getColumnVector(at);
        if (column.kind === 'numeric' && copyNumbers(vector, rows, column.values, start, from)) continue;
        for (let row = 0; row < rows; row += 1) put(start + row, vector.getItem(from + row));
      }
    });
    return new Map(part.map((i, at) => [i, made[at].column]));
  };
}

/** Cells come row by row. */
function longStream({ read }: Long, make: (i: number, count: number) => Made | null, take: Take): RowStream {
  return async (first, count) => {
    const made = read.map((i) => make(i, count));
    await take(count * read.length, (chunk, from, rows) => {
      const [row, place, number, text] = [0, 1, 2, 3].map((at) => chunk.getColumnVector(at));
      for (let at = from; at < from + rows; at += 1) {
        const here = (row.getItem(at) as number) - first;
        if (!(here >= 0 && here < count)) throw new Error('the cells of a long form are out of order');
        const column = made[place.getItem(at) as number];
        column?.put(here, (column.from === 'number' ? number : text).getItem(at));
      }
    });
    return new Map(read.flatMap((i, at) => (made[at] ? [[i, (made[at] as Made).column] as const] : [])));
  };
}
