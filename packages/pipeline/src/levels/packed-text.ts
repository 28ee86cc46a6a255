// The text of a file of levels in chunks, decompressed if its first bytes (not its name) say gzip or bzip2, with a few
// blocks in memory at a time.

/// <reference path="./unbzip2-stream.d.ts" />

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import unbzip2Stream from 'unbzip2-stream';
import { inputError } from '../messages.ts';

/** Small enough that the levels of a chunk die in the garbage collector's young generation. */
const CHUNK = 1 << 17;

type Decoder = InstanceType<typeof TextDecoder>;

/** The text of the file; `onBytes` receives the number of bytes read so far. */
export async function* textOf(
  path: string,
  file: string,
  encoding: string | undefined,
  onBytes: (read: number) => void,
): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  try {
    for await (const bytes of unpacked(bytesOf(path, onBytes), file)) {
      decoder ??= decoderFor(bytes, encoding, file);
      const text = decoded(decoder, bytes, file);
      if (text.includes('\0')) throw inputError('not-text', { file });
      yield text;
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError && decoder ? notEncoded(decoder, file) : error;
  }
}

/** A byte-order mark decides, then the encoding that was given, else the text is UTF-8. */
function decoderFor(first: Buffer, encoding: string | undefined, file: string): Decoder {
  const marked = MARKS.find(([, ...bytes]) => bytes.every((byte, i) => first[i] === byte));
  const name = marked?.[0] ?? encoding ?? 'utf-8';
  try {
    return new TextDecoder(name, { fatal: true });
  } catch {
    throw inputError('unknown-encoding', { file, encoding: name });
  }
}

/** The text of some bytes; of bytes that are not UTF-8 but Korean the refusal says so. */
function decoded(decoder: Decoder, bytes: Buffer, file: string): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (decoder.encoding === 'utf-8' && isKorean(bytes))
      throw inputError('looks-encoded', { file, encoding: 'euc-kr' });
    throw notEncoded(decoder, file);
  }
}

function isKorean(bytes: Buffer): boolean {
  try {
    return /\p{Script=Hangul}{2}/u.test(new TextDecoder('euc-kr', { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return false;
  }
}

function notEncoded({ encoding }: Decoder, file: string) {
  return encoding === 'utf-8'
    ? inputError('not-utf8', { file, line: 0 })
    : inputError('not-encoded', { file, encoding });
}

const MARKS: readonly (readonly [string, ...number[]])[] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

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
