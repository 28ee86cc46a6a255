import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { seededRandom } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import { npyFloats, npyIntegers, npyTexts } from '../../src/export/npy.ts';
import { NpzFault, readNpz } from '../../src/export/read-npz.ts';
import { zip } from '../../src/export/zip.ts';

const fixture = (name: string) => readFileSync(new URL(`numpy/${name}.npz`, import.meta.url));
const ours = () =>
  Buffer.from(
    zip([
      {
        name: 'coef_.npy',
        bytes: npyFloats([
          [0.1, -0.25],
          [1 / 3, 2],
        ]),
      },
      { name: 'classes_.npy', bytes: npyTexts(['가', 'b😀', '']) },
      { name: 'counts.npy', bytes: npyIntegers([1, -2, 2 ** 53 - 1]) },
    ]),
  );

describe('readNpz', () => {
  test.each(['plain', 'packed'])('reads the arrays that NumPy writes: %s', (name) => {
    const arrays = readNpz(fixture(name));
    expect(arrays.get('coef_')).toEqual({
      shape: [3, 2],
      numbers: new Float64Array([0.1, -0.25, 1 / 3, 2, -1e-9, 5e8]),
    });
    expect(arrays.get('intercept_')).toEqual({ shape: [3], numbers: new Float64Array([0.5, -0.5, 0]) });
    expect(arrays.get('classes_')).toEqual({ shape: [3], texts: ['가', 'b', 'a longer one'] });
    expect(arrays.get('counts')).toEqual({ shape: [3], numbers: new Float64Array([1, -2, 3]) });
    expect(arrays.get('flags')).toEqual({ shape: [2], numbers: new Float64Array([1, 0]) });
  });

  test('reads what this package writes', () => {
    const arrays = readNpz(ours());
    expect(arrays.get('coef_')).toEqual({ shape: [2, 2], numbers: new Float64Array([0.1, -0.25, 1 / 3, 2]) });
    expect(arrays.get('classes_')).toEqual({ shape: [3], texts: ['가', 'b😀', ''] });
    expect(arrays.get('counts')).toEqual({ shape: [3], numbers: new Float64Array([1, -2, 2 ** 53 - 1]) });
  });

  test('refuses pickles, and says what helps', () => {
    expect(() => readNpz(fixture('objects'))).toThrow(/holds Python objects; save it with classes_.astype\(str\)/);
  });

  test('reads arrays that are stored column by column, as coef_ of scikit-learn 1.9 is', () => {
    const read = (extension: string) =>
      readFileSync(new URL(`../import/fixtures/sklearn-1.9.1-iris.${extension}`, import.meta.url));
    expect(read('npz').includes("'fortran_order': True, 'shape': (3, 4)")).toBe(true);
    const { coef_ } = JSON.parse(read('json').toString());
    expect(readNpz(read('npz')).get('coef_')).toEqual({ shape: [3, 4], numbers: Float64Array.from(coef_.flat()) });
    expect(readNpz(fixture('columns')).get('coef_')).toEqual({ shape: [2, 3], numbers: new Float64Array(6).fill(1) });
  });

  test('allocates nothing for a header that lies, nor for a member that inflates without end', () => {
    const lying = Buffer.from(ours());
    const at = lying.indexOf('(2, 2)');
    lying.write('(9, 9)', at);
    expect(() => readNpz(lying)).toThrow(NpzFault);
    const huge = Buffer.alloc(1 << 20);
    const bomb = Buffer.from(zip([{ name: 'coef_.npy', bytes: deflateRawSync(huge) }]));
    const directory = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt16LE(8, directory + 10);
    bomb.writeUInt32LE(2 ** 32 - 1, directory + 24);
    expect(() => readNpz(bomb)).toThrow(/inflate to far more/);
    bomb.writeUInt32LE(64, directory + 24);
    expect(() => readNpz(bomb)).toThrow(/damaged/);
  });

  test('reads mutated archives or says what is wrong with them', () => {
    const random = seededRandom(7);
    let refused = 0;
    for (const source of [fixture('plain'), fixture('packed'), ours()]) {
      for (let i = 0; i < 1500; i += 1) {
        const bytes = Buffer.from(
          source.subarray(0, random() < 0.2 ? Math.floor(random() * source.length) : source.length),
        );
        const changes = 1 + Math.floor(random() * 3);
        for (let c = 0; c < changes && bytes.length > 0; c += 1) {
          bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
        }
        try {
          readNpz(bytes);
        } catch (error) {
          if (!(error instanceof NpzFault)) throw error;
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(2000);
  });
});
