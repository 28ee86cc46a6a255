import { crossEntropy, entropy, logSumExp } from 'bridle';
import { expect, expectTypeOf, test } from 'vitest';

test('flat scores reduce to a number, nested arrays and tensors to their kind, segments to an array', () => {
  const flat = logSumExp([0, 0]);
  const typed = logSumExp(new Float32Array(2));
  const nested = logSumExp([[0, -Infinity]]);
  const deep = entropy([[[1], [1]]]);
  const tensor = logSumExp({ data: Float32Array.of(0, -Infinity), dims: [1, 2] });
  const segments = logSumExp([0, -Infinity], { segments: [0, 1, 2] });
  const each = crossEntropy([[0]], [0], { reduction: 'none' });
  expectTypeOf(flat).toEqualTypeOf<number>();
  expectTypeOf(typed).toEqualTypeOf<number>();
  expectTypeOf(nested).toEqualTypeOf<number[]>();
  expectTypeOf(deep).toEqualTypeOf<number[][]>();
  expectTypeOf(tensor.data).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  expectTypeOf(segments).toEqualTypeOf<number[]>();
  expectTypeOf(each).toEqualTypeOf<number[]>();
  expect({ flat, typed }).toEqual({ flat: Math.LN2, typed: Math.fround(Math.LN2) });
  expect({ nested, deep, tensor, segments, each }).toEqual({
    nested: [0],
    deep: [[0, 0]],
    tensor: { data: Float32Array.of(0), dims: [1] },
    segments: [0, -Infinity],
    each: [0],
  });
});
