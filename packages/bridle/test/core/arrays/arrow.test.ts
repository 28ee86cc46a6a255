// The real columns of Apache Arrow.
import {
  Bool,
  Decimal,
  Float16,
  Float32,
  Float64,
  Int8,
  Int64,
  tableFromArrays,
  Uint16,
  Uint32,
  vectorFromArray,
} from 'apache-arrow';
import { brierScore, crossEntropy, entropy, LogSumExp, logSumExp, sigmoid } from 'bridle';
import { softmax } from 'bridle/reference';
import { describe, expect, test } from 'vitest';

describe('columns of Apache Arrow', () => {
  const scores = [1.5, -2, 0.25];

  test('of float16 are read from their bits, which a bare Uint16Array does not tell', () => {
    const column = vectorFromArray(scores, new Float16());
    expect(column.toArray()).toBeInstanceOf(Uint16Array);
    expect(softmax(column)).toEqual(softmax(Float32Array.from(scores)));
    expect(softmax(column.toArray())).not.toEqual(softmax(Float32Array.from(scores))); // whole numbers
    expect(softmax({ data: column.toArray(), dims: [3], type: 'float16' }).data).toEqual(softmax(column));
    expect(softmax(vectorFromArray([1.5, Number.NaN], new Float16()))).toEqual(Float32Array.of(Number.NaN, Number.NaN));
  });

  test('of float32, float64 and integers give what their values give', () => {
    expect(softmax(vectorFromArray(scores, new Float32()))).toEqual(softmax(Float32Array.from(scores)));
    expect(softmax(vectorFromArray(scores, new Float64()))).toEqual(softmax(Float64Array.from(scores)));
    expect(softmax(vectorFromArray([0, -3], new Int8()))).toEqual(softmax(Float64Array.of(0, -3)));
    expect(softmax(vectorFromArray([0, 3], new Uint16()))).toEqual(softmax(Float64Array.of(0, 3)));
    expect(softmax(vectorFromArray([0n, -3n], new Int64()))).toEqual(softmax(Float64Array.of(0, -3)));
    expect(softmax(vectorFromArray([], new Float64()))).toEqual(new Float64Array(0));
  });

  test('of several chunks, slices, and columns of tables are one column', () => {
    const chunked = vectorFromArray(scores, new Float16()).concat(vectorFromArray([7, -1], new Float16()));
    expect(chunked.data.length).toBe(2);
    expect(softmax(chunked)).toEqual(softmax(Float32Array.of(...scores, 7, -1)));
    expect(softmax(chunked.slice(1, 4))).toEqual(softmax(Float32Array.of(-2, 0.25, 7)));
    const column = tableFromArrays({ score: Float64Array.from(scores) }).getChild('score');
    expect(column && softmax(column)).toEqual(softmax(Float64Array.from(scores)));
  });

  test('are taken by every function, as targets too', () => {
    const column = vectorFromArray(scores, new Float64());
    expect(logSumExp(column)).toBe(logSumExp(scores));
    expect(entropy(vectorFromArray([0.5, 0.5], new Float32()))).toBe(Math.fround(Math.LN2));
    expect(sigmoid(column)).toEqual(sigmoid(Float64Array.from(scores)));
    expect(new LogSumExp().push(column).value).toBe(logSumExp(scores));
    expect(logSumExp(column, { segments: [0, 2, 3] })).toEqual(
      logSumExp(Float64Array.from(scores), { segments: [0, 2, 3] }),
    );
    const classes = vectorFromArray([2, 0], new Uint32());
    expect(crossEntropy([scores, scores], classes)).toBe(crossEntropy([scores, scores], [2, 0]));
    expect(
      brierScore(
        [
          [1, 0, 0],
          [1, 0, 0],
        ],
        classes,
      ),
    ).toBe(1);
  });

  test('with nulls, or of anything but numbers, are refused by the name of their type', () => {
    expect(() => softmax(vectorFromArray([1, null, 3], new Float64()))).toThrow(
      new TypeError('softmax: expected an Arrow column without nulls, got 1 of 3'),
    );
    const column = (x: object) => x as Parameters<typeof softmax>[0];
    expect(() => softmax(column(vectorFromArray(['a', 'b'])))).toThrow(
      new TypeError('softmax: expected an Arrow column of numbers, got Dictionary<Int32, Utf8>'),
    );
    expect(() => softmax(column(vectorFromArray([true], new Bool())))).toThrow('of numbers, got Bool');
    expect(new Decimal(2, 10).typeId).toBe(7); // read as whole numbers, it would be wrong by powers of ten
    const wrong = {
      type: { typeId: 3 },
      nullCount: 0,
      length: 3,
      data: [{ length: 3, values: Float64Array.of(1, 2) }],
    };
    expect(() => softmax(wrong)).toThrow(
      new RangeError("softmax: expected 3 entries in the Arrow column's chunks, got 2"),
    );
    expect(() => softmax({ ...wrong, data: [{ length: 3, values: [1, 2, 3] }] })).toThrow(
      new TypeError('softmax: expected a typed array in chunk 0 of the Arrow column'),
    );
  });
});
