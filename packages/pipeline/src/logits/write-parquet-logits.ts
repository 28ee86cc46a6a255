// What the softmax of logits gives, as Parquet: a row for each row, with lists. The rows go through a temporary file of JSON
// lines, which DuckDB copies as it reads, so that memory does not grow with the rows.

import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputError } from '../messages.ts';
import { quoted, quotedPath, withDatabase } from '../read/database.ts';
import { removeTemporary, temporaryName } from '../write/temporary-files.ts';
import { type Writer, writeWhole } from '../write/write-whole.ts';
import type { PassOptions } from './check-logits.ts';
import type { Logits } from './open-logits.ts';
import { type ArrayInFile, arraysOf, eachBlock, type LogitsOutput, type Results, valuesOf } from './write-logits.ts';

const TYPES = { float32: 'FLOAT', float64: 'DOUBLE', int32: 'INTEGER' };

/**
 * Writes `path`, a Parquet file with the columns that `writeLogits` has as arrays.
 *
 * @throws InputError 'parquet-order' unless rows run along the last axis and lie in C order; as `writeWhole`.
 * @example
 * ```ts
 * import { openLogits, openParquetLogits, writeParquetLogits, writeWhole } from '@bridle/pipeline';
 * import { writeNpy } from 'bridle/tensor-files';
 * await writeWhole([{ path: 'out/listed.npy', content: writeNpy({ data: new Float64Array([0, 0]), dims: [1, 2] }) }]);
 * const logits = await openLogits('out/listed.npy');
 * await writeParquetLogits(logits, 'out/listed.parquet', {});
 * await logits.close();
 * const written = await openParquetLogits('out/listed.parquet');
 * [written.rows, written.length]; // → [1, 2]
 * await written.close();
 * ```
 */
export async function writeParquetLogits(
  logits: Logits,
  path: string,
  what: LogitsOutput,
  options: PassOptions = {},
): Promise<void> {
  const { tensor, axis } = logits;
  if (tensor.fortran || axis !== tensor.dims.length - 1) throw inputError('parquet-order', { file: path });
  const arrays = arraysOf(logits, what);
  const spilled = temporaryName(join(tmpdir(), 'bridle-probabilities.jsonl'));
  const content: Writer = async (_, temporary) => {
    const text = await open(spilled, 'wx');
    try {
      await eachBlock(logits, what, options, (block) => text.appendFile(linesOf(arrays, block, what.log === true)));
    } finally {
      await text.close();
    }
    const types = arrays.map(({ name, type, kind }) => `${name}: '${TYPES[type]}${kind === 'rows' ? '' : '[]'}'`);
    const rows = `read_json(${quotedPath(spilled)}, format = 'newline_delimited', columns = {${types.join(', ')}})`;
    await withDatabase([spilled, temporary], options.signal, ({ connection }) =>
      connection.run(`COPY (SELECT * FROM ${rows}) TO ${quoted(temporary)} (FORMAT parquet, USE_TMP_FILE false)`),
    );
  };
  try {
    await writeWhole([{ path, content }], options.signal);
  } finally {
    await removeTemporary(spilled);
  }
}

/** The rows of a block as JSON, with the names of what JSON has no numbers for, which DuckDB reads as such. */
function linesOf(arrays: readonly ArrayInFile[], block: Results, log: boolean): string {
  const columns = arrays.map((array) => ({ ...array, ...valuesOf(array, block, log) }));
  const text = (x: number) => (Number.isFinite(x) ? String(x) : `"${x}"`);
  let lines = '';
  for (let r = 0; r < block.dims[0] * block.dims[2]; r += 1) {
    const cells = columns.map(({ name, kind, values, width }) => {
      const numbers = Array.from(values.subarray(r * width, (r + 1) * width), text);
      return `"${name}":${kind === 'rows' ? numbers[0] : `[${numbers.join(',')}]`}`;
    });
    lines += `{${cells.join(',')}}\n`;
  }
  return lines;
}
