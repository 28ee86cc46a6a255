// The text of a file of levels in chunks, decompressed if its first bytes (not its name) say gzip or bzip2, with a few
// blocks in memory at a time.

/// <reference path="./unbzip2-stream.d.ts" />

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import unbzip2Stream from 'unbzip2-stream';
import { inputError } from '../messages.ts';
import { decodedText } from '../read/decoded-text.ts';

/** Small enough that the levels of a chunk die in the garbage collector's young generation. */
const CHUNK = 1 << 17;

/** The text of the file; `onBytes` receives the number of bytes read so far. */
export async function* textOf(
  path: string,
  file: string,
  encoding: string | undefined,
  onBytes: (read: number) => void,
): AsyncGenerator<string> {
  yield* decodedText(unpacked(bytesOf(path, onBytes), file), file, encoding);
}

async function* bytesOf(path: string, onBytes: (read: number) => void): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    read += bytes.length;
    onBytes(read);
    yield bytes;
  }
}

async function* unpacked(chunks: AsyncGenerator<Buffer>, file: string): AsyncGenerator<Buffer> {
  const first = await chunks.next();
  if (first.done) return;
  const all = withFirst(first.value, chunks);
  if (first.value.subarray(0, 2).equals(GZIP)) yield* gunzipped(all, file);
  else if (first.value.subarray(0, 3).equals(BZIP2)) yield* bunzipped(all, file);
  else yield* all;
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const BZIP2 = Buffer.from('BZh');

async function* withFirst(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* gunzipped(chunks: AsyncGenerator<Buffer>, file: string): AsyncGenerator<Buffer> {
  const raw = Readable.from(chunks);
  const gunzip = createGunzip({ chunkSize: CHUNK });
  raw.on('error', (error) => gunzip.destroy(error));
  try {
    yield* raw.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? inputError('broken-gzip', { file }) : error;
  } finally {
    gunzip.destroy();
    raw.destroy();
  }
}

/** Blocks of at most 900 kB, each with a checksum; a truncated file is refused. */
async function* bunzipped(chunks: AsyncGenerator<Buffer>, file: string): AsyncGenerator<Buffer> {
  const stream = unbzip2Stream();
  let blocks: Buffer[] = [];
  let broken = false;
  stream.on('data', (block) => blocks.push(block));
  stream.on('error', () => {
    broken = true;
  });
  const taken = () => {
    if (broken) throw inputError('broken-bzip2', { file });
    const ready = blocks;
    blocks = [];
    return ready;
  };
  for await (const bytes of chunks) {
    stream.write(bytes);
    yield* taken();
  }
  stream.end();
  yield* taken();
}
