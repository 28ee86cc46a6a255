// Files that lie. Each is refused with its code before anything of the size that it asks for is allocated: the sizes asked
// for are beyond every array, so that an allocation would throw a RangeError instead.

import { deflateRawSync } from 'node:zlib';
import { openTensorFile, readNpy, readSafetensors, readTensorFile, rowBlocks, TensorFileError, writeNpy, writeNpz, writeSafetensors } from 'bridle/tensor-files'; // biome-ignore format: one line
import { describe, expect, test } from 'vitest';

const npy = (dictionary: string, data = new Uint8Array(0), version = 1) => {
  const text = Buffer.from(`${dictionary}\n`, 'latin1');
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(text.length);
  else length.writeUInt32LE(text.length);
  return new Uint8Array(Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]), length, text, data]));
};
const header = (shape: string, descr = '<f8') => `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
const codeOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof TensorFileError) return error.code;
    throw error;
  }
  return 'accepted';
};
const codeOfFile = (bytes: Uint8Array) =>
  readTensorFile(bytes).then(
    () => 'accepted',
    (error) => (error instanceof TensorFileError ? error.code : Promise.reject(error)),
  );

describe('a .npy file', () => {
  test.each([
    ['of 10¹² numbers', npy(header('(1000000000000,)')), 'wrong-size'],
    ['whose sizes overflow when multiplied', npy(header('(4294967296, 4294967296)')), 'wrong-size'],
    ['with a size beyond 2⁵³', npy(header(`(1${'0'.repeat(400)},)`)), 'wrong-size'],
    ['with 2⁶⁴ rows of nothing', npy(header('(18446744073709551616, 0)')), 'wrong-size'],
    ['with bytes left over', npy(header('(1,)'), new Uint8Array(9)), 'wrong-size'],
    ['that is cut off', npy(header('(2,)'), new Uint8Array(15)), 'wrong-size'],
    ['of 33 dimensions', npy(header(`(${'1, '.repeat(33)})`), new Uint8Array(8)), 'too-many-dims'],
    ['with a negative size', npy(header('(-1,)')), 'bad-header'],
    ['with a shape that is a number', npy(header('(3)'), new Uint8Array(24)), 'bad-header'],
    ['with code in its header', npy(header('(__import__("os").system("x"),)')), 'bad-header'],
    ['with a key twice', npy(`${header('(1,)').slice(0, -1)}'shape': (2,), }`, new Uint8Array(8)), 'bad-header'],
    ['with a key too many', npy(`${header('(1,)').slice(0, -1)}'__proto__': (2,), }`, new Uint8Array(8)), 'bad-header'],
    ['with a key too few', npy("{'descr': '<f8', 'fortran_order': False, }"), 'bad-header'],
    ['with a type of NumPy that is none', npy(header('(1,)', '<f3'), new Uint8Array(3)), 'unsupported-type'],
    ['with a type named like a prototype', npy(header('(1,)', 'constructor')), 'unsupported-type'],
    ['of version 4', npy(header('(0,)'), undefined, 4), 'newer-version'],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(() => readNpy(bytes))).toBe(code);
  });

  test('that ends anywhere is refused, and nothing is read beyond its end', () => {
    const whole = writeNpy({ data: new Float32Array([1, 2, 3]), dims: [3] });
    for (let end = 0; end < whole.length; end += 1) {
      expect(['not-a-tensor-file', 'truncated', 'wrong-size']).toContain(codeOf(() => readNpy(whole.subarray(0, end))));
    }
  });

  test('whose header states gigabytes is refused by its length', () => {
    const bytes = npy(header('(1,)'), new Uint8Array(8), 2);
    new DataView(bytes.buffer).setUint32(8, 0xfffffff0, true);
    expect(codeOf(() => readNpy(bytes))).toBe('truncated');
  });
});

const safetensors = (json: string, data = new Uint8Array(0)) => {
  const text = Buffer.from(json);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return new Uint8Array(Buffer.concat([length, text, data]));
};
const entry = (start: number, end: number, shape = '[2]', dtype = 'F32') =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":[${start},${end}]}`;

