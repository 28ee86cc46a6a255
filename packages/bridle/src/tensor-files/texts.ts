// Arrays of texts as NumPy stores them, of the type <U5 and its like: each takes as many UTF-32 characters as the longest
// has, with NULs behind it. So a text cannot end in NUL.

import { BYTES, type NumberType } from './number-types.ts';
import { shown, TensorFileError } from './tensor-file-error.ts';

/** Texts of at most so many characters, by NumPy's name. */
export type TextType = `U${number}`;

export function isTextType(type: NumberType | TextType): type is TextType {
  return type.startsWith('U');
}

/** Bytes of one element. */
export function bytesOf(type: NumberType | TextType): number {
  return isTextType(type) ? 4 * Number(type.slice(1)) : BYTES[type];
}

/** The texts in `bytes`, whose length is a multiple of the type's. */
export function decodeTexts(bytes: Uint8Array, type: TextType, littleEndian = true): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytesOf(type);
  return Array.from({ length: bytes.length / size }, (_, i) => {
    let end = (i + 1) * size;
    while (end > i * size && view.getUint32(end - 4) === 0) end -= 4;
    let text = '';
    for (let at = i * size; at < end; at += 4) text += character(view.getUint32(at, littleEndian));
    return text;
  });
}

function character(code: number): string {
  if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  const found = `U+${code.toString(16).toUpperCase()}`;
  throw new TensorFileError('bad-text', `expected characters of Unicode, found ${found}; the file is damaged`, {
    found,
  });
}

/** The type that holds the texts; a RangeError in the name of the caller for one that cannot be written. */
export function textType(caller: string, texts: readonly string[]): TextType {
  let width = 1;
  for (const text of texts) {
    if (/\0$|\p{Cs}/u.test(text)) {
      throw new RangeError(`${caller}: expected whole characters without NUL at the end, got "${shown(text)}"`);
    }
    width = Math.max(width, [...text].length);
  }
  return `U${width}`;
}

/** The texts as bytes, little-endian; the inverse of `decodeTexts`. */
export function encodeTexts(texts: readonly string[], type: TextType): Uint8Array {
  const size = bytesOf(type);
  const out = new Uint8Array(texts.length * size);
  const view = new DataView(out.buffer);
  texts.forEach((text, i) => {
    [...text].forEach((one, j) => {
      view.setUint32(i * size + 4 * j, one.codePointAt(0) as number, true);
    });
  });
  return out;
}
