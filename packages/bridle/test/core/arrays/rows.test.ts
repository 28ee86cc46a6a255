import { logSoftmax, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { axisOf, type Options } from '../../../src/core/arrays/row-call.ts';
import { mapRows, type Row, reduceRows } from '../../../src/core/arrays/rows.ts';

/** What the kernel saw of each row. */
function seen(x: Parameters<typeof mapRows>[1], options: Options = {}) {
  const rows: Partial<Row>[] = [];
  reduceRows('f', x, options, (row) => {
    rows.push({
      n: row.n,
      values: row.values.slice(0, row.n),
      weights: row.weights?.slice(0, row.n) ?? null,
      kept: row.kept?.slice(0, row.n) ?? null,
      length: row.length,
      index: row.index,
      base: row.base,
      step: row.step,
    });
    return 0;
  });
  return rows;
}

describe('rows', () => {
  test('are handed over gathered, with their place in the whole', () => {
    const x = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const none = { weights: null, kept: null };
    expect(seen(x, { axis: 0 })).toEqual([
      { ...none, n: 2, values: Float64Array.of(1, 4), length: 2, index: 0, base: 0, step: 3 },
      { ...none, n: 2, values: Float64Array.of(2, 5), length: 2, index: 1, base: 1, step: 3 },
      { ...none, n: 2, values: Float64Array.of(3, 6), length: 2, index: 2, base: 2, step: 3 },
    ]);
    expect(seen(x).map((row) => row.base)).toEqual([0, 3]);
  });

  test('come without their masked entries and those of weight 0', () => {
    const [row] = seen([1, 2, 3, 4], { mask: [true, false, true, true], weights: [1, 1, 0, 5] });
    expect(row).toMatchObject({ n: 2, length: 4, values: Float64Array.of(1, 4) });
    expect(row.weights).toEqual(Float64Array.of(1, 5));
    expect(row.kept).toEqual(Int32Array.of(0, 3));
  });

  test('come negated, with |T|, where the temperature is negative', () => {
    const read: unknown[] = [];
    mapRows('f', [1, -2], { temperature: -3 }, 0, (row) => {
      read.push(row.values.slice(), row.temperature, row.sign);
    });
    expect(read).toEqual([Float64Array.of(-1, 2), 3, -1]);
  });

  test('are none where a dimension beside the axis is empty, and empty where the axis is', () => {
    expect(seen({ data: [], dims: [0, 3] })).toEqual([]);
    expect(seen({ data: [], dims: [2, 0] }).map((row) => row.n)).toEqual([0, 0]);
    expect(logSumExp({ data: [], dims: [2, 0] })).toEqual({ data: [-Infinity, -Infinity], dims: [2] });
    expect(softmax({ data: [], dims: [0, 3] })).toEqual({ data: [], dims: [0, 3] });
  });
});

describe('a mask and weights', () => {
  const x = [
    [1, 2],
    [3, 4],
  ];
  const left = [
    [1, 0],
    [1, 0],
  ];

  test('are one for each entry, or one for each place of a row', () => {
    expect(softmax(x, { mask: [1, 0, 0, 1] })).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(softmax(x, { mask: [1, 0] })).toEqual(left);
    expect(softmax(x, { mask: [1, 0], axis: 0 })).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(softmax(x, { weights: [1, 0] })).toEqual(left);
  });

  test('may be nested, typed, tensors of any strides, BigInt or boolean', () => {
    for (const mask of [
      left,
      [
        [true, false],
        [true, false],
      ],
      Uint8Array.of(1, 0, 1, 0),
      BigInt64Array.of(1n, 0n, 1n, 0n) as never,
      { data: [true, false, true, false], dims: [2, 2] },
      { data: Uint8Array.of(1, 1, 0, 0), dims: [2, 2], strides: [1, 2] },
      { data: Uint8Array.of(7, 1, 0), dims: [2, 2], strides: [0, 1], offset: 1 },
    ] as Options['mask'][]) {
      expect(softmax(x, { mask })).toEqual(left);
    }
    expect(
      softmax(x, { weights: { data: Float32Array.of(2, 2, 0, 0), dims: [2, 2], strides: [1, 2] } as never }),
    ).toEqual(left);
  });

  test('of another size or kind are refused', () => {
    const refuse = (options: object, error: Error) => expect(() => softmax(x, options)).toThrow(error);
    refuse({ mask: [1, 0, 1] }, new RangeError('softmax: expected mask of length 4 or 2, got 3'));
    expect(() => softmax([1, 2], { mask: [1] })).toThrow(new RangeError('softmax: expected mask of length 2, got 1'));
    refuse({ weights: [] }, new RangeError('softmax: expected weights of length 4 or 2, got 0'));
    refuse({ mask: ['0', 1] }, new TypeError('softmax: expected mask of numbers, got string at 0'));
    refuse({ weights: [[1, null]] }, new TypeError('softmax: expected weights of numbers, got null at 1'));
    refuse({ mask: null }, new TypeError('softmax: expected mask to be an array or a tensor, got null'));
    refuse({ mask: 'no' }, new TypeError('softmax: expected mask to be an array or a tensor, got string'));
    refuse({ weights: [1, -1] }, new RangeError('softmax: expected finite weights ≥ 0, got -1 at 1'));
    refuse({ weights: [Infinity, 1] }, new RangeError('softmax: expected finite weights ≥ 0, got Infinity at 0'));
    refuse({ weights: [1, Number.NaN] }, new RangeError('softmax: expected finite weights ≥ 0, got NaN at 1'));
  });
});

describe('segments', () => {
  test('cut a flat row; empty ones give nothing', () => {
    const options = { segments: Int32Array.of(0, 0, 2, 3) };
    expect(softmax([0, 0, 9], options)).toEqual([0.5, 0.5, 1]);
    expect(logSumExp([0, 0, 9], options)).toEqual([-Infinity, Math.LN2, 9]);
    expect(softmax([], { segments: [0] })).toEqual([]);
  });

  test('that do not cover the scores, or fall, are refused', () => {
    const refuse = (segments: ArrayLike<number>, error: Error) =>
      expect(() => softmax([1, 2, 3], { segments })).toThrow(error);
    refuse([0, 2], new RangeError('softmax: expected segments from 0 to 3, got 0 to 2'));
    refuse([1, 3], new RangeError('softmax: expected segments from 0 to 3, got 1 to 3'));
    refuse([], new RangeError('softmax: expected segments from 0 to 3, got none'));
    refuse([0, 9, 3], new RangeError('softmax: expected whole segments that never fall, got 9, 3 at 1'));
    refuse([0, 1.5, 3], new RangeError('softmax: expected whole segments that never fall, got 0, 1.5 at 0'));
    refuse([0, Number.NaN, 3], new RangeError('softmax: expected whole segments that never fall, got 0, NaN at 0'));
    expect(() => softmax([[1], [2]], { segments: [0, 2] })).toThrow(
      new RangeError('softmax: expected flat scores with segments, got dims [2,1]'),
    );
  });
});

describe('an axis', () => {
  test('counts from either end', () => {
    expect([axisOf('f', 3), axisOf('f', 3, -3), axisOf('f', 3, 1)]).toEqual([2, 0, 1]);
  });

  test('that the shape does not have is refused', () => {
    for (const axis of [2, -3, 0.5, Number.NaN]) {
      expect(() => softmax([[1]], { axis })).toThrow(
        new RangeError(`softmax: expected an axis from -2 to 1, got ${axis}`),
      );
    }
    expect(() => softmax([1, 2], { axis: 1, segments: [0, 2] })).toThrow(
      new RangeError('softmax: expected an axis from -1 to 0, got 1'),
    );
    expect(() => softmax({ data: [1], dims: [] })).toThrow(
      new RangeError('softmax: expected at least one dimension, got dims []'),
    );
  });
});

test('a temperature that is no number, or NaN, is refused', () => {
  expect(() => logSoftmax([1], { temperature: Number.NaN })).toThrow(
    new RangeError('logSoftmax: expected a temperature, got NaN'),
  );
  expect(() => logSoftmax([1], { temperature: '2' as never })).toThrow(
    new TypeError('logSoftmax: expected temperature to be a number, got string'),
  );
});