describe('a .safetensors file', () => {
  const data = new Uint8Array(16);
  test.each([
    ['whose tensors overlap', `{"a":${entry(0, 8)},"b":${entry(4, 12)},"c":${entry(12, 16, '[1]')}}`, 'overlap'],
    ['whose tensors are the same bytes', `{"a":${entry(0, 16, '[4]')},"b":${entry(0, 16, '[4]')}}`, 'overlap'],
    ['with a gap', `{"a":${entry(0, 4, '[1]')},"b":${entry(8, 16)}}`, 'hole'],
    ['with bytes left over', `{"a":${entry(0, 8)}}`, 'hole'],
    ['that reaches beyond its end', `{"a":${entry(0, 24, '[6]')}}`, 'bad-offsets'],
    ['with offsets that fall', `{"a":${entry(16, 8)}}`, 'bad-offsets'],
    ['of 10¹² numbers', `{"a":${entry(0, 16, '[1000000000000]')}}`, 'wrong-size'],
    ['whose shape overflows', `{"a":${entry(0, 16, '[4294967296,4294967296,4294967296]')}}`, 'wrong-size'],
    ['with negative sizes', `{"a":${entry(0, 16, '[-2,-2]')}}`, 'bad-header'],
    ['with half an entry', `{"a":${entry(0, 16, '[4.5]')}}`, 'bad-header'],
    ['with a name twice', `{"a":${entry(0, 8)},"a":${entry(8, 16)}}`, 'duplicate-name'],
    ['with a name twice, once escaped', `{"a":${entry(0, 8)},"\\u0061":${entry(8, 16)}}`, 'duplicate-name'],
    ['with two shapes', `{"a":{"shape":[1],"dtype":"F32","shape":[4],"data_offsets":[0,16]}}`, 'duplicate-name'],
    ['with a type of prototypes', `{"a":${entry(0, 16, '[4]', '__proto__')}}`, 'unsupported-type'],
    ['with complex numbers', `{"a":${entry(0, 16, '[2]', 'C64')}}`, 'unsupported-type'],
    ['whose entry is a list', '{"a":[]}', 'bad-header'],
    ['whose header is a list', '[1]', 'bad-header'],
    ['whose header is no JSON', '{"a":', 'bad-header'],
  ])('%s', (_, json, code) => {
    expect(codeOf(() => readSafetensors(safetensors(json, data)))).toBe(code);
  });

  test('may name a tensor like a prototype', () => {
    const tensors = readSafetensors(safetensors(`{"__proto__":${entry(0, 8)},"toString":${entry(8, 16)}}`, data));
    expect([...tensors.keys()]).toEqual(['__proto__', 'toString']);
    expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false);
  });

  test('that ends anywhere is refused', () => {
    const whole = writeSafetensors(new Map([['a', { data: new Float32Array([1, 2, 3]), dims: [3] }]]));
    for (let end = 0; end < whole.length; end += 1)
      expect(codeOf(() => readSafetensors(whole.subarray(0, end)))).not.toBe('accepted');
  });

  test('with a header of 10¹⁵ bytes is refused by its length', () => {
    const bytes = safetensors('{}');
    new DataView(bytes.buffer).setBigUint64(0, 10n ** 15n, true);
    expect(codeOf(() => readSafetensors(bytes))).toBe('header-too-long');
  });
});

