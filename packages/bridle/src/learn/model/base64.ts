// Float64 arrays as base64 of their little-endian bytes (RFC 4648, with padding), the same text on every machine.
// Our own codec, because `atob` ignores some invalid characters, and a damaged model file must be refused.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i += 1) VALUES[DIGITS.charCodeAt(i)] = i;

/** The base64 text of the numbers. */
export function encodeFloats(numbers: Float64Array): string {
  const bytes = new DataView(new ArrayBuffer(numbers.length * 8));
  numbers.forEach((x, i) => {
    bytes.setFloat64(i * 8, x, true);
  });
  const size = bytes.byteLength;
  const byte = (i: number): number => (i < size ? bytes.getUint8(i) : 0);
  const parts: string[] = [];
  for (let i = 0; i < size; i += 3) {
    const word = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    const digits = [word >> 18, (word >> 12) & 63, (word >> 6) & 63, word & 63].map((value) => DIGITS[value]);
    if (i + 2 >= size) digits[3] = '=';
    if (i + 1 >= size) digits[2] = '=';
    parts.push(digits.join(''));
  }
  return parts.join('');
}

/** The numbers of a base64 text; null unless it is exactly what `encodeFloats` writes for some numbers. */
export function decodeFloats(text: string): Float64Array | null {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const size = (text.length / 4) * 3 - padding;
  if (text.length % 4 !== 0 || size % 8 !== 0) return null;
  const bytes = new DataView(new ArrayBuffer(size));
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
    bytes.setUint8(at, (word >> bits) & 255);
    at += 1;
  }
  if ((word & ((1 << bits) - 1)) !== 0) return null;
  return Float64Array.from({ length: size / 8 }, (_, i) => bytes.getFloat64(i * 8, true));
}
