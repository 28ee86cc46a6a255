// A Parquet file that grows by pages: those of some ten thousand rows are gathered column by column into a row group, and
// the footer, which says where everything is, comes last. Not compressed: probabilities hardly are. One file has the same
// bytes however many threads made its pages. https://github.com/apache/parquet-format, version 2.11.

import type { OutputColumn } from '../predictions.ts';
import { dictionaryPage } from './pages.ts';
import { encodeStruct, type Struct, type Value } from './thrift.ts';

/** What the columns of a file are; their cells come as pages. */
export type ParquetColumn = { name: string } & (
  | { kind: 'number' | 'text' }
  | { kind: 'class'; levels: readonly string[] }
);

export type ParquetFile = {
  /** The bytes that follow those given before, for the pages of each column, in parts, of the next rows. */
  add: (pages: readonly Uint8Array[][], rows: number) => Uint8Array[];
  /** The last bytes. */
  end: () => Uint8Array[];
};

const [DOUBLE, BYTE_ARRAY] = [5, 6];
const [REQUIRED, OPTIONAL] = [0, 1];
const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
const UTF8 = 0;
const MAGIC = Buffer.from('PAR1');
/** Rows and bytes of a row group, as DuckDB has them; it ends with the pages that reach one of them. */
const GROUP_ROWS = 122_880;
const GROUP_BYTES = 1 << 26;

export function parquetFile(columns: readonly ParquetColumn[]): ParquetFile {
  const dictionaries = columns.map((column) => (column.kind === 'class' ? dictionaryPage(column.levels) : null));
  const groups: Uint8Array[] = [];
  let total = 0;
  let offset = 0;
  let waiting: Uint8Array[][] = columns.map(() => []);
  let [rows, bytes] = [0, 0];
  const placed = (parts: Uint8Array[]) => {
    offset += sizeOf(parts);
    return parts;
  };
  const group = (): Uint8Array[] => {
    const parts: Uint8Array[] = [];
    const chunks = columns.map((column, c): Value => {
      const dictionary = dictionaries[c];
      const start = offset;
      const first = dictionary ? placed([dictionary]) : [];
      const data = offset;
      parts.push(...first, ...placed(waiting[c]));
      return { struct: chunkOf(column, { start, data, size: offset - start, rows }) };
    });
    const size = sizeOf(parts);
    groups.push(
      encodeStruct([
        [1, { list: chunks }],
        [2, { i64: size }],
        [3, { i64: rows }],
      ]),
    );
    total += rows;
    waiting = columns.map(() => []);
    [rows, bytes] = [0, 0];
    return [Buffer.concat(parts)];
  };
  const start = () => (offset === 0 ? placed([MAGIC]) : []);
  return {
    add: (pages, count) => {
      pages.forEach((page, c) => {
        waiting[c].push(...page);
        bytes += sizeOf(page);
      });
      rows += count;
      return [...start(), ...(rows >= GROUP_ROWS || bytes >= GROUP_BYTES ? group() : [])];
    },
    end: () => {
      const last = [...start(), ...(rows > 0 ? group() : [])];
      const footer = encodeStruct([
        [1, { i32: 1 }],
        [2, { list: schemaOf(columns) }],
        [3, { i64: total }],
        [4, { list: groups.map((encoded) => ({ encoded })) }],
        [6, { text: 'bridle' }],
      ]);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(footer.length);
      return [...last, footer, length, MAGIC];
    },
  };
}

function schemaOf(columns: readonly ParquetColumn[]): Value[] {
  const root: Struct = [
    [4, { text: 'rows' }],
    [5, { i32: columns.length }],
  ];
  const leaf = ({ name, kind }: ParquetColumn): Struct =>
    kind === 'number'
      ? [
          [1, { i32: DOUBLE }],
          [3, { i32: REQUIRED }],
          [4, { text: name }],
        ]
      : [
          [1, { i32: BYTE_ARRAY }],
          [3, { i32: OPTIONAL }],
          [4, { text: name }],
          [6, { i32: UTF8 }],
          [10, { struct: [[1, { struct: [] }]] }], // the logical type "string"
        ];
  return [{ struct: root }, ...columns.map((column) => ({ struct: leaf(column) }))];
}

type Place = { start: number; data: number; size: number; rows: number };

function chunkOf({ name, kind }: ParquetColumn, { start, data, size, rows }: Place): Struct {
  const encodings = kind === 'class' ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE];
  const facts: Struct = [
    [1, { i32: kind === 'number' ? DOUBLE : BYTE_ARRAY }],
    [2, { list: encodings.map((i32) => ({ i32 })) }],
    [3, { list: [{ text: name }] }],
    [4, { i32: 0 }],
    [5, { i64: rows }],
    [6, { i64: size }],
    [7, { i64: size }],
    [9, { i64: data }],
    ...(kind === 'class' ? [[11, { i64: start }] as const] : []),
  ];
  return [
    [2, { i64: 0 }], // deprecated, and required
    [3, { struct: facts }],
  ];
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** What a file needs to know of a result's column. */
export function parquetColumn(column: OutputColumn): ParquetColumn {
  const { name, kind } = column;
  return kind === 'class' ? { name, kind, levels: column.levels } : { name, kind };
}
