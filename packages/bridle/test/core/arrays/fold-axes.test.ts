import { entropy, klDivergence, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { atEachLevel } from '../../helpers/levels.ts';

const random = seededRandom(11);
const dims = [2, 3, 4, 5];
const size = 120;
const values = Float64Array.from({ length: size }, () => 8 * random() - 4);
const positive = Float64Array.from({ length: size }, () => random() + 0.01);
const mask = Array.from({ length: size }, (_, i) => i % 7 !== 3);

/** The entries of each row when `axes` are reduced, in the order of the results, by their indices. */
function rowsOf(axes: readonly number[]): number[][] {
  const rows = new Map<string, number[]>();
  for (let i = 0; i < size; i += 1) {
    let left = i;
    const index = dims.map(() => 0);
    for (let d = dims.length - 1; d >= 0; d -= 1) {
      index[d] = left % dims[d];
      left = Math.floor(left / dims[d]);
    }
    const key = index.filter((_, d) => !axes.includes(d)).join();
    rows.set(key, [...(rows.get(key) ?? []), i]);
  }
  return [...rows.values()];
}

const take = (from: ArrayLike<number>, places: readonly number[]) => places.map((i) => from[i]);
const lists = [[0], [1], [3], [0, 1], [0, 2], [1, 3], [-1, 0], [2, 3], [3, 1, 0], [0, 1, 2, 3], []];

atEachLevel(() => {
  describe.each(lists.map((axes) => [axes]))('over the axes %j', (axes) => {
    const counted = axes.map((axis) => (axis + 4) % 4);
    const kept = dims.filter((_, d) => !counted.includes(d));
    const ones = dims.map((n, d) => (counted.includes(d) ? 1 : n));
    const rows = rowsOf(counted);
    const near = (got: unknown, want: number[], shape: number[]) => {
      const { data, dims: found } = got as { data: Float64Array; dims: number[] };
      expect(found).toEqual(shape);
      expect(data.length).toBe(want.length);
      want.forEach((value, i) => {
        if (Number.isFinite(value)) {
          expect(Math.abs(data[i] - value)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(value)));
        } else expect(data[i]).toBe(value);
      });
    };

    test('logSumExp takes the entries of every row, whatever their order in memory', () => {
      const x = { data: values, dims };
      const want = rows.map((row) => logSumExp(take(values, row)));
      near(logSumExp(x, { axis: axes }), want, kept);
      near(logSumExp(x, { axis: axes, keepDims: true }), want, ones);
    });

    test('masks and weights go with their entries, or with the places of a row', () => {
      const x = { data: values, dims };
      const options = (row: number[]) => ({ mask: row.map((i) => mask[i]), weights: take(positive, row) });
      near(
        logSumExp(x, { axis: axes, mask, weights: positive }),
        rows.map((row) => logSumExp(take(values, row), options(row))),
        kept,
      );
      const places = rows[0].length;
      const perPlace = Array.from({ length: places }, (_, i) => 1 + i);
      if (places === size) return;
      near(
        logSumExp(x, { axis: axes, weights: perPlace }),
        rows.map((row) => logSumExp(take(values, row), { weights: perPlace })),
        kept,
      );
    });

    test('entropy, klDivergence and logSumExp.signed likewise', () => {
      const p = softmax({ data: values, dims });
      const q = { data: positive, dims };
      const signs = values.map((x) => (x > 0 ? 1 : -1));
      near(
        entropy({ data: positive, dims }, { axis: axes }),
        rows.map((row) => entropy(take(positive, row))),
        kept,
      );
      near(
        entropy.fromLogits({ data: values, dims }, { axis: axes }),
        rows.map((row) => entropy.fromLogits(take(values, row))),
        kept,
      );
      near(
        klDivergence(p, q, { axis: axes }),
        rows.map((row) => klDivergence(take(p.data, row), take(positive, row))),
        kept,
      );
      const { logAbs, sign } = logSumExp.signed({ data: values, dims }, { axis: axes, weights: signs });
      const one = rows.map((row) => logSumExp.signed(take(values, row), { weights: take(signs, row) }));
      near(
        logAbs,
        one.map((result) => result.logAbs),
        kept,
      );
      near(
        sign,
        one.map((result) => result.sign),
        kept,
      );
    });

    test('strided tensors and out', () => {
      const data = new Float64Array(2 * size);
      values.forEach((value, i) => {
        data[2 * i + 1] = value;
      });
      const x = { data, dims, strides: [120, 40, 10, 2], offset: 1 };
      const want = rows.map((row) => logSumExp(take(values, row)));
      near(logSumExp(x, { axis: axes }), want, kept);
      const out = data.subarray(0, want.length);
      expect(logSumExp(x, { axis: axes, keepDims: true, out })).toBe(out);
      near({ data: out, dims: kept }, want, kept);
    });
  });
});

