// The state of a training as a file: a line that names the format, a line of JSON in which a typed array is its number,
// type and length, a line of base64 for each array, and the SHA-256 of all that. A file that was cut off or changed has
// another one. Reading trusts nothing: every size is checked against the bytes that are there before it is used.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { State } from 'bridle/learn';

type Value = State[string];
type Floats = Float64Array | Int32Array;

const FIRST = '{"format":"bridle-state","version":1}';
const LONGEST_TREE = 1 << 24;
const DEEPEST = 20;
/** Bytes of an array that are encoded at once, a multiple of 3; and of the text that is decoded, a multiple of 4. */
const BLOCK = 3 << 18;
const NEWLINE = 10;

/** The file part by part. */
export function* stateParts(state: State): Generator<string> {
  const hash = createHash('sha256');
  const hashed = (part: string) => {
    hash.update(part);
    return part;
  };
  const arrays: Floats[] = [];
  yield hashed(`${FIRST}\n${JSON.stringify(withoutArrays(state, arrays))}\n`);
  for (const array of arrays) {
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      yield hashed(bytes.toString('base64', at, Math.min(at + BLOCK, bytes.length)));
    }
    yield hashed('\n');
  }
  yield `${hash.digest('hex')}\n`;
}

function withoutArrays(value: Value, arrays: Floats[]): unknown {
  if (value instanceof Float64Array || value instanceof Int32Array) {
    const type = value instanceof Float64Array ? 'float64' : 'int32';
    return { $: arrays.push(value) - 1, type, length: value.length };
  }
  if (Array.isArray(value)) return value.map((one) => withoutArrays(one, arrays));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutArrays(one, arrays)]));
}

/** The state in a file, or why there is none: another kind of file, or one of ours that is not whole. */
export type Found = { state: State } | { fault: 'foreign' | 'broken' };

/** What is in the file; null where there is no file. One that cannot be read is of another kind. */
export async function readState(path: string): Promise<Found | null> {
  const bytes = await bytesOf(path);
  return bytes === null ? null : parseState(bytes);
}

async function bytesOf(path: string): Promise<Buffer | null> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? null : Buffer.alloc(0);
  });
  if (file === null || Buffer.isBuffer(file)) return file;
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return Buffer.alloc(0);
    const head = Buffer.alloc(FIRST.length);
    await file.read(head, 0, head.length, 0);
    if (head.toString('latin1') !== FIRST) return head;
    const bytes = Buffer.allocUnsafe(facts.size);
    let size = 0;
    while (size < bytes.length) {
      const { bytesRead } = await file.read(bytes, size, Math.min(1 << 28, bytes.length - size), size);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    return bytes.subarray(0, size);
  } finally {
    await file.close();
  }
}

/** The state in the bytes of a file. */
export function parseState(bytes: Buffer): Found {
  if (!bytes.subarray(0, FIRST.length).equals(Buffer.from(FIRST))) return { fault: 'foreign' };
  const sum = bytes.length - 65;
  const digest = createHash('sha256')
    .update(bytes.subarray(0, Math.max(0, sum)))
    .digest('hex');
  if (bytes.subarray(Math.max(0, sum)).toString('latin1') !== `${digest}\n`) return { fault: 'broken' };
  const end = bytes.indexOf(NEWLINE, FIRST.length + 1);
  if (end < 0 || end > LONGEST_TREE) return { fault: 'broken' };
  try {
    const tree = JSON.parse(bytes.toString('utf8', FIRST.length + 1, end)) as unknown;
    const lines = { bytes: bytes.subarray(0, sum), at: end + 1, count: 0 };
    const state = withArrays(tree, lines, 0);
    return isState(state) && lines.at === sum ? { state } : { fault: 'broken' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return { fault: 'broken' };
    throw error;
  }
}

type Lines = { bytes: Buffer; at: number; count: number };

/** Arrays stand in the tree in the order of their lines. */
function withArrays(value: unknown, lines: Lines, depth: number): Value {
  if (depth > DEEPEST) throw new RangeError('too deep');
  if (Array.isArray(value)) return value.map((one) => withArrays(one, lines, depth + 1)) as State[];
  if (typeof value !== 'object' || value === null) return value as Value;
  if (Object.hasOwn(value, '$')) return arrayOf(value as Record<string, unknown>, lines);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withArrays(one, lines, depth + 1)]));
}

function arrayOf({ $: place, type, length }: Record<string, unknown>, lines: Lines): Floats {
  const size = type === 'float64' ? 8 : type === 'int32' ? 4 : Number.NaN;
  if (place !== lines.count || !Number.isSafeInteger(length)) throw new RangeError('no array');
  const wanted = size * (length as number);
  const { bytes, at } = lines;
  const end = at + 4 * Math.ceil(wanted / 3);
  if (!(wanted >= 0 && end < bytes.length) || bytes[end] !== NEWLINE) throw new RangeError('no array');
  const out = new Uint8Array(wanted);
  for (let from = at, to = 0; from < end; from += (4 * BLOCK) / 3, to += BLOCK) {
    out.set(Buffer.from(bytes.toString('latin1', from, Math.min(end, from + (4 * BLOCK) / 3)), 'base64'), to);
  }
  lines.at = end + 1;
  lines.count += 1;
  return type === 'float64' ? new Float64Array(out.buffer) : new Int32Array(out.buffer);
}

function isState(value: Value): value is State {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
