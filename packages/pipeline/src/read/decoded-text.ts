// The text of a file from its bytes, chunk by chunk, for every reader of text. A byte order mark decides the encoding, then
// the encoding that was given; else the text is UTF-8. What cannot be decoded is refused with what it looks like.

import { inputError } from '../messages.ts';
import { type Decoder, decoderOf, encodingOf, markOf } from './encodings.ts';
import { koreanScan } from './korean.ts';
import { notText } from './not-text.ts';

/** The text of chunks of bytes, without a byte order mark; refuses binary data. */
export async function* decodedText(
  chunks: AsyncIterable<Buffer>,
  file: string,
  given: string | undefined,
): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let line = 1;
  for await (const bytes of chunks) {
    decoder ??= decoderOf(markOf(bytes) ?? knownEncoding(given ?? 'utf-8', file));
    const text = decoded(decoder, bytes, file, line);
    if (text.includes('\0')) throw notText(file, bytes);
    line += newlines(text);
    yield text;
  }
  if (decoder) yield decoded(decoder, undefined, file, line);
}

/** The encoding of a name that a caller gave. */
export function knownEncoding(name: string, file: string): string {
  const encoding = encodingOf(name);
  if (encoding === null) throw inputError('unknown-encoding', { file, encoding: name });
  return encoding;
}

function decoded(decoder: Decoder, bytes: Buffer | undefined, file: string, line: number): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { encoding } = decoder;
    if (encoding !== 'utf-8') throw inputError('bad-encoding', { file, line, encoding: encoding.toUpperCase() });
    if (bytes && isKorean(bytes)) throw inputError('looks-encoded', { file, encoding: 'euc-kr' });
    throw inputError('not-utf8', { file, line: 0 });
  }
}

function isKorean(bytes: Uint8Array): boolean {
  const scan = koreanScan();
  scan.take(bytes);
  return scan.isKorean();
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
