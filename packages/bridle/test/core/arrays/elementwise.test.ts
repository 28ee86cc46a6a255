import { log1mExp, logit, sigmoid, softplus } from 'bridle';
import { describe, expect, test } from 'vitest';

describe.each([
  ['sigmoid', sigmoid, [-3, 0, 0.5, 1e3, -1e-3, 7]],
  ['softplus', softplus, [-3, 0, 0.5, 1e3, -1e-3, 7]],
  ['logit', logit, [0.25, 0, 0.5, 1, 0.7, 1e-3]],
  ['log1mExp', log1mExp, [-3, 0, -0.5, -1e3, -1e-3, -7]],
] as const)('%s, entry by entry', (_, f, points) => {
  const x = [...points];
  const want = x.map((value) => f(value));

  test('gives a number for a number, and the kind and shape of anything else', () => {
    expect(f(x)).toEqual(want);
    expect(f([x.slice(0, 3), x.slice(3)])).toEqual([want.slice(0, 3), want.slice(3)]);
    expect(f(Float64Array.from(x))).toEqual(Float64Array.from(want));
    expect(f(Float32Array.from([x[1]]))).toEqual(Float32Array.from([want[1]]));
    expect(f({ data: Float64Array.from(x), dims: [2, 3] })).toEqual({ data: Float64Array.from(want), dims: [2, 3] });
    expect(f({ data: [x[0]], dims: [] })).toEqual({ data: [want[0]], dims: [] });
    expect(f(Int8Array.of(0))).toEqual(Float64Array.of(f(0)));
    expect(f(BigInt64Array.of(0n))).toEqual(Float64Array.of(f(0)));
    expect(f([])).toEqual([]);
  });

  test('reads a strided tensor in its own order', () => {
    const transposed = { data: x, dims: [3, 2], strides: [1, 3] };
    expect(f(transposed)).toEqual({ data: [0, 3, 1, 4, 2, 5].map((k) => want[k]), dims: [3, 2] });
  });

  test('writes into out, which may be x or lie across it', () => {
    const out = new Float64Array(6);
    expect(f(x, { out })).toBe(out);
    expect(out).toEqual(Float64Array.from(want));
    const buffer = new Float64Array(7);
    buffer.set(x);
    f(buffer.subarray(0, 6), { out: buffer.subarray(1) });
    expect(buffer.subarray(1)).toEqual(Float64Array.from(want));
    buffer.set(x);
    f(buffer.subarray(0, 6), { out: buffer.subarray(0, 6) });
    expect(buffer.subarray(0, 6)).toEqual(Float64Array.from(want));
  });

  test('refuses what is not numbers, and an out that does not fit, in its own name', () => {
    for (const wrong of ['1', null, [1, '2'], { dims: [1] }, [[1], [2, 3]]]) {
      expect(() => f(wrong as never)).toThrow(new RegExp(`^${f.name}: expected`));
    }
    expect(() => f([1, 2], { out: new Float64Array(3) })).toThrow(`${f.name}: expected out.length 2, got 3`);
    expect(() => f([1], { out: new Int8Array(1) })).toThrow(TypeError);
  });
});
