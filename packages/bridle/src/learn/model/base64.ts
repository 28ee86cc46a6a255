// Arrays of numbers as base64 of their little-endian bytes (RFC 4648, with padding), the same text on every machine.
// Our own codec, because `atob` ignores some invalid characters, and a damaged model file must be refused.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i += 1) VALUES[DIGITS.charCodeAt(i)] = i;
/** Bytes whose text is made at once: a multiple of 3. */
const PART = 3 << 12;

/** The base64 text of bytes. */
export function encodeBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += PART) {
    let text = '';
    for (let i = start; i < Math.min(start + PART, bytes.length); i += 3) {
      const left = bytes.length - i;
      const word = (bytes[i] << 16) | ((left > 1 ? bytes[i + 1] : 0) << 8) | (left > 2 ? bytes[i + 2] : 0);
      text += DIGITS[word >> 18] + DIGITS[(word >> 12) & 63];
      text += left > 1 ? DIGITS[(word >> 6) & 63] : '=';
      text += left > 2 ? DIGITS[word & 63] : '=';
    }
    parts.push(text);
  }
  return parts.join('');
}

/** The bytes of a base64 text; null unless it is exactly what `encodeBytes` writes for some bytes. */
export function decodeBytes(text: string): Uint8Array | null {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (text.length % 4 !== 0) return null;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length - padding; i += 1) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) return null;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (word >> bits) & 255;
    at += 1;
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null;
}

/** The base64 text of float64 numbers. */
export function encodeFloats(numbers: Float64Array): string {
  const bytes = new DataView(new ArrayBuffer(numbers.length * 8));
  numbers.forEach((x, i) => {
    bytes.setFloat64(i * 8, x, true);
  });
  return encodeBytes(new Uint8Array(bytes.buffer));
}

/** The numbers of a base64 text; null unless it is exactly what `encodeFloats` writes for some numbers. */
export function decodeFloats(text: string): Float64Array | null {
  const bytes = decodeBytes(text);
  if (!bytes || bytes.length % 8 !== 0) return null;
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(i * 8, true));
}
