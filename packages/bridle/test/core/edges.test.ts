// The table of edges, for every kind of input: what softmax, logSoftmax and logSumExp give where a formula has no answer.

import { allocate, free, logSoftmax, logSumExp, softmax } from 'bridle';
import { Tensor as OrtTensor } from 'onnxruntime-common';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../src/core/arrays/row-call.ts';
import { atEachLevel, expectResults } from '../helpers/levels.ts';

type Row = { mask?: number[]; weights?: number[]; temperature?: number };
type Edge = Row & { title: string; x: number[]; softmax: number[]; logSoftmax: number[]; logSumExp: number };

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const ln = { 2: Math.LN2, 3: 1.0986122886681098, 4: 1.3862943611198906 };

const edges: Edge[] = [
  {
    title: 'a NaN makes its whole row NaN',
    x: [1, nan, 2],
    softmax: [nan, nan, nan],
    logSoftmax: [nan, nan, nan],
    logSumExp: nan,
  },
  {
    title: 'a NaN wins over +∞',
    x: [inf, nan],
    softmax: [nan, nan],
    logSoftmax: [nan, nan],
    logSumExp: nan,
  },
  {
    title: 'entries of +∞ share the mass equally',
    x: [1, inf, -inf, inf],
    softmax: [0, 0.5, 0, 0.5],
    logSoftmax: [-inf, -ln[2], -inf, -ln[2]],
    logSumExp: inf,
  },
  {
    title: 'a row of −∞ without a mask is NaN, its log-sum-exp −∞',
    x: [-inf, -inf],
    softmax: [nan, nan],
    logSoftmax: [nan, nan],
    logSumExp: -inf,
  },
  {
    title: '−∞ among finite scores has no probability',
    x: [0, -inf, 0],
    softmax: [0.5, 0, 0.5],
    logSoftmax: [-ln[2], -inf, -ln[2]],
    logSumExp: ln[2],
  },
  {
    title: 'a masked entry is out, whatever it holds',
    x: [nan, 0, inf, 0],
    mask: [0, 1, 0, 1],
    softmax: [0, 0.5, 0, 0.5],
    logSoftmax: [-inf, -ln[2], -inf, -ln[2]],
    logSumExp: ln[2],
  },
  {
    title: 'an entry of weight 0 is out, whatever it holds',
    x: [nan, 0, inf, 0],
    weights: [0, 1, 0, 3],
    softmax: [0, 0.25, 0, 0.75],
    logSoftmax: [-inf, -ln[4], -inf, -0.2876820724517809],
    logSumExp: ln[4],
  },
  {
    title: 'a wholly masked row is 0, its logarithms −∞',
    x: [1, nan, inf],
    mask: [0, 0, 0],
    softmax: [0, 0, 0],
    logSoftmax: [-inf, -inf, -inf],
    logSumExp: -inf,
  },
  { title: 'an empty row is empty, its log-sum-exp −∞', x: [], softmax: [], logSoftmax: [], logSumExp: -inf },
  {
    title: 'at temperature 0 the maxima share equally',
    x: [2, 1, 2, 2],
    temperature: 0,
    mask: [1, 1, 1, 0],
    softmax: [0.5, 0, 0.5, 0],
    logSoftmax: [-ln[2], -inf, -ln[2], -inf],
    logSumExp: 2,
  },
  {
    title: 'at temperature −0 the minima share equally',
    x: [2, 1, 2, 1],
    temperature: -0,
    softmax: [0, 0.5, 0, 0.5],
    logSoftmax: [-inf, -ln[2], -inf, -ln[2]],
    logSumExp: 1,
  },
  {
    title: 'at temperature 0 a NaN still makes its row NaN',
    x: [1, nan],
    temperature: 0,
    softmax: [nan, nan],
    logSoftmax: [nan, nan],
    logSumExp: nan,
  },
  {
    title: 'at temperature ∞ the unmasked entries are uniform',
    x: [1, 2, -9, 4, nan],
    temperature: inf,
    mask: [1, 1, 1, 1, 0],
    softmax: [0.25, 0.25, 0.25, 0.25, 0],
    logSoftmax: [-ln[4], -ln[4], -ln[4], -ln[4], -inf],
    logSumExp: inf,
  },
  {
    title: 'at temperature ∞ weights of sum 1 give the weighted mean, and −∞ stays out',
    x: [2, 6, -inf],
    temperature: inf,
    weights: [0.25, 0.75, 5],
    softmax: [0.25, 0.75, 0],
    logSoftmax: [-ln[4], -0.2876820724517809, -inf],
    logSumExp: 5,
  },
  {
    title: 'a negative temperature turns the order round',
    x: [inf, 5, 5, 5],
    temperature: -1,
    softmax: [0, 0.3333333333333333, 0.3333333333333333, 0.3333333333333333],
    logSoftmax: [-inf, -ln[3], -ln[3], -ln[3]],
    logSumExp: 3.9013877113318904,
  },
];

