// Arrays out of an .npz: the zip by its central directory, since NumPy's local headers hide their sizes in an extra field;
// each .npy by its header, of which only what NumPy writes is accepted. Nothing is allocated beyond the sizes that the
// file's own length allows.

import { inflateRawSync } from 'node:zlib';
import { crc32 } from 'bridle/tensor-files';

/** Numbers as float64, or texts; row by row. */
export type NpyArray = { shape: number[] } & ({ numbers: Float64Array } | { texts: string[] });

/** What is wrong with a file, for the sentence of its error. */
export class NpzFault extends Error {}

/** A member may inflate to so many times the size of the archive. */
const MOST_INFLATION = 200;

/** The arrays of an archive by name, without the extension. */
export function readNpz(bytes: Buffer): Map<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  for (const { name, content } of members(bytes)) {
    if (!name.endsWith('.npy')) throw new NpzFault(`it contains "${name.slice(0, 60)}", which is no array`);
    arrays.set(name.slice(0, -4), parseNpy(content, name.slice(0, 60)));
  }
  return arrays;
}

function* members(bytes: Buffer): Generator<{ name: string; content: Buffer }> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > bytes.length) throw new NpzFault('it is no zip archive, or it is cut off');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new NpzFault('its directory is broken');
    const [method, crc, packed, size] = [
      bytes.readUInt16LE(at + 10),
      ...[16, 20, 24].map((by) => bytes.readUInt32LE(at + by)),
    ];
    const [nameLength, extra, comment] = [28, 30, 32].map((by) => bytes.readUInt16LE(at + by));
    const local = bytes.readUInt32LE(at + 42);
    if (at + 46 + nameLength > bytes.length) throw new NpzFault('its directory is broken');
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50)
      throw new NpzFault('its directory is broken');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + packed > bytes.length) throw new NpzFault('it is cut off');
    const content = unpacked(bytes.subarray(start, start + packed), method, size, bytes.length);
    if (content.length !== size || crc32(content) !== crc)
      throw new NpzFault(`its member "${name.slice(0, 60)}" is damaged`);
    yield { name, content };
    at += 46 + nameLength + extra + comment;
  }
}

function unpacked(packed: Buffer, method: number, size: number, whole: number): Buffer {
  if (method === 0) return packed;
  if (method !== 8) throw new NpzFault(`its compression has the number ${method}, which is not supported`);
  if (size > MOST_INFLATION * whole) throw new NpzFault('it would inflate to far more than its own size');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new NpzFault('a member of it is damaged');
  }
}

function parseNpy(content: Buffer, name: string): NpyArray {
  const fault = (what: string) => new NpzFault(`its array "${name}" ${what}`);
  if (content.length < 12 || content.toString('latin1', 0, 6) !== '\x93NUMPY') throw fault('is no .npy');
  const long = content[6] > 1;
  const start = long ? 12 : 10;
  const length = long ? content.readUInt32LE(8) : content.readUInt16LE(8);
  if (start + length > content.length) throw fault('is cut off');
  const header = content.toString('latin1', start, start + Math.min(length, 4096));
  const type = /'descr': *'([^']{1,20})'/.exec(header)?.[1];
  const shapeText = /'shape': *\(([\d, ]*)\)/.exec(header)?.[1];
  if (type === undefined || shapeText === undefined) throw fault('has a header that cannot be read');
  const isFortran = /'fortran_order': *True/.test(header);
  if (!isFortran && !/'fortran_order': *False/.test(header)) throw fault('has a header that cannot be read');
  if (type.includes('O')) throw fault('holds Python objects; save it with classes_.astype(str)');
  const shape = shapeText.split(',').flatMap((part) => (part.trim() === '' ? [] : Number(part)));
  const entries = shape.reduce((a, b) => a * b, 1);
  const data = content.subarray(start + length);
  const [, kind, digits] = /^[<|]([fiubU])(\d{1,6})$/.exec(type) ?? [];
  const size = Number(digits) * (kind === 'U' ? 4 : 1);
  if (kind === undefined || size === 0) throw fault(`has the type ${type}, which is not supported`);
  if (!Number.isSafeInteger(entries) || entries * size !== data.length)
    throw fault('has another size than its header says');
  if (isFortran && shape.length > 2) throw fault('is stored column by column');
  if (kind === 'U')
    return { shape, texts: Array.from({ length: entries }, (_, i) => textAt(data, i * size, size, fault)) };
  const read = readers[kind + digits];
  if (read === undefined) throw fault(`has the type ${type}, which is not supported`);
  // NumPy stores an array column by column where it is the transpose of another, as coef_ of scikit-learn 1.9 is.
  const [rows, columns] = isFortran && shape.length === 2 ? shape : [1, entries];
  const place = (i: number) => (i % columns) * rows + Math.floor(i / columns);
  return { shape, numbers: Float64Array.from({ length: entries }, (_, i) => read(data, place(i) * size)) };
}

const readers: Record<string, (data: Buffer, at: number) => number> = {
  f8: (data, at) => data.readDoubleLE(at),
  f4: (data, at) => data.readFloatLE(at),
  i8: (data, at) => Number(data.readBigInt64LE(at)),
  i4: (data, at) => data.readInt32LE(at),
  i2: (data, at) => data.readInt16LE(at),
  i1: (data, at) => data.readInt8(at),
  u8: (data, at) => Number(data.readBigUInt64LE(at)),
  u4: (data, at) => data.readUInt32LE(at),
  u2: (data, at) => data.readUInt16LE(at),
  u1: (data, at) => data.readUInt8(at),
  b1: (data, at) => data.readUInt8(at),
};

function textAt(data: Buffer, at: number, size: number, fault: (what: string) => NpzFault): string {
  const codes: number[] = [];
  for (let i = at; i < at + size; i += 4) codes.push(data.readUInt32LE(i));
  while (codes.at(-1) === 0) codes.pop();
  if (codes.some((code) => code > 0x10ffff)) throw fault('holds a character that does not exist');
  return String.fromCodePoint(...codes);
}