describe('the shape of a reduction', () => {
  test('flat input gives a number, or one entry where the dimension is kept', () => {
    expect(logSumExp([0, 0], { axis: [0] })).toBe(Math.LN2);
    expect(logSumExp([0, 0], { keepDims: true })).toEqual([Math.LN2]);
    expect(logSumExp(Float32Array.of(0, 0), { keepDims: true })).toEqual(Float32Array.of(Math.LN2));
    expect(logSumExp([0, 1], { axis: [] })).toEqual([0, 1]);
  });

  test('nested arrays lose the dimensions, or keep them with length 1', () => {
    const x = [
      [
        [0, 0],
        [1, 1],
      ],
    ];
    const [a, b] = [logSumExp([0, 0]), logSumExp([1, 1])];
    expect(logSumExp(x, { axis: [0, 2] })).toEqual([a, b]);
    expect(logSumExp(x, { axis: [2], keepDims: true })).toEqual([[[a], [b]]]);
    expect(logSumExp(x, { axis: [0, 1, 2] })).toBe(logSumExp([0, 0, 1, 1]));
    expect(logSumExp(x, { axis: [0, 1, 2], keepDims: true })).toEqual([[[logSumExp([0, 0, 1, 1])]]]);
  });

  test('integers become float64, float32 stays float32', () => {
    const single = logSumExp({ data: new Float32Array(6), dims: [2, 3] }, { axis: [1], keepDims: true });
    expect(single).toEqual({ data: new Float32Array(2).fill(Math.log(3)), dims: [2, 1] });
    const whole = logSumExp({ data: new Int8Array(6), dims: [2, 3] }, { axis: [0, 1] });
    expect(whole).toEqual({ data: Float64Array.of(logSumExp([0, 0, 0, 0, 0, 0])), dims: [] });
  });

  test('an empty dimension gives −∞ for every row', () => {
    const x = { data: [], dims: [2, 0, 3] };
    expect(logSumExp(x, { axis: [1, 2] })).toEqual({ data: [-Infinity, -Infinity], dims: [2] });
    expect(logSumExp(x, { axis: [0, 2], keepDims: true })).toEqual({ data: [], dims: [1, 0, 1] });
  });

  test('what does not fit is refused by the name of the function', () => {
    const x = { data: values, dims };
    const refused = (options: object, message: string) =>
      expect(() => logSumExp(x, options)).toThrow(`logSumExp: ${message}`);
    refused({ axis: [0, 0] }, 'expected different axes, got [0,0]');
    refused({ axis: [1, -3] }, 'expected different axes, got [1,-3]');
    refused({ axis: [4] }, 'expected an axis from -4 to 3, got 4');
    refused({ axis: ['0'] }, 'expected axis to be a number, got string');
    refused({ keepDims: 1 }, 'expected keepDims to be true or false, got 1');
    expect(() => logSumExp([1, 2], { segments: [0, 2], keepDims: true })).toThrow(
      'logSumExp: expected one axis and no keepDims with segments',
    );
    expect(() => klDivergence(x, [1], { axis: [0, 1] })).toThrow('klDivergence: expected 120 entries, got 1');
    expect(() => softmax(x, { axis: [0, 1] as never })).toThrow('softmax: expected axis to be a number, got Array');
  });
});
