// CRC-32 of zip and gzip (polynomial 0xEDB88320, ISO 3309), four bytes a step by four tables (Kounavis & Berry 2005).

const TABLES = Array.from({ length: 4 }, () => new Int32Array(256));
for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  TABLES[0][byte] = crc;
}
for (let step = 1; step < 4; step += 1) {
  for (let byte = 0; byte < 256; byte += 1) {
    const before = TABLES[step - 1][byte];
    TABLES[step][byte] = (before >>> 8) ^ TABLES[0][before & 255];
  }
}

/**
 * The checksum of all bytes so far, given that of those before: 0 at first.
 *
 * @example
 * ```ts
 * import { crc32 } from 'bridle/tensor-files';
 * crc32(new Uint8Array([49, 50, 51, 52, 53, 54, 55, 56, 57])); // → 3421780262
 * ```
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = TABLES;
  let crc = ~before;
  let i = 0;
  for (; i + 3 < bytes.length; i += 4) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc = t3[crc & 255] ^ t2[(crc >>> 8) & 255] ^ t1[(crc >>> 16) & 255] ^ t0[crc >>> 24];
  }
  for (; i < bytes.length; i += 1) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}
