// The logits in a column of lists of a Parquet file. DuckDB unpacks it once, in order, into a temporary .safetensors file
// beside the labels, if a column has them; that is read from then on like any other, in as many passes as are wanted.

import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseTensor, safetensorsHeader } from 'bridle/tensor-files';
import { inputError } from '../messages.ts';
import { type Database, withDatabase } from '../read/database.ts';
import { copyNumbers } from '../read/direct-columns.ts';
import { translated } from '../read/duckdb-errors.ts';
import { inTensorFile } from '../read/open-tensor.ts';
import { type Relation, relationOf } from '../read/relation.ts';
import { openSource, unchanged } from '../read/source.ts';
import { removeTemporary, temporaryName } from '../write/temporary-files.ts';
import type { PassOptions } from './check-logits.ts';
import { type Logits, openLogits } from './open-logits.ts';

export type ParquetLogitsOptions = PassOptions & {
  /** The column of lists; needed where the file has several. */
  column?: string | undefined;
  axis?: number | undefined;
  /** A column of classes, which becomes one of the `others`. */
  labels?: string | undefined;
};

type Lists = { name: string; place: number; rows: number; length: number; type: 'float32' | 'float64' };

/**
 * Opens the logits in a Parquet file; the caller closes them, which removes the temporary file.
 *
 * @throws InputError for a file or column that cannot be read, lists that are missing or of several lengths, an element
 * that is not a number; TensorFileError where the column has to be chosen.
 * @example
 * ```ts
 * import { DuckDBInstance } from '@duckdb/node-api';
 * import { openParquetLogits } from '@bridle/pipeline';
 * const connection = await (await DuckDBInstance.create(':memory:')).connect();
 * await connection.run(`COPY (SELECT [0.5, 1.5, 2.5] AS logits FROM range(4)) TO 'out/lists.parquet'`);
 * connection.closeSync();
 * const logits = await openParquetLogits('out/lists.parquet');
 * [logits.rows, logits.length]; // → [4, 3]
 * await logits.close();
 * ```
 */
export async function openParquetLogits(file: string, options: ParquetLogitsOptions = {}): Promise<Logits> {
  const { column, axis, labels, signal } = options;
  const source = await openSource(file);
  const spilled = temporaryName(join(tmpdir(), 'bridle-logits.safetensors'));
  try {
    const name = await unchanged(file, () =>
      withDatabase([source.path], signal, async (database) => {
        const relation = await relationOf(database, source);
        const lists = await listsOf(database, relation, column);
        await spill(database, relation, lists, labels, spilled, options);
        return lists.name;
      }),
    ).catch(async (error: unknown) => {
      throw await translated(error, source);
    });
    const logits = await openLogits(spilled, { tensor: name, axis });
    const close = async () => {
      await logits.close();
      await removeTemporary(spilled);
    };
    return { ...logits, file, close };
  } catch (error) {
    await removeTemporary(spilled);
    throw error;
  }
}

/** The column of lists, whose lists all have one length. */
async function listsOf(
  database: Database,
  { source, columns, from }: Relation,
  wanted: string | undefined,
): Promise<Lists> {
  const { file } = source;
  const found = columns.flatMap((column, place) => (column.list ? [{ ...column, place }] : []));
  if (found.length === 0) throw inputError('no-list-column', { file });
  const { name, place, stored } = await inTensorFile(file, () => chooseTensor(found, wanted));
  const lengths = `SELECT row_number() OVER () AS row, len(c${place}) AS n FROM ${from}`;
  const [[first]] = await database.rows(`SELECT first(n ORDER BY row) FILTER (n IS NOT NULL) FROM (${lengths})`);
  if (first === null) throw inputError('no-lists', { file, column: name });
  const length = Number(first);
  const faults = await database.rows(
    `SELECT row, n FROM (${lengths}) WHERE n IS NULL OR n = 0 OR n <> ${length} ORDER BY row LIMIT 1`,
  );
  if (faults.length > 0) {
    const [row, n] = faults[0];
    const cell = { file, line: 0, row: Number(row), column: name };
    if (n === null) throw inputError('not-a-list', { ...cell, found: '' });
    if (Number(n) === 0) throw inputError('empty-list', cell);
    throw inputError('uneven-lists', { ...cell, found: Number(n), expected: length });
  }
  const [[rows]] = await database.rows(`SELECT count(*) FROM ${from}`);
  const isFloat = typeof stored === 'object' && /^FLOAT\[/.test(stored.unsupported);
  return { name, place, rows: Number(rows), length, type: isFloat ? 'float32' : 'float64' };
}

async function spill(
  database: Database,
  relation: Relation,
  lists: Lists,
  labels: string | undefined,
  path: string,
  { signal, onProgress }: PassOptions,
): Promise<void> {
  const { name, place, rows, length, type } = lists;
  const { from, columns, source } = relation;
  const label = columns.findIndex((column) => column.name === labels && !column.list);
  const tensors = [{ name, type, dims: [rows, length] }];
  const element = type === 'float32' ? 'FLOAT' : 'DOUBLE';
  const file = await open(path, 'wx');
  try {
    const labelled = label < 0 ? [] : [{ name: columns[label].name, type: 'float64' as const, dims: [rows] }];
    await append(file, safetensorsHeader([...tensors, ...labelled]));
    let done = 0;
    for await (const numbers of numbersOf(
      database,
      `SELECT unnest(CAST(c${place} AS ${element}[])) FROM ${from}`,
      type,
    )) {
      signal?.throwIfAborted();
      const missing = numbers.missing;
      if (missing >= 0) {
        const [row, index] = [Math.floor((done + missing) / length) + 1, (done + missing) % length];
        throw inputError('list-element', { file: source.file, line: 0, row, column: name, index, found: 'null' });
      }
      await append(file, numbers.bytes);
      done += numbers.count;
      onProgress?.({ rows: Math.floor(done / length), total: rows });
    }
    if (label < 0) return;
    // A missing class is one that is not known.
    for await (const { bytes } of numbersOf(database, `SELECT coalesce(TRY_CAST(c${label} AS DOUBLE), CASE WHEN c${label} IS NULL THEN -1 ELSE 0.5 END) FROM ${from}`, 'float64')) await append(file, bytes); // biome-ignore format: one line
  } finally {
    await file.close();
  }
}

/** The numbers of a query of one column, in parts; `missing` is the place of the first NULL in a part, or −1. */
async function* numbersOf(database: Database, sql: string, type: Lists['type']) {
  const result = await database.stream(sql);
  for await (const chunk of result) {
    const count = chunk.rowCount;
    const values = type === 'float32' ? new Float32Array(count) : new Float64Array(count);
    const vector = chunk.getColumnVector(0);
    let missing = -1;
    if (!copyNumbers(vector, count, values, 0)) {
      for (let i = 0; i < count; i += 1) {
        const item = vector.getItem(i) as number | null;
        if (item === null && missing < 0) missing = i;
        values[i] = item ?? Number.NaN;
      }
    }
    yield { bytes: new Uint8Array(values.buffer), count, missing };
  }
}

async function append(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
