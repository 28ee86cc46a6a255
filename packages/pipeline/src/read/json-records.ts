// JSON that wraps its rows: one object with one array of objects somewhere in it, as web services answer
// ({"response": {"items": [{…}, {…}]}}). The array is copied to a temporary file and read as a table. The scan works on
// bytes and stops at the first row of a file that has an object on each line.

import { open } from 'node:fs/promises';
import { inputError } from '../messages.ts';
import { withTemporary } from '../write/temporary-files.ts';
import type { OnNote } from './notes.ts';
import { bytesOf, type Source } from './source.ts';

/** An array of objects: the keys that lead to it, and its first byte and the byte after its last. */
type Found = { path: string; start: number; end: number };

/** Runs `work` on the source, or on a copy of the one array of records that it wraps. */
export async function withRecords<T>(source: Source, onNote: OnNote, work: (source: Source) => Promise<T>): Promise<T> {
  if (source.format !== 'json') return work(source);
  const found = await wrapped(source);
  if (found.length === 0) return work(source);
  if (found.length > 1) {
    const paths = found.map(({ path }) => `"${path}"`);
    throw inputError('several-rows', { file: source.file, found: paths.slice(0, 10).join(', ') });
  }
  onNote({ code: 'rows-in', path: found[0].path });
  return withTemporary('bridle-rows', async (path) => {
    await copyPart(source, found[0], path);
    return work({ ...source, path, packed: null });
  });
}

async function copyPart(source: Source, { start, end }: Found, path: string): Promise<void> {
  const copy = await open(path, 'wx', 0o600);
  try {
    let at = 0;
    for await (const bytes of bytesOf(source)) {
      await copy.writeFile(bytes.subarray(Math.max(0, start - at), Math.max(0, Math.min(bytes.length, end - at))));
      at += bytes.length;
      if (at >= end) break;
    }
  } finally {
    await copy.close();
  }
}

const [QUOTE, BACKSLASH, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN, CLOSE] = Buffer.from('"\\:[]{}');
const LONGEST_KEY = 200;
const DEEPEST = 100;

/** The arrays of objects in a file that is one object; none in any other file. */
async function wrapped(source: Source): Promise<Found[]> {
  const found: Found[] = [];
  const keys: string[] = []; // of the objects that are open
  const arrays: number[] = []; // where the open arrays begin
  let current: { path: string; start: number; depth: number } | null = null;
  let depth = 0; // of objects and arrays
  let key: number[] = [];
  let insideString = false;
  let escaped = false;
  let previous = 0;
  let at = -1;
  let ended = false;
  let lines = 1;
  let nested = false;
  for await (const bytes of bytesOf(source)) {
    for (const byte of bytes) {
      at += 1;
      if (insideString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) insideString = false;
        if (insideString && current === null && key.length < LONGEST_KEY) key.push(byte);
        continue;
      }
      if (byte === 0x0a) lines += 1;
      if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
      if (depth === 0 && (byte !== OPEN || ended)) return [];
      if (byte === QUOTE) {
        insideString = true;
        if (current === null) key = [];
      } else if (byte === COLON && current === null) keys[depth - 1] = Buffer.from(key).toString('utf8');
      else if (byte === OPEN || byte === OPEN_ARRAY) {
        const begins = byte === OPEN && previous === OPEN_ARRAY && arrays.length === 1;
        if (begins) current ??= { path: keys.slice(0, depth - 1).join('.'), start: arrays[0], depth };
        if (byte === OPEN_ARRAY) arrays.push(at);
        depth += 1;
        nested ||= depth > 1;
        if (depth > DEEPEST) return [];
      } else if (byte === CLOSE || byte === CLOSE_ARRAY) {
        depth -= 1;
        if (byte === CLOSE_ARRAY) arrays.pop();
        if (current !== null && depth < current.depth) {
          found.push({ path: current.path, start: current.start, end: at + 1 });
          current = null;
        }
        if (depth < 0) return [];
        keys.length = Math.min(keys.length, depth);
        ended = depth === 0;
      }
      previous = byte;
    }
  }
  if (ended && found.length === 0 && nested && lines > 2) throw inputError('one-object', { file: source.file });
  return ended ? found : [];
}
