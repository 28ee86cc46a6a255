// Reads a table into a spill file instead of into memory: the judged columns of read-table.ts, chunk by chunk, a block of
// rows at a time. Only the levels of categories stay in memory.

import { inputError } from '../messages.ts';
import { batches, cellsOf } from '../read/cells.ts';
import type { Database } from '../read/database.ts';
import { copyNumbers, directSql, faultOf, limitOf, takeCells } from '../read/direct-columns.ts';
import { firstFault } from '../read/kinds.ts';
import { categoricalColumn, type Fill, type Made, numericColumn } from '../read/read-table.ts';
import type { Relation } from '../read/relation.ts';
import { type CellType, openSpill, type Spill, type SpillColumn, writeCells } from './spill.ts';

/** Rows of DuckDB's chunks, at most. */
const CHUNK = 2048;

export type Spilling = {
  path: string;
  /** Bytes that the levels of a category may take. */
  levelBytes: number;
  /** Told before anything is written. */
  onOpened: (spill: Spill) => void;
};

/** A `Fill` that fills the spill file; the table that it returns has the rows and no columns. */
export function fillSpill({ path, levelBytes, onOpened }: Spilling): Fill {
  return async (database, relation, longs, { kinds, rows, formats, known }, missing, onRows) => {
    const { file } = relation.source;
    if (longs.length > 0) throw inputError('memory-lists', { file });
    const read = kinds.flatMap((kind, i) => (kind === 'skip' ? [] : i));
    const direct = read.filter((i) => known.has(i));
    const plain = read.filter((i) => !known.has(i));
    const types = await typesOf(database, relation, direct);
    const columns = read.map((i): SpillColumn => {
      const type: CellType = kinds[i] === 'numeric' ? (types.get(i) ?? 'float64') : 'int32';
      return { name: relation.columns[i].name, type, levels: [] };
    });
    const spill = await openSpill(path, rows, columns);
    onOpened(spill);
    let cells = 0;
    const onCells = (count: number) => {
      cells += count;
      onRows(Math.min(rows, Math.floor(cells / read.length)));
    };
    for (const part of batches(direct)) {
      if (part.length > 0) await spillDirectly(database, relation, spill, part, placesOf(part, read), missing, onCells);
    }
    for (const part of batches(plain)) {
      if (part.length === 0) continue;
      const made = part.map((i): Made => {
        const { name } = relation.columns[i];
        const size = spill.blockRows + CHUNK;
        return kinds[i] === 'numeric' ? numericColumn(name, size, formats.get(i)) : categoricalColumn(name, size);
      });
      const places = placesOf(part, read);
      await spillCells(database, relation, spill, part, { made, places, levelBytes }, missing, onCells);
      made.forEach(({ column }, at) => {
        if (column.kind === 'categorical') columns[places[at]].levels = column.levels;
      });
    }
    return { rows, columns: [] };
  };
}

function placesOf(part: readonly number[], read: readonly number[]): number[] {
  return part.map((i) => read.indexOf(i));
}

/** Whether columns of floating-point numbers are float32, by the arrays of their first row. */
async function typesOf(
  database: Database,
  relation: Relation,
  read: readonly number[],
): Promise<Map<number, CellType>> {
  const types = new Map<number, CellType>();
  for (const part of batches(read)) {
    if (part.length === 0) continue;
    const selected = part.map((i) => directSql(relation, i)).join(', ');
    const result = await database.stream(`SELECT ${selected} FROM ${relation.from} LIMIT 1`);
    for await (const chunk of result) {
      for (const [at, i] of part.entries()) {
        const { items } = chunk.getColumnVector(at) as { items?: unknown };
        types.set(i, items instanceof Float32Array ? 'float32' : 'float64');
      }
    }
  }
  return types;
}

/** A block in the making: where its next row goes, which block it is, and how it is written. */
function blocksOf(
  spill: Spill,
  file: string,
  arrays: readonly (Float64Array | Float32Array | Int32Array)[],
  places: readonly number[],
) {
  let block = 0;
  let at = 0;
  const flush = async () => {
    for (const [c, cells] of arrays.entries()) await writeCells(spill, block, places[c], cells);
    block += 1;
  };
  return {
    at: () => at,
    /** After `count` rows were stored from `at()` on. */
    advance: async (count: number) => {
      at += count;
      if (block * spill.blockRows + at > spill.rows) throw inputError('changed', { file });
      if (at < spill.blockRows) return;
      await flush();
      for (const cells of arrays) cells.copyWithin(0, spill.blockRows, at);
      at -= spill.blockRows;
    },
    end: async () => {
      if (block * spill.blockRows + at !== spill.rows) throw inputError('changed', { file });
      if (at > 0) await flush();
    },
  };
}

async function spillDirectly(
  database: Database,
  relation: Relation,
  spill: Spill,
  part: readonly number[],
  places: readonly number[],
  missing: readonly string[],
  onCells: (count: number) => void,
): Promise<void> {
  const { file } = relation.source;
  const arrays = places.map((place) => {
    const size = spill.blockRows + CHUNK;
    return spill.columns[place].type === 'float32' ? new Float32Array(size) : new Float64Array(size);
  });
  const blocks = blocksOf(spill, file, arrays, places);
  const result = await database.stream(
    `SELECT ${part.map((i) => directSql(relation, i)).join(', ')} FROM ${relation.from}`,
  );
  for await (const chunk of result) {
    const count = chunk.rowCount;
    for (const [c, i] of part.entries()) {
      const vector = chunk.getColumnVector(c);
      if (takeCells(vector, count, arrays[c], limitOf(relation, i), blocks.at())) continue;
      throw await firstFault(database, relation, i, missing, faultOf(relation, i));
    }
    await blocks.advance(count);
    onCells(count * part.length);
  }
  await blocks.end();
}

async function spillCells(
  database: Database,
  relation: Relation,
  spill: Spill,
  part: readonly number[],
  { made, places, levelBytes }: { made: readonly Made[]; places: readonly number[]; levelBytes: number },
  missing: readonly string[],
  onCells: (count: number) => void,
): Promise<void> {
  const { file } = relation.source;
  const arrays = made.map(({ column }) => (column.kind === 'numeric' ? column.values : column.codes));
  const blocks = blocksOf(spill, file, arrays, places);
  const seen = made.map(() => ({ levels: 0, bytes: 0 }));
  const selected = part.map((i, c) => (made[c].from === 'number' ? `coalesce(n${i}, 'nan'::DOUBLE)` : `t${i}`));
  const result = await database.stream(`SELECT ${selected.join(', ')} FROM ${cellsOf(relation, part, missing)}`);
  for await (const chunk of result) {
    const count = chunk.rowCount;
    for (const [c, { column, put }] of made.entries()) {
      const vector = chunk.getColumnVector(c);
      const first = blocks.at();
      if (column.kind === 'numeric' && copyNumbers(vector, count, column.values, first)) continue;
      for (let row = 0; row < count; row += 1) put(first + row, vector.getItem(row));
      if (column.kind !== 'categorical') continue;
      const { levels } = column;
      // A text takes two bytes a character at most, and its places in a list and a map about 80.
      for (; seen[c].levels < levels.length; seen[c].levels += 1)
        seen[c].bytes += 80 + 2 * levels[seen[c].levels].length;
      if (seen[c].bytes > levelBytes)
        throw inputError('memory-texts', { file, column: column.name, found: levels.length });
    }
    await blocks.advance(count);
    onCells(count * part.length);
  }
  await blocks.end();
}
