import { runInNewContext } from 'node:vm';
import { logAddExp, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import {
  isRowMajor,
  isTensor,
  isTyped,
  kindOf,
  makeLike,
  rowMajor,
  rowMajorData,
  view,
  wrap,
} from '../../../src/core/arrays/tensor.ts';

describe('view', () => {
  test('sees flat arrays, typed arrays, nested arrays and tensors as one strided thing', () => {
    expect(view('f', [1, 2])).toMatchObject({ dims: [2], strides: [1], offset: 0, size: 2, kind: 'flat' });
    expect(view('f', Int8Array.of(1, 2, 3))).toMatchObject({ dims: [3], size: 3, kind: 'flat' });
    expect(
      view('f', [
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toMatchObject({ dims: [2, 3], strides: [3, 1], kind: 'nested' });
    expect(view('f', { data: [1, 2], dims: [2, 1] })).toMatchObject({ strides: [1, 1], size: 2, kind: 'tensor' });
    expect(view('f', [[[]]])).toMatchObject({ dims: [1, 1, 0], size: 0, kind: 'nested' });
  });

  test('makes results of the same kind, float64 where the input cannot hold fractions', () => {
    const made = (x: Parameters<typeof view>[1]) => makeLike(view('f', x), 2);
    expect(Array.isArray(made([1]))).toBe(true);
    expect(made([1]).length).toBe(2);
    expect(made(Float32Array.of(1))).toEqual(new Float32Array(2));
    expect(made(Uint8ClampedArray.of(1))).toEqual(new Float64Array(2));
    expect(made({ data: BigInt64Array.of(1n), dims: [1] })).toEqual(new Float64Array(2));
    expect(made({ data: Uint16Array.of(0), dims: [1], type: 'float16' })).toEqual(new Float32Array(2));
  });

  test('names the function, and says what else it was given', () => {
    const said = 'f: expected an array, a typed array or a tensor { data, dims }, got';
    for (const [x, kind] of [
      [null, 'null'],
      [undefined, 'undefined'],
      [3, 'the number 3'],
      ['1,2', 'string'],
      [{ length: 2 }, 'Object'],
      [new DataView(new ArrayBuffer(8)), 'DataView'],
      [new Map(), 'Map'],
    ]) {
      expect(() => view('f', x as never)).toThrow(new TypeError(`${said} ${kind}`));
    }
  });

  test('refuses entries that are not numbers, with their place', () => {
    expect(() => view('f', [1, '2'] as never)).toThrow(new TypeError('f: expected a number at [1], got string'));
    expect(() => view('f', new Array(2))).toThrow(new TypeError('f: expected a number at [0], got undefined'));
    expect(() => view('f', [[1], [null]] as never)).toThrow(new TypeError('f: expected a number at [1][0], got null'));
    expect(() => view('f', { data: ['a'], dims: [1] } as never)).toThrow(TypeError);
    expect(() => view('f', { data: 'ab', dims: [2] } as never)).toThrow(
      new TypeError("f: expected the tensor's data to be an array, got string"),
    );
  });

  test('refuses ragged and bottomless nests', () => {
    expect(() => view('f', [[1, 2], [3]])).toThrow(new TypeError('f: expected 2 entries at [1], got 1'));
    expect(() => view('f', [[1], 2])).toThrow(new TypeError('f: expected 1 entries at [1], got the number 2'));
    expect(() => view('f', [1, [2]] as never)).toThrow(TypeError);
    let deep: unknown[] = [1];
    for (let k = 0; k < 100_000; k += 1) deep = [deep];
    expect(() => view('f', deep as never)).toThrow(new RangeError('f: expected at most 32 nested levels, got more'));
    const endless: unknown[] = [];
    endless.push(endless);
    expect(() => view('f', endless as never)).toThrow(RangeError);
  });

  test('refuses dims, strides and offsets that do not fit the data', () => {
    const data = [1, 2, 3, 4];
    const refuse = (x: object, error: Error) => expect(() => view('f', { data, ...x } as never)).toThrow(error);
    refuse({ dims: [2, 3] }, new RangeError('f: expected data.length 6 for dims [2,3], got 4'));
    refuse({ dims: [-4] }, new RangeError('f: expected dims ≥ 0, got [-4]'));
    refuse({ dims: [1.5] }, new RangeError('f: expected whole dims, got [1.5]'));
    refuse({ dims: [Infinity] }, new RangeError('f: expected whole dims, got [Infinity]'));
    refuse({ dims: ['4'] }, new TypeError('f: expected dims[0] to be a number, got string'));
    refuse({ dims: 4 }, new TypeError('f: expected dims to be an array, got the number 4'));
    refuse({ dims: new Array(33).fill(1) }, new RangeError('f: expected at most 32 dims, got 33'));
    refuse({ dims: [2, 2], strides: [1] }, new RangeError('f: expected 2 strides, got 1'));
    refuse({ dims: [4], strides: [0.5] }, new RangeError('f: expected whole strides, got [0.5]'));
    const outside = (reach: string) =>
      new RangeError(`f: dims, strides and offset reach ${reach}, outside data.length 4`);
    refuse({ dims: [4], strides: [2] }, outside('0…6'));
    refuse({ dims: [2], strides: [-1] }, outside('-1…0'));
    refuse({ dims: [2], offset: 3 }, outside('3…4'));
    refuse({ dims: [2], offset: 0.5 }, outside('0.5…1.5'));
    refuse({ dims: [2 ** 31, 2 ** 31, 2 ** 31], strides: [1, 1, 1] }, RangeError as never);
  });

  test('lets a stride of 0 repeat an entry, and an empty shape have any', () => {
    expect(softmax({ data: [7], dims: [2, 3], strides: [0, 0] }).data).toEqual(new Array(6).fill(1 / 3));
    expect(view('f', { data: [], dims: [0, 5], strides: [9, -9], offset: 7 }).size).toBe(0);
  });
});

test('rowMajorData reads any strides in row-major order, and checks the size', () => {
  const transposed = { data: [1, 2, 3, 4, 5, 6], dims: [3, 2], strides: [1, 3] };
  expect(Array.from(rowMajorData('f', transposed))).toEqual([1, 4, 2, 5, 3, 6]);
  const turned = { data: [1, 2, 3, 4], dims: [2, 2], strides: [-2, -1], offset: 3 };
  expect(Array.from(rowMajorData('f', turned, 4))).toEqual([4, 3, 2, 1]);
  const head = { data: [1, 2, 3, 4], dims: [2], strides: [1] };
  expect(Array.from(rowMajorData('f', head, 2))).toEqual([1, 2]);
  expect(() => rowMajorData('f', transposed, 5)).toThrow(new RangeError('f: expected 5 entries, got 6'));
});

test('isRowMajor knows the layout that is read straight through', () => {
  const dims = [2, 2];
  expect(isRowMajor(view('f', { data: [1, 2, 3, 4], dims }))).toBe(true);
  expect(isRowMajor(view('f', { data: [1, 2, 3, 4], dims, strides: [1, 2] }))).toBe(false);
  expect(isRowMajor(view('f', { data: [1, 2, 3, 4, 5], dims, strides: [2, 1] }))).toBe(false);
  expect(isRowMajor(view('f', { data: [1, 2, 3, 4, 5], dims, offset: 1 }))).toBe(false);
  expect(rowMajor([2, 3, 4])).toEqual([12, 4, 1]);
});

test('wrap gives a flat result the shape of its source', () => {
  const data = [1, 2, 3, 4];
  expect(wrap(view('f', data), data, [4])).toBe(data);
  expect(wrap(view('f', [data, data]), data, [2, 2])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(wrap(view('f', { data, dims: [4] }), data, [2, 2])).toEqual({ data, dims: [2, 2] });
});

test('a result of a tensor is a plain tensor of its own, without strides', () => {
  const x = { data: Float32Array.of(1, 2, 3, 4), dims: [2, 2], strides: [1, 2] };
  const p = softmax(x);
  expect(Object.keys(p)).toEqual(['data', 'dims']);
  expect(p.data).toBeInstanceOf(Float32Array);
  expect(p.dims).not.toBe(x.dims);
});

test('an out that cannot hold the result is refused', () => {
  const refuse = (out: unknown, error: Error) => expect(() => softmax([1, 2], { out: out as number[] })).toThrow(error);
  refuse(new Float64Array(3), new RangeError('softmax: expected out.length 2, got 3'));
  refuse(new Int32Array(2), new TypeError('softmax: expected out to be a float array, got Int32Array'));
  refuse(new BigInt64Array(2), new TypeError('softmax: expected out to be a float array, got BigInt64Array'));
  refuse('ab', new TypeError('softmax: expected out to be a float array, got string'));
  refuse(
    { [Symbol.toStringTag]: '__proto__', length: 2 },
    new TypeError('softmax: expected out to be a float array, got __proto__'),
  );
  refuse({ data: [0, 0], dims: [2], strides: [1] }, new RangeError('softmax: expected out without strides or offset'));
  expect(() => logSumExp([[1], [2]], { out: [0] })).toThrow(new RangeError('logSumExp: expected out.length 2, got 1'));
});

test('typed arrays of another realm are known by what they are', () => {
  const foreign: Float32Array = runInNewContext('new Float32Array(2)');
  expect(foreign).not.toBeInstanceOf(Float32Array);
  expect(isTyped(foreign)).toBe(true);
  expect(logAddExp(foreign, [0, 0])).toEqual(Float32Array.of(Math.LN2, Math.LN2));
  expect(isTensor({ data: [], dims: [] })).toBe(true);
  expect([kindOf(null), kindOf(1n), kindOf([]), kindOf(2)]).toEqual(['null', 'bigint', 'Array', 'the number 2']);
});
