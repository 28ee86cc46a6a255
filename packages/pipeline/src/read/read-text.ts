// The text of a file, whole, in its encoding.

import { createReadStream } from 'node:fs';
import { decodedText } from './decoded-text.ts';
import { checkReadable } from './source.ts';

/**
 * The text of a file, whole. A byte order mark decides the encoding, then `encoding`; else the text must be UTF-8.
 *
 * @throws InputError for a file that cannot be read, for binary data, and for text in another encoding.
 * @example
 * ```ts
 * import { readText } from '@bridle/pipeline';
 * (await readText('examples/butane/conformers.csv')).split('\n').length > 3; // → true
 * ```
 */
export async function readText(path: string, encoding?: string): Promise<string> {
  await checkReadable(path);
  const bytes = createReadStream(path) as AsyncIterable<Buffer>;
  let text = '';
  for await (const part of decodedText(bytes, path, encoding)) text += part;
  return text;
}
