// The encodings of text files: their names, and decoders of bytes that arrive in chunks. Names and decoders are those of the
// engine's TextDecoder, with two corrections: Node 20 lacks most of CP949 (see korean.ts), and reads the bytes 0x80 to
// 0x9F of windows-1252 as control characters.

import { koreanDecoder } from './korean.ts';

/** Decodes chunks of bytes, and `undefined` at the end; throws a TypeError where the bytes are not in the encoding. */
export type Decoder = { encoding: string; decode: (bytes: Uint8Array | undefined) => string };

const MARKS: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

/** The encoding that a byte order mark announces, or null without one. */
export function markOf(first: Uint8Array): string | null {
  return MARKS.find(([, ...bytes]) => bytes.every((byte, i) => first[i] === byte))?.[0] ?? null;
}

/** Names that people and programs use and TextDecoder does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp950: 'big5',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  'latin-1': 'windows-1252',
  ansi: 'windows-1252',
};

/** The name that TextDecoder has for an encoding, or null if there is none. */
export function encodingOf(name: string): string | null {
  const label = name.trim().toLowerCase();
  try {
    return new TextDecoder(Object.hasOwn(ALIASES, label) ? ALIASES[label] : label).encoding;
  } catch {
    return null;
  }
}

/** A decoder for an encoding as `encodingOf` names it. */
export function decoderOf(encoding: string): Decoder {
  if (encoding === 'euc-kr') return { encoding, decode: koreanDecoder() };
  if (encoding === 'windows-1252') return { encoding, decode: decodeWestern };
  const decoder = new TextDecoder(encoding, { fatal: true });
  return { encoding, decode: (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()) };
}

function decodeWestern(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return '';
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\x80-\x9f]/g, (control) => {
    const character = WESTERN[control.charCodeAt(0) - 0x80];
    if (character === ' ') throw new TypeError('not windows-1252');
    return character;
  });
}

/** The characters of windows-1252 from 0x80 to 0x9F; five places are empty. */
const WESTERN = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
