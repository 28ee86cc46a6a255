// The file of a table before it is parsed: its format by its name, whether it can be read, and its bytes as a stream.
// The file is not trusted: it may be a folder, a device or a gzip bomb.

import { constants, createReadStream } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Transform } from 'node:stream';
import * as allOfZlib from 'node:zlib';
import { inputError } from '../messages.ts';
import { notText } from './not-text.ts';

export type Format = 'csv' | 'tsv' | 'json' | 'parquet';

/**
 * The formats that a caller may name; json and jsonl are told apart by their text.
 *
 * @example
 * ```ts
 * import { formatNames } from '@bridle/pipeline';
 * formatNames; // → ['csv', 'tsv', 'json', 'jsonl', 'parquet']
 * ```
 */
export const formatNames = ['csv', 'tsv', 'json', 'jsonl', 'parquet'] as const;
/** A format of tables: one of `formatNames`. */
export type FormatName = (typeof formatNames)[number];

/** Packed text; DuckDB unpacks both. */
export type Packing = 'gzip' | 'zstd';

/** A readable file in a known format. */
export type Source = {
  /** The path as the caller wrote it, for messages. */
  file: string;
  path: string;
  format: Format;
  packed: Packing | null;
  /** Bytes on disk. */
  size: number;
};

/** Node has zstd from 22.15 on. */
const zlib: typeof allOfZlib & { createZstdDecompress?: (options: { chunkSize: number }) => Transform } = allOfZlib;

const formats: [extension: string, format: Format][] = [
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.jsonl', 'json'],
  ['.ndjson', 'json'],
  ['.json', 'json'],
  ['.parquet', 'parquet'],
];
const accepted = `${formats.map(([extension]) => extension).join(', ')} (text also with .gz or .zst)`;

/** The source at a path, in the format of its name unless one is given; throws an InputError if it cannot be read. */
export async function openSource(file: string, given?: FormatName): Promise<Source> {
  const size = await checkReadable(file);
  const packed = await packingOf(file);
  if (packed === 'zip') throw inputError('spreadsheet', { file });
  const name = file.toLowerCase().replace(/\.(gz|zst)$/, '');
  const format = given === 'jsonl' ? 'json' : (given ?? formats.find(([ending]) => name.endsWith(ending))?.[1]);
  if (format === undefined || (packed !== null && format === 'parquet')) {
    throw inputError('unknown-extension', { file, accepted });
  }
  if (packed === 'zstd' && zlib.createZstdDecompress === undefined) throw inputError('needs-zstd', { file });
  return { file, path: resolve(file), format, packed, size };
}

/** How a file is packed: by its first bytes, or by a name that ends in .gz or .zst. */
async function packingOf(file: string): Promise<Packing | 'zip' | null> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const bytes = buffer.toString('hex');
    if (bytes.startsWith('1f8b') || /\.gz$/i.test(file)) return 'gzip';
    if (bytes === '28b52ffd' || /\.zst$/i.test(file)) return 'zstd';
    return bytes === '504b0304' || /\.xlsx?$/i.test(file) ? 'zip' : null;
  } finally {
    await handle.close();
  }
}

/** Runs `work`, and refuses its result if the file was replaced, rewritten or appended to in the meantime. */
export async function unchanged<T>(file: string, work: () => Promise<T>): Promise<T> {
  const before = await identityOf(file);
  const result = await work().catch(async (error: unknown) => {
    // A file that changes under a parser may look broken in any way.
    if ((await identityOf(file)) !== before) throw inputError('changed', { file });
    throw error;
  });
  if ((await identityOf(file)) !== before) throw inputError('changed', { file });
  return result;
}

/** What changes when a file is replaced, rewritten or appended to. */
export async function identityOf(file: string): Promise<string> {
  const facts = await stat(file, { bigint: true }).catch(() => undefined);
  return facts ? [facts.dev, facts.ino, facts.size, facts.mtimeNs].join() : 'gone';
}

/** Refuses anything but a regular file that this process can read; returns its size. */
export async function checkReadable(file: string): Promise<number> {
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw inputError(error.code === 'EACCES' ? 'unreadable' : 'no-such-file', { file });
  });
  if (facts.isDirectory()) throw inputError('is-a-folder', { file });
  if (!facts.isFile()) throw inputError('not-a-file', { file });
  await access(file, constants.R_OK).catch(() => {
    throw inputError('unreadable', { file });
  });
  return facts.size;
}

/** The bytes of the file, decompressed, in chunks. */
export async function* bytesOf(source: Source): AsyncGenerator<Buffer> {
  const raw = createReadStream(source.path, { highWaterMark: 1 << 20 });
  const unpack = unpackerOf(source.packed);
  const stream = unpack ? raw.on('error', (error) => unpack.destroy(error)).pipe(unpack) : raw;
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isBroken = code?.startsWith('Z_') || code?.startsWith('ZSTD_');
    throw isBroken
      ? inputError(source.packed === 'zstd' ? 'broken-zstd' : 'broken-gzip', { file: source.file })
      : error;
  } finally {
    stream.destroy();
    raw.destroy();
  }
}

function unpackerOf(packed: Packing | null): Transform | undefined {
  if (packed === 'gzip') return zlib.createGunzip({ chunkSize: 1 << 20 });
  return packed === 'zstd' ? zlib.createZstdDecompress?.({ chunkSize: 1 << 20 }) : undefined;
}

/** At most the first `limit` bytes of the file, without a byte order mark; refuses an empty file. */
export async function headOf(source: Source, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytesOf(source)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  const head = Buffer.concat(chunks).subarray(0, limit);
  if (head.includes(0)) throw notText(source.file, head);
  const text = head.length >= 3 && head.readUIntBE(0, 3) === 0xefbbbf ? head.subarray(3) : head;
  if (text.toString('latin1').trim() === '') throw inputError('empty-file', { file: source.file });
  return text;
}