/** A zip file of one entry or more, with sizes as given. */
function zip(
  entries: {
    name: string;
    data: Uint8Array;
    packed?: Uint8Array;
    size?: number;
    flags?: number;
    method?: number;
    at?: number;
  }[],
) {
  // biome-ignore format: one line
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, packed, size = data.length, flags = 0, method = packed ? 8 : 0, at: given } of entries) {
    const body = packed ?? data;
    const text = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(text.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(given ?? at, 10);
    parts.push(Buffer.from('PK\u0003\u0004'), common, text, Buffer.from(body));
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, tail, text);
    at += 30 + text.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

describe('a .npz file', () => {
  const array = writeNpy({ data: new Float32Array([1, 2]), dims: [2] });
  const packed = new Uint8Array(deflateRawSync(array));
  const liar = npy(header('(1000000000000,)'), new Uint8Array(8));

  test.each([
    ['whose checksum is wrong', zip([{ name: 'a.npy', data: array }]), 'bad-checksum'],
    [
      'whose deflated entry states too little',
      zip([{ name: 'a.npy', data: array, packed, size: array.length - 4 }]),
      'broken-zip',
    ],
    [
      'whose deflated entry states more than deflate can pack',
      zip([{ name: 'a.npy', data: array, packed, size: 2 ** 31 }]),
      'broken-zip',
    ],
    [
      'whose deflated bytes are not whole',
      zip([{ name: 'a.npy', data: array, packed: packed.subarray(0, 20) }]),
      'broken-zip',
    ],
    [
      'whose deflated bytes are none',
      zip([{ name: 'a.npy', data: array, packed: new Uint8Array(60).fill(7) }]),
      'broken-zip',
    ],
    [
      'whose entries share bytes',
      zip([
        { name: 'a.npy', data: array },
        { name: 'b.npy', data: array, at: 0 },
      ]),
      'broken-zip',
    ],
    [
      'whose entries are one entry',
      zip([
        { name: 'a.npy', data: array, at: 0 },
        { name: 'a.npy', data: array, at: 0 },
      ]),
      'duplicate-name',
    ],
    [
      'with a name twice',
      zip([
        { name: 'a.npy', data: array },
        { name: 'a', data: array },
      ]),
      'duplicate-name',
    ],
    ['that is encrypted', zip([{ name: 'a.npy', data: array, flags: 1 }]), 'encrypted'],
    ['packed by LZMA', zip([{ name: 'a.npy', data: array, method: 14 }]), 'unsupported-method'],
    ['with an entry beyond its end', zip([{ name: 'a.npy', data: array, at: 1e9 }]), 'broken-zip'],
    ['without entries', zip([]), 'no-tensors'],
    [
      'with an entry that is no array',
      zip([{ name: 'readme.txt', data: Buffer.from('hello, this is text') }]),
      'not-a-tensor-file',
    ],
    [
      'that lies about the size in its array',
      zip([{ name: 'a.npy', data: liar, packed: new Uint8Array(deflateRawSync(liar)) }]),
      'wrong-size',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOfFile(bytes)).toBe(code);
  });

  test('of overlapping entries with equal names in their headers is refused', async () => {
    // Two records of the directory point at one entry: the archive is small, what it unpacks to is not.
    const one = zip([{ name: 'a.npy', data: array }]);
    const start = 30 + 5 + array.length;
    const record = one.subarray(start, start + 51);
    const renamed = Uint8Array.from(record);
    const end = Uint8Array.from(one.subarray(start + 51));
    const view = new DataView(end.buffer);
    view.setUint16(8, 2, true);
    view.setUint16(10, 2, true);
    view.setUint32(12, 102, true);
    const bytes = new Uint8Array(Buffer.concat([one.subarray(0, start), record, renamed, end]));
    expect(await codeOfFile(bytes)).toBe('duplicate-name');
  });

  test('that unpacks to more than the limit is refused before it is unpacked', async () => {
    const zeros = Buffer.concat([npy(header('(131072,)')), Buffer.alloc(2 ** 20)]);
    const { crc32 } = await import('../../src/tensor-files/crc32.ts');
    const bytes = zip([{ name: 'a.npy', data: zeros, packed: new Uint8Array(deflateRawSync(zeros)) }]);
    const record = bytes.length - 22 - 51;
    new DataView(bytes.buffer).setUint32(record + 16, crc32(zeros), true);
    expect(bytes.length).toBeLessThan(2000);
    expect((await readTensorFile(bytes)).get('a')?.data.length).toBe(131072);
    await expect(readTensorFile(bytes, { limit: 2 ** 19 })).rejects.toMatchObject({ code: 'too-large' });
    const [tensor] = await openTensorFile(bytes);
    expect(tensor.read).toBe(null);
    const rows = rowBlocks({ ...tensor, dims: [1024, 128] }, { axis: 0, entries: 4096, limit: 2 ** 19 });
    await expect(rows.next()).rejects.toMatchObject({ code: 'too-large' });
  });

  test('that ends anywhere is refused', async () => {
    const whole = writeNpz(new Map([['a', { data: new Float32Array([1, 2]), dims: [2] }]]));
    for (let end = 0; end < whole.length; end += 1)
      expect(await codeOfFile(whole.subarray(0, end))).not.toBe('accepted');
  });
});