type Call = (x: never, options: Options) => unknown;
/** A kind of input: how a row is put into it, and how results are read out of it. */
type Kind = {
  name: string;
  round: (x: number) => number;
  run: (f: Call, edge: Edge, reduced: boolean) => number[];
};

const optionsOf = ({ mask, weights, temperature = 1 }: Row): Options => ({ mask, weights, temperature });
const call = (f: Call, x: unknown, options: Options) => f(x as never, options);
const same = (x: number) => x;

function flatKind(name: string, make: (x: number[]) => ArrayLike<number>, round = same): Kind {
  return {
    name,
    round,
    run: (f, edge, reduced) => {
      const x = make(edge.x);
      const result = call(f, x, optionsOf(edge));
      if (reduced) return [result as number];
      expect(Object.getPrototypeOf(result)).toBe(Object.getPrototypeOf(x));
      return Array.from(result as number[]);
    },
  };
}

type Like = { data: ArrayLike<number>; dims: number[] };

/** The row as a matrix of one row, or of one column. */
function tensorKind(name: string, make: (x: number[]) => unknown, round = same, axis = -1): Kind {
  return {
    name,
    round,
    run: (f, edge, reduced) => {
      const result = call(f, make(edge.x), { ...optionsOf(edge), axis }) as Like;
      expect(result.dims).toEqual(reduced ? [1] : axis === 0 ? [edge.x.length, 1] : [1, edge.x.length]);
      return Array.from(result.data);
    },
  };
}

/** Every second place, backwards, among NaN that nobody may read. */
function strided(x: number[]) {
  const data = new Float64Array(2 * x.length + 1).fill(nan);
  x.forEach((value, i) => {
    data[2 * (x.length - i) - 1] = value;
  });
  return { data, dims: [1, x.length], strides: [0, -2], offset: Math.max(2 * x.length - 1, 0) };
}

function segmentsKind(name: string, make: (x: number[]) => ArrayLike<number>, round = same): Kind {
  return {
    name,
    round,
    run: (f, edge, reduced) => {
      const n = edge.x.length;
      const between = (values: number[]) => [1, nan, ...values, inf];
      const { mask, weights, temperature = 1 } = edge;
      const options = { mask: mask && between(mask), weights: weights && [1, 1, ...weights, 1], temperature };
      const segments = [0, 2, 2 + n, 3 + n];
      const result = Array.from(call(f, make(between(edge.x)), { ...options, segments }) as number[]);
      return reduced ? [result[1]] : result.slice(2, -1);
    },
  };
}

/** With forty masked entries behind it: kernels take long rows in another way than short ones. */
function lengthenedKind(name: string, make: (x: number[]) => ArrayLike<number>, round = same): Kind {
  const more = (value: number) => new Array<number>(40).fill(value);
  return {
    name,
    round,
    run: (f, { x, mask, weights, temperature = 1 }, reduced) => {
      const options = {
        mask: [...(mask ?? x.map(() => 1)), ...more(0)],
        weights: weights && [...weights, ...more(1)],
        temperature,
      };
      const result = call(f, make([...x, ...more(nan)]), options);
      return reduced ? [result as number] : Array.from(result as number[]).slice(0, x.length);
    },
  };
}

/** The third of five columns. */
function columnKind(name: string, make: (x: number[]) => ArrayLike<number>, round = same): Kind {
  return {
    name,
    round,
    run: (f, edge) => {
      const data = make(edge.x.flatMap((v, i) => [i, -i, v, 0, 1 / (1 + i)]));
      const result = call(f, { data, dims: [edge.x.length, 5] }, { ...optionsOf(edge), axis: 0 }) as Like;
      return Array.from(result.data).filter((_, i) => i % 5 === 2);
    },
  };
}

function residentKind(name: string, type: Float64ArrayConstructor | Float32ArrayConstructor, round = same): Kind {
  return {
    name,
    round,
    run: (f, edge, reduced) => {
      const x = allocate(type as Float64ArrayConstructor, edge.x.length);
      x.set(edge.x);
      const result = call(f, x, { ...optionsOf(edge), ...(!reduced && { out: x }) });
      const results = reduced ? [result as number] : Array.from(x);
      free(x);
      return results;
    },
  };
}

