// Text that DuckDB cannot read as it stands: in another encoding than UTF-8, and JSON with a byte order mark. It is read from
// a temporary copy in UTF-8, so that everything else sees one encoding. Lines keep their numbers.

import { open } from 'node:fs/promises';
import { InputError } from '../errors.ts';
import { withTemporary } from '../write/temporary-files.ts';
import { decodedText, knownEncoding } from './decoded-text.ts';
import { markOf } from './encodings.ts';
import { koreanScan } from './korean.ts';
import type { OnNote } from './notes.ts';
import { bytesOf, type Source } from './source.ts';

/** The encoding of a file, and the encoding to try where neither that nor a byte order mark is given and it is not UTF-8. */
export type Encodings = { encoding?: string | undefined; otherwise?: string | undefined };

/**
 * Runs `work` on the source, or on a copy of it in UTF-8, which is removed afterwards. Text that is not UTF-8 but Korean in
 * CP949 is read as such, and noted.
 */
export async function withUtf8<T>(
  source: Source,
  { encoding: given, otherwise }: Encodings,
  onNote: OnNote,
  work: (source: Source) => Promise<T>,
): Promise<T> {
  const { file, format } = source;
  if (format === 'parquet') return work(source);
  const named = given === undefined ? undefined : knownEncoding(given, file);
  const mark = await startOf(source);
  if (mark !== null && named !== undefined && named !== mark) {
    onNote({ code: 'mark-decides', encoding: mark, given: named });
  }
  const encoding = mark ?? named ?? 'utf-8';
  // DuckDB skips the mark of UTF-8 in CSV, but not in JSON.
  if (encoding !== 'utf-8' || (mark !== null && format === 'json')) return withCopy(source, encoding, work);
  try {
    return await work(source);
  } catch (error) {
    const isOther = error instanceof InputError && ['not-utf8', 'looks-utf16'].includes(error.code);
    if (!isOther || named !== undefined) throw error;
    if (otherwise !== undefined) return withCopy(source, knownEncoding(otherwise, file), work);
    if (!(await isKorean(source))) throw error;
    onNote({ code: 'read-as', encoding: 'CP949' });
    return withCopy(source, 'euc-kr', work);
  }
}

/** The encoding that the byte order mark of a file announces. */
async function startOf(source: Source): Promise<string | null> {
  for await (const bytes of bytesOf(source)) return markOf(bytes);
  return null;
}

async function isKorean(source: Source): Promise<boolean> {
  const scan = koreanScan();
  for await (const bytes of bytesOf(source)) if (!scan.take(bytes)) return false;
  return scan.isKorean();
}

function withCopy<T>(source: Source, encoding: string, work: (source: Source) => Promise<T>): Promise<T> {
  return withTemporary('bridle-utf8', async (path) => {
    const copy = await open(path, 'wx', 0o600);
    try {
      for await (const text of decodedText(bytesOf(source), source.file, encoding)) await copy.writeFile(text);
    } finally {
      await copy.close();
    }
    return work({ ...source, path, packed: null });
  });
}
