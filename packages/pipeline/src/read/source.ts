// The file of a table before it is parsed: its format by its name, whether it can be read, and its bytes as a stream.
// The file is not trusted: it may be a folder, a device or a gzip bomb.

import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { inputError } from '../messages.ts';
import { notText } from './not-text.ts';

export type Format = 'csv' | 'tsv' | 'json' | 'parquet';

/** A readable file in a known format. */
export type Source = {
  /** The path as the caller wrote it, for messages. */
  file: string;
  path: string;
  format: Format;
  gzip: boolean;
  /** Bytes on disk. */
  size: number;
};

const formats: [extension: string, format: Format][] = [
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.jsonl', 'json'],
  ['.ndjson', 'json'],
  ['.json', 'json'],
  ['.parquet', 'parquet'],
];
const accepted = `${formats.map(([extension]) => extension).join(', ')} (text also with .gz)`;

/** The source at a path; throws an InputError if the file cannot be read. */
export async function openSource(file: string): Promise<Source> {
  const size = await checkReadable(file);
  const name = file.toLowerCase();
  const gzip = name.endsWith('.gz');
  const found = formats.find(([extension]) => name.endsWith(gzip ? `${extension}.gz` : extension));
  if (!found || (gzip && found[1] === 'parquet')) throw inputError('unknown-extension', { file, accepted });
  return { file, path: resolve(file), format: found[1], gzip, size };
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

async function identityOf(file: string): Promise<string> {
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
  const gunzip = source.gzip ? createGunzip({ chunkSize: 1 << 20 }) : undefined;
  const stream = gunzip ? raw.on('error', (error) => gunzip.destroy(error)).pipe(gunzip) : raw;
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? inputError('broken-gzip', { file: source.file }) : error;
  } finally {
    stream.destroy();
    raw.destroy();
  }
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
