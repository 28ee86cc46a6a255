import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { softmax } from 'bridle';
import { chooseTensor, openTensorFile, readNpy, readSafetensors, readTensorFile, type TensorFileError, writeNpz } from 'bridle/tensor-files'; // biome-ignore format: one line
import { describe, expect, test } from 'vitest';

type Expected = Record<string, { dims: number[]; type: string; data: string[] }>;

const folder = fileURLToPath(new URL('fixtures', import.meta.url));
const file = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`));
const expected: Record<string, Expected | string> = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'));
const readable = Object.entries(expected).filter((entry): entry is [string, Expected] => typeof entry[1] !== 'string');
const refused = Object.entries(expected).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

/** The number that Python's repr names, as the array holds it. */
const number = (text: string) => (text === 'nan' ? Number.NaN : Number(text.replace('inf', 'Infinity')));

/** ml_dtypes' arrays do not say their type; the name of the file does. */
const typeIn = (name: string) => /^(bfloat16|float8_e4m3fn|float8_e5m2)/.exec(name)?.[0] as 'bfloat16' | undefined;

describe('a file that NumPy or safetensors wrote', () => {
  test.each(readable)('%s has the shape, the type and the bits that NumPy finds', async (name, tensors) => {
    const read = await readTensorFile(file(name), { type: typeIn(name) });
    expect([...read.keys()].sort()).toEqual(Object.keys(tensors).sort());
    for (const [key, { dims, type, data }] of Object.entries(tensors)) {
      const tensor = read.get(key);
      expect(tensor?.dims).toEqual(dims);
      expect(tensor?.type).toBe(type);
      const wide = /int64/.test(type);
      expect(Array.from(tensor?.data as ArrayLike<unknown>), key).toEqual(
        data.map((text) => (wide ? BigInt(text) : number(text))),
      );
    }
  });

  test.each(refused)('%s is refused as %s', async (name, code) => {
    await expect(readTensorFile(file(name))).rejects.toMatchObject({ name: 'TensorFileError', code });
  });

  test('is taken as it is by the functions of the library', async () => {
    const { data, dims } = readNpy(file('fortran.npy'));
    expect(dims).toEqual([2, 3, 4]);
    expect(softmax({ data, dims }, { axis: 1 }).data[0]).toBeCloseTo(
      Math.exp(-8) / (1 + Math.exp(-4) + Math.exp(-8)),
      9,
    );
    const logits = (await readTensorFile(file('stored.npz'))).get('logits');
    expect(logits && softmax(logits).dims).toEqual([8, 5]);
    expect(readSafetensors(file('all.safetensors')).get('bfloat16')?.data).toBeInstanceOf(Float32Array);
  });

  test('is read the same where its bytes begin at an odd place in memory', () => {
    const bytes = file('little-f8.npy');
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(readNpy(shifted.subarray(1))).toEqual(readNpy(bytes));
  });

  test('needs the type where its header does not name it, and refuses one of another size', async () => {
    await expect(readTensorFile(file('bfloat16.npy'))).rejects.toMatchObject({
      code: 'type-needed',
      facts: { known: 'bfloat16' },
    });
    await expect(readTensorFile(file('bfloat16.npy'), { type: 'float8_e5m2' })).rejects.toMatchObject({
      code: 'type-needed',
    });
    // A header that names its type is right, whatever the caller thinks.
    expect(readNpy(file('little-f4.npy'), { type: 'bfloat16' }).type).toBe('float32');
  });
});

describe('chooseTensor', () => {
  test('gives the only tensor, or the one named, and lists the names otherwise', async () => {
    const tensors = await openTensorFile(file('stored.npz'));
    expect(chooseTensor(tensors, '라벨').dims).toEqual([8]);
    expect(chooseTensor(await openTensorFile(file('bool.npy'))).type).toBe('bool');
    expect(() => chooseTensor(tensors)).toThrow('the file has several tensors (logits, 라벨); choose one');
    expect(() => chooseTensor(tensors, 'logit')).toThrow('there is no tensor "logit"; the file has: logits, 라벨');
  });
});

describe('the error', () => {
  test('names the file and the tensor', async () => {
    const bytes = writeNpz(new Map([['a', { data: new Float32Array(3), dims: [3] }]]));
    bytes[140] ^= 1;
    const error: TensorFileError = await readTensorFile(bytes).then(() => expect.fail('it was read'), (caught) => caught); // biome-ignore format: one line
    expect(error.message).toMatch(/^tensor "a": /);
    expect(error.inFile('x.npz').message).toMatch(/^x\.npz, tensor "a": /);
  });
});
