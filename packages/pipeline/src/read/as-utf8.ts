// Text that DuckDB cannot read as it stands: UTF-16, and JSON with a byte order mark. It is read from a temporary copy in
// UTF-8, so that everything else sees one encoding. Lines keep their numbers.

import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputError } from '../messages.ts';
import { removeLeftovers, removeTemporary, temporaryName } from '../write/temporary-files.ts';
import { bytesOf, type Source } from './source.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Runs `work` on the source, or on a copy of it in UTF-8, which is removed afterwards. */
export async function withUtf8<T>(source: Source, work: (source: Source) => Promise<T>): Promise<T> {
  if (source.format === 'parquet') return work(source);
  const mark = await markOf(source);
  // DuckDB skips the mark of UTF-8 in CSV, but not in JSON.
  if (mark === null || (mark === 'utf-8' && source.format !== 'json')) return work(source);
  const target = join(tmpdir(), 'bridle-utf8');
  await removeLeftovers(target);
  const path = temporaryName(target);
  try {
    await copyAsUtf8(source, mark, path);
    return await work({ ...source, path, gzip: false });
  } finally {
    await removeTemporary(path);
  }
}

/** The encoding that a byte order mark announces, or null without one. */
async function markOf(source: Source): Promise<Encoding | null> {
  for await (const bytes of bytesOf(source)) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
  }
  return null;
}

async function copyAsUtf8(source: Source, encoding: Encoding, path: string): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const copy = await open(path, 'wx', 0o600);
  let line = 1;
  const write = async (text: string) => {
    line += text.split('\n').length - 1;
    if (text !== '') await copy.writeFile(text);
  };
  try {
    for await (const bytes of bytesOf(source)) await write(decode(bytes, true));
    await write(decode(undefined, false));
  } finally {
    await copy.close();
  }

  function decode(bytes: Buffer | undefined, stream: boolean): string {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      throw inputError('bad-encoding', { file: source.file, line, encoding: encoding.toUpperCase() });
    }
  }
}
