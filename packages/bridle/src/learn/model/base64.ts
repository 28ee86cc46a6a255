// Arrays of numbers as base64 of their little-endian bytes (RFC 4648, with padding), the same text on every machine.
// A damaged model file must be refused, so a text that is not in the one form of its bytes is none.

/** Of every browser and of Node, which the types of this package do not have. */
declare const atob: (text: string) => string;
declare const btoa: (bytes: string) => string;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
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
  // `atob` ignores white space, missing padding and bits that are left over.
  const last = text.slice(-4);
  if (text.length % 4 !== 0 || !/^[\w+/]*={0,2}$/.test(text) || text.includes('_') || btoa(atob(last)) !== last)
    return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
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
