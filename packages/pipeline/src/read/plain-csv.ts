// CSV of plain cells (see plain-records.ts) in one pass over its bytes, without DuckDB, which reads text twice: once to decide
// the kinds of the columns over all of their cells, and once for the cells. Files with a quote, a blank line, a number in
// another form or anything else that needs a decision or a message are left to it: null, and nothing has been decided.

import { type FileHandle, open } from 'node:fs/promises';
import type { Column } from 'bridle/learn';
import type { Wish } from './kinds.ts';
import { columnsOf, type PlainColumn, type PlainTable, plainTable, takeRecords } from './plain-records.ts';
import type { Relation } from './relation.ts';

export type PlainOptions = {
  wishes: readonly Wish[];
  missing: readonly string[];
  decimal: '.' | ',' | undefined;
  /** Receives how many rows are read, and about how many there are. */
  onRows: (done: number, total: number) => void;
};

const BLOCK = 1 << 20;
/** The part of a record that a block may leave. */
const LONGEST = 1 << 24;
const [LF, CR, QUOTE] = Buffer.from('\n\r"');
/** Rows that show whether points begin decimals, as in text-columns.ts. */
const SAMPLE = 2000;
const DELIMITERS = [',', ';', '\t', '|'];
/** A token that may be among the numbers. */
const NUMBER_LIKE = /^[-+.\d]/;

/** The rows and the columns that are read; null where the file is not plain. */
export async function readPlainCsv(
  relation: Relation,
  { wishes, missing, decimal, onRows }: PlainOptions,
): Promise<{ rows: number; columns: Column[] } | null> {
  const { source, csv, columns, pointsUnclear } = relation;
  if (csv === undefined || source.packed !== null || decimal === ',' || !DELIMITERS.includes(csv.delimiter))
    return null;
  if (columns.some(({ name }) => name === '') || missing.some((token) => NUMBER_LIKE.test(token.trim()))) return null;
  const plain = columns.map(({ name }, i): PlainColumn => {
    const wish = wishes[i];
    return { name, wish: wish === 'declared' ? 'numeric' : wish };
  });
  const watched = pointsUnclear && decimal === undefined ? SAMPLE : 0;
  const handle = await open(source.path);
  try {
    let table: PlainTable | null = null;
    let rest: Buffer = Buffer.alloc(0);
    let bytes = 0;
    for await (const block of blocksOf(handle)) {
      let from = 0;
      if (table === null) {
        from = rowsStart(block, csv.skip, csv.header);
        if (from < 0) return null;
        const rows = roomFor(block, from, csv.width, source.size);
        table = plainTable(plain, {
          delimiter: csv.delimiter,
          returns: block[block.indexOf(LF) - 1] === CR,
          missing,
          rows,
          watched,
        });
      }
      bytes += block.length;
      const first = block.indexOf(LF, from) + 1;
      const last = block.lastIndexOf(LF) + 1;
      if (first === 0) rest = Buffer.concat([rest, block.subarray(from)]);
      else {
        const joined = rest.length > 0 ? Buffer.concat([rest, block.subarray(from, first)]) : null;
        if (joined !== null && !takeRecords(table, joined)) return null;
        if (!takeRecords(table, block.subarray(joined === null ? from : first, last))) return null;
        rest = Buffer.from(block.subarray(last));
      }
      if (rest.length > LONGEST) return null;
      const { rows } = table;
      onRows(rows, Math.max(rows, Math.round((rows * source.size) / bytes)));
    }
    if (table === null) return null;
    if (rest.length > 0 && !takeRecords(table, Buffer.concat([rest, Buffer.from(table.returns ? '\r\n' : '\n')])))
      return null;
    const found = table.rows > 0 ? columnsOf(table) : null;
    return found && { rows: table.rows, columns: found };
  } finally {
    await handle.close();
  }
}

/** The file in blocks, of which the next is read meanwhile; a block is valid until the next. */
async function* blocksOf(handle: FileHandle): AsyncGenerator<Buffer> {
  let [now, next] = [Buffer.allocUnsafeSlow(BLOCK), Buffer.allocUnsafeSlow(BLOCK)];
  let pending = handle.read(now, 0, BLOCK, null);
  try {
    for (;;) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) return;
      pending = handle.read(next, 0, BLOCK, null);
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } finally {
    await pending.catch(() => {});
  }
}

/** Where the rows begin, after so many lines and perhaps a header; −1 where that is not in the block, or after a CR alone. */
function rowsStart(block: Buffer, skip: number, header: boolean): number {
  let at = block.length >= 3 && block.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  let lines = skip;
  let isQuoted = false; // in the header
  for (; lines > 0 || header; at += 1) {
    const byte = block[at];
    if (byte === undefined || (byte === CR && block[at + 1] !== LF)) return -1;
    if (lines === 0 && byte === QUOTE) isQuoted = !isQuoted;
    if (byte !== LF || isQuoted) continue;
    if (lines === 0) return at + 1;
    lines -= 1;
  }
  return at;
}

/** About how many rows a file has by those of its first block, and some more; not more cells than bytes. */
function roomFor(block: Buffer, from: number, width: number, size: number): number {
  let lines = 1;
  for (let at = block.indexOf(LF, from); at >= 0; at = block.indexOf(LF, at + 1)) lines += 1;
  return Math.min(Math.ceil(((1.02 * size) / block.length) * lines), Math.ceil(size / width)) + 16;
}
