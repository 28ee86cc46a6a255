// Columns of rows as data pages of Parquet (version 1 of them, not compressed): numbers and texts in PLAIN, names of classes
// as places in a dictionary, and for columns that may have no value the levels that say where they have one.

import type { OutputColumn } from '../predictions.ts';
import { encodeStruct, putVarint } from './thrift.ts';

const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2];

/** The page of a column's rows 0 … rows − 1, in parts. */
export function dataPage(column: OutputColumn, rows: number): Uint8Array[] {
  if (column.kind === 'number') return page(rows, PLAIN, [littleEndian(numbersOf(column, rows))]);
  if (column.kind === 'class') {
    const places = new Int32Array(rows);
    for (let row = 0; row < rows; row += 1) places[row] = column.at(row);
    const width = Math.max(1, 32 - Math.clz32(column.levels.length - 1));
    const isWhole = places.every((place) => place >= 0);
    const present = isWhole ? places : places.filter((place) => place >= 0);
    const levels = presence(rows, isWhole ? null : places.map((place) => (place >= 0 ? 1 : 0)));
    return page(rows, RLE_DICTIONARY, [levels, Uint8Array.of(width), bitPacked(present, width)]);
  }
  const texts = Array.from({ length: rows }, (_, row) => column.at(row));
  const present = texts.filter((text) => text !== null);
  const has = present.length === rows ? null : Int32Array.from(texts, (text) => (text === null ? 0 : 1));
  return page(rows, PLAIN, [presence(rows, has), plainTexts(present)]);
}

function numbersOf(column: OutputColumn & { kind: 'number' }, rows: number): Float64Array {
  const values = new Float64Array(rows);
  if (column.strided) {
    const { data, start, stride } = column.strided;
    for (let row = 0, at = start; row < rows; row += 1, at += stride) values[row] = data[at];
  } else for (let row = 0; row < rows; row += 1) values[row] = column.at(row);
  return values;
}

/** The page of the texts that the places of a column mean. */
export function dictionaryPage(levels: readonly string[]): Uint8Array {
  const data = plainTexts(levels);
  const head = encodeStruct([
    [1, { i32: DICTIONARY_PAGE }],
    [2, { i32: data.length }],
    [3, { i32: data.length }],
    [
      7,
      {
        struct: [
          [1, { i32: levels.length }],
          [2, { i32: PLAIN }],
        ],
      },
    ],
  ]);
  return Buffer.concat([head, data]);
}

function page(rows: number, encoding: number, parts: readonly Uint8Array[]): Uint8Array[] {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const head = encodeStruct([
    [1, { i32: DATA_PAGE }],
    [2, { i32: size }],
    [3, { i32: size }],
    [
      5,
      {
        struct: [
          [1, { i32: rows }],
          [2, { i32: encoding }],
          [3, { i32: RLE }],
          [4, { i32: RLE }],
        ],
      },
    ],
  ]);
  return [head, ...parts];
}

/** Every machine that runs Node is little-endian. */
function littleEndian(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer);
}

/** Each text after its length in bytes. */
function plainTexts(texts: readonly string[]): Uint8Array {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const out = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size + 4, 0));
  let at = 0;
  texts.forEach((text, i) => {
    at = out.writeUInt32LE(sizes[i], at);
    at += out.write(text, at);
  });
  return out;
}

/** The definition levels, after their length: one run where every row has a value (`has` is null), else a bit for each. */
function presence(rows: number, has: Int32Array | null): Uint8Array {
  const run: number[] = [];
  putVarint(run, 2 * rows);
  const levels = has ? bitPacked(has, 1) : Uint8Array.from([...run, 1]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(levels.length);
  return Buffer.concat([length, levels]);
}

/** One run of numbers of `width` bits, the lowest bits first, filled to groups of eight. */
function bitPacked(numbers: Int32Array, width: number): Uint8Array {
  const groups = Math.ceil(numbers.length / 8);
  const head: number[] = [];
  putVarint(head, 2 * groups + 1);
  const out = new Uint8Array(head.length + groups * width);
  out.set(head);
  let at = head.length;
  let bits = 0; // in `held`: at most 7 that wait, and 24 of a number
  let held = 0;
  for (let i = 0; i < numbers.length; i += 1) {
    for (let rest = numbers[i], left = width; left > 0; rest >>>= 24, left -= 24) {
      held |= (rest & 0xffffff) << bits;
      bits += Math.min(24, left);
      for (; bits >= 8; bits -= 8) {
        out[at++] = held & 255;
        held >>>= 8;
      }
    }
  }
  if (bits > 0) out[at] = held;
  return out;
}
