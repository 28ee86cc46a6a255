// Arrays in NumPy's format .npy, version 1.0: a header as a Python literal, then the little-endian data row by row.

/** A float64 array of one or two dimensions. */
export function npyFloats(rows: readonly (readonly number[])[] | readonly number[]): Uint8Array {
  const isMatrix = Array.isArray(rows[0]);
  const shape = isMatrix ? [rows.length, (rows as number[][])[0].length] : [rows.length];
  const data = Buffer.alloc(8 * shape.reduce((a, b) => a * b));
  (rows as number[]).flat().forEach((x, i) => {
    data.writeDoubleLE(x, 8 * i);
  });
  return npy('<f8', shape, data);
}

/** A list of whole numbers as int64. */
export function npyIntegers(list: readonly number[]): Uint8Array {
  const data = Buffer.alloc(8 * list.length);
  list.forEach((x, i) => {
    data.writeBigInt64LE(BigInt(x), 8 * i);
  });
  return npy('<i8', [list.length], data);
}

/** A list of texts, as many UTF-32 characters for each as the longest has. */
export function npyTexts(list: readonly string[]): Uint8Array {
  const characters = list.map((text) => Array.from(text, (c) => c.codePointAt(0) ?? 0));
  const width = Math.max(1, ...characters.map(({ length }) => length));
  const data = Buffer.alloc(4 * width * list.length);
  characters.forEach((codes, i) => {
    codes.forEach((code, j) => {
      data.writeUInt32LE(code, 4 * (i * width + j));
    });
  });
  return npy(`<U${width}`, [list.length], data);
}

function npy(type: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const padded = header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11, ' ');
  const start = Buffer.alloc(10);
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(padded.length + 1, 8);
  return Buffer.concat([start, Buffer.from(`${padded}\n`, 'latin1'), data]);
}
