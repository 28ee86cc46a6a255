import { float64, int32, tableFromArrays, tableToIPC, utf8 } from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { rowsOfBatch } from '../src/arrow.ts';

const types = { types: { x: float64(), n: int32(), s: utf8() } };
const table = tableFromArrays({ x: [0.1, null, Number.NaN], n: [1, 2, 3], s: ['a', '한글', null] }, types);
const bytes = tableToIPC(table, { format: 'stream' }) as Uint8Array;

test('the rows of a batch are objects, wherever in a message it begins', () => {
  const expected = [
    { x: 0.1, n: 1, s: 'a' },
    { x: null, n: 2, s: '한글' },
    { x: Number.NaN, n: 3, s: null },
  ];
  for (let shift = 0; shift < 9; shift += 1) {
    const message = new Uint8Array(bytes.length + shift);
    message.set(bytes, shift);
    expect(rowsOfBatch(message.subarray(shift))).toEqual(expected);
  }
});
