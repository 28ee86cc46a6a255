import { readFileSync } from 'node:fs';
import { seededRandom } from 'bridle/sample';
import { readNpy, readTensorFile, type TensorFileError, writeNpy, writeNpz } from 'bridle/tensor-files';
import { describe, expect, test } from 'vitest';

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const read = (bytes: Uint8Array) => readTensorFile(bytes, { texts: true });
const coef = { dims: [3, 2], type: 'float64', data: new Float64Array([0.1, -0.25, 1 / 3, 2, -1e-9, 5e8]) };

/** An array of texts whose header and UTF-32 characters are given. */
function npy(descr: string, shape: string, codes: readonly number[], { fortran = false, big = false } = {}) {
  const order = fortran ? 'True' : 'False';
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const out = new Uint8Array(10 + text.length + 4 * codes.length);
  out.set([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]);
  out.set(Buffer.from(text), 10);
  const view = new DataView(out.buffer);
  codes.forEach((code, i) => {
    view.setUint32(10 + text.length + 4 * i, code, !big);
  });
  return out;
}

describe('arrays of texts', () => {
  test.each(['texts.npz', 'texts-deflated.npz'])('are read beside numbers, as NumPy wrote them: %s', async (name) => {
    const arrays = await read(fixture(name));
    expect([...arrays.keys()]).toEqual(['coef_', 'intercept_', 'classes_', 'counts', 'flags']);
    expect(arrays.get('coef_')).toEqual(coef);
    expect(arrays.get('classes_')).toEqual({ dims: [3], type: 'U12', data: ['가', 'b', 'a longer one'] });
  });

  test('are refused where only numbers are asked for', async () => {
    const refused = { code: 'unsupported-type', facts: { found: 'text', tensor: 'classes_' } };
    await expect(readTensorFile(fixture('texts.npz'))).rejects.toMatchObject(refused);
    expect(() => readNpy(writeNpy({ data: ['a'], dims: [1] }))).toThrow(/found text/);
  });

  test('are written with the bytes that NumPy writes, and read again', async () => {
    const texts = ['가', 'b', 'a longer one'];
    const theirs = Buffer.from(fixture('texts.npz'));
    expect(theirs.includes(Buffer.from(writeNpy({ data: texts, dims: [3] })))).toBe(true);
    const data = ['가', 'b😀', '', ' c\0d'];
    const arrays = await read(writeNpz(new Map([['names', { data, dims: [2, 2] }]])));
    expect(arrays.get('names')).toEqual({ data, dims: [2, 2], type: 'U4' });
    expect((await read(writeNpy({ data: [], dims: [0] }))).get('')).toEqual({ data: [], dims: [0], type: 'U1' });
  });

  test('are read in either byte order, and in Fortran order', async () => {
    const letters = [...'abcdef'].map((letter) => letter.charCodeAt(0));
    expect((await read(npy('>U2', '(3,)', letters, { big: true }))).get('')?.data).toEqual(['ab', 'cd', 'ef']);
    const columns = await read(npy('<U1', '(2, 3)', letters, { fortran: true }));
    expect(columns.get('')?.data).toEqual(['a', 'c', 'e', 'b', 'd', 'f']);
  });

  test('that no file can hold are not written', () => {
    for (const text of ['a\0', '\ud800', 'a\udc00b']) {
      expect(() => writeNpy({ data: ['b', text], dims: [2] })).toThrow(RangeError);
    }
    expect(() => writeNpy({ data: ['a', 'b'], dims: [3] })).toThrow('expected data.length 3 for dims [3], got 2');
    expect(() => writeNpy({ data: [1] as unknown as string[], dims: [1] })).toThrow(TypeError);
  });

  test('of objects are refused with what helps', async () => {
    await expect(read(fixture('objects.npz'))).rejects.toThrow(/Python objects.*array\.astype\(str\)/);
  });

  test.each<[string, Uint8Array, TensorFileError['code']]>([
    ['10¹² texts of no characters', npy('<U0', '(1000000000000,)', []), 'unsupported-type'],
    ['10¹² texts', npy('<U1', '(1000000000000,)', [65]), 'wrong-size'],
    ['one text of 10¹² characters', npy('<U1000000000000', '(1,)', [65]), 'wrong-size'],
    ['texts of 10⁶⁰ characters', npy(`<U1${'0'.repeat(60)}`, '(0,)', []), 'unsupported-type'],
    ['a character beyond Unicode', npy('<U1', '(1,)', [0x110000]), 'bad-text'],
    ['half a surrogate pair', npy('<U2', '(1,)', [65, 0xd800]), 'bad-text'],
    ['a name that goes on', npy('<U1x', '(1,)', [65]), 'unsupported-type'],
  ])('are refused where the file has %s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ name: 'TensorFileError', code });
  });

  test('of mutated archives are read or refused with a code', async () => {
    const random = seededRandom(7);
    let refused = 0;
    for (const source of [fixture('texts.npz'), fixture('texts-deflated.npz')]) {
      for (let i = 0; i < 300; i += 1) {
        const bytes = source.slice(0, random() < 0.2 ? Math.floor(random() * source.length) : source.length);
        for (let c = 0; c < 3 && bytes.length > 0; c += 1) {
          bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
        }
        const error = await read(bytes).then(() => null, (fault: unknown) => fault); // biome-ignore format: one line
        if (error === null) continue;
        expect(error).toMatchObject({ name: 'TensorFileError', code: expect.any(String) });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(300);
  });
});