const kinds: Kind[] = [
  flatKind('number[]', same as never),
  flatKind('Float64Array', (x) => Float64Array.from(x)),
  flatKind('Float32Array', (x) => Float32Array.from(x), Math.fround),
  tensorKind('a tensor', (x) => ({ data: Float64Array.from(x), dims: [1, x.length] })),
  tensorKind('a tensor of number[] along axis 0', (x) => ({ data: x, dims: [x.length, 1] }), same, 0),
  tensorKind('a strided tensor', strided),
  tensorKind(
    'an ONNX Runtime tensor of float32',
    (x) => new OrtTensor('float32', Float32Array.from(x), [1, x.length]),
    Math.fround,
  ),
  {
    name: 'nested arrays',
    round: same,
    run: (f, edge, reduced) => {
      const result = call(f, [edge.x], optionsOf(edge));
      return reduced ? (result as number[]) : (result as number[][])[0];
    },
  },
  segmentsKind('segments', same as never),
  segmentsKind('segments of Float64Array', (x) => Float64Array.from(x)),
  segmentsKind('segments of Float32Array', (x) => Float32Array.from(x), Math.fround),
  lengthenedKind('Float64Array, a row lengthened by masked entries', (x) => Float64Array.from(x)),
  lengthenedKind('Float32Array, a row lengthened by masked entries', (x) => Float32Array.from(x), Math.fround),
  columnKind('Float64Array, a column among others', (x) => Float64Array.from(x)),
  columnKind('Float32Array, a column among others', (x) => Float32Array.from(x), Math.fround),
  residentKind('Float64Array that was allocated, over itself', Float64Array),
  residentKind('Float32Array that was allocated, over itself', Float32Array, Math.fround),
];

type HalfArray = { from: (x: ArrayLike<number>) => ArrayLike<number> & { [index: number]: number } };
const Half = (globalThis as { Float16Array?: HalfArray }).Float16Array;
if (Half)
  kinds.push(
    flatKind(
      'Float16Array',
      (x) => Half.from(x),
      (x) => Half.from([x])[0],
    ),
  );

atEachLevel(() => {
  describe.each(kinds)('in $name', ({ round, run }) => {
    const unit = round === same ? 2 ** -52 : 2 ** -24;
    test.each(edges)('$title', (edge) => {
      expectResults(run(softmax, edge, false), edge.softmax.map(round), unit);
      expectResults(run(logSoftmax, edge, false), edge.logSoftmax.map(round), unit);
      expectResults(run(logSumExp, edge, true), [round(edge.logSumExp)], unit);
    });
  });
});

describe('integers are promoted to float64 before anything is subtracted', () => {
  const want = [0.04201006613406605, 0.11419519938459448, 0.8437947344813395];
  const arrays = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array] as const;

  test.each(arrays.map((Integers) => [Integers.name, Integers] as const))('%s', (_, Integers) => {
    expect(softmax(Integers.from([0, 1, 3]))).toEqual(Float64Array.from(want));
    expect(logSumExp(Integers.from([0, 1, 3]))).toBe(3.1698460195562856);
  });

  test.each([BigInt64Array, BigUint64Array].map((Integers) => [Integers.name, Integers] as const))(
    '%s',
    (_, Integers) => {
      expect(softmax(Integers.from([0n, 1n, 3n]))).toEqual(Float64Array.from(want));
      expect(softmax({ data: Integers.from([0n, 1n, 3n]), dims: [3] })).toEqual({
        data: Float64Array.from(want),
        dims: [3],
      });
    },
  );

  test('ONNX Runtime int64 and uint8', () => {
    const long = new OrtTensor('int64', BigInt64Array.from([0n, 1n, 3n, -3n, -2n, 0n]), [2, 3]);
    expect(softmax(long as never)).toEqual({ data: Float64Array.from([...want, ...want]), dims: [2, 3] });
    const byte = new OrtTensor('uint8', Uint8Array.from([0, 1, 3]), [1, 3]);
    expect(softmax(byte as never)).toEqual({ data: Float64Array.from(want), dims: [1, 3] });
  });
});

test('ONNX Runtime float16 is read as half floats, all 65,536 of them, and gives float32', () => {
  const codes = Uint16Array.from({ length: 65536 }, (_, code) => code);
  const tensor = new OrtTensor('float16', codes, [65536, 1]);
  const { data, dims } = logSumExp(tensor as never) as unknown as { data: Float32Array; dims: number[] };
  expect(dims).toEqual([65536]);
  expect(data).toBeInstanceOf(Half ?? Float32Array);
  const view = new DataView(new ArrayBuffer(4));
  for (let code = 0; code < 65536; code += 1) {
    // A half float's bits, moved into a single's places, are its value times 2⁻¹¹².
    view.setUint32(0, ((code & 0x8000) << 16) | ((code & 0x7fff) << 13));
    const exponent = (code >> 10) & 31;
    const value = exponent === 31 ? (code & 1023 ? nan : code & 0x8000 ? -inf : inf) : view.getFloat32(0) * 2 ** 112;
    expect(data[code]).toBe(value === 0 ? 0 : value);
  }
});
