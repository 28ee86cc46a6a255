// Files in one zip without compression, as NumPy's .npz is (APPNOTE 6.3, version 2.0). No dates: the same files give the
// same bytes.

import { crc32 } from 'bridle/tensor-files';

export type ZipEntry = { name: string; bytes: Uint8Array };

/** The first day of the calendar of zip. */
const DATE = (1 << 5) | 1;
const UTF8 = 0x0800;

/** The bytes of the archive, below 4 GB. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const path = Buffer.from(name);
    const shared = numbers([
      [2, 20],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, DATE],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, path.length],
      [2, 0],
    ]);
    const local = Buffer.concat([numbers([[4, 0x04034b50]]), shared, path]);
    const central = [
      numbers([
        [4, 0x02014b50],
        [2, 20],
      ]),
      shared,
      numbers([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
    ];
    directory.push(Buffer.concat([...central, path]));
    parts.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = entries.length;
  const end = numbers([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...parts, ...directory, end]);
}

/** Little-endian integers, each with its number of bytes. */
function numbers(fields: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const out = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) at = out.writeUIntLE(value, at, size);
  return out;
}
