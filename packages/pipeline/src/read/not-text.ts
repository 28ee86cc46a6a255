// The refusal of bytes that are not text, or text in UTF-16 without a byte order mark.

import type { InputError } from '../errors.ts';
import { inputError } from '../messages.ts';

/** The refusal of bytes with a NUL. In UTF-16 every other byte of ASCII is one. */
export function notText(file: string, bytes: Uint8Array): InputError {
  const zeros = [0, 0];
  const letters = [0, 0];
  for (const [i, byte] of bytes.entries()) {
    if (byte === 0) zeros[i % 2] += 1;
    else if ((byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)) letters[i % 2] += 1;
  }
  // Of two bytes that are a letter of ASCII one is NUL, always the same.
  const isWide = (nul: 0 | 1) => 20 * zeros[1 - nul] <= zeros[nul] && 2 * letters[1 - nul] >= bytes.length / 2;
  if (isWide(1) && letters[0] > letters[1]) return inputError('looks-utf16', { file, encoding: 'utf-16le' });
  if (isWide(0) && letters[1] > letters[0]) return inputError('looks-utf16', { file, encoding: 'utf-16be' });
  return inputError('not-text', { file });
}
