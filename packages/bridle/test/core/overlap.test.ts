// Every public function with `out` gives the same bits wherever `out` lies: apart from its inputs, over x, across x at
// every offset, or across the mask, the weights and the targets.

import {
  allocate,
  brierScore,
  crossEntropy,
  entmax15,
  entropy,
  exp,
  free,
  hardmax,
  klDivergence,
  log,
  log1mExp,
  logit,
  logSoftmax,
  logSumExp,
  type Out,
  type Scores,
  share,
  sigmoid,
  softmax,
  softmin,
  softplus,
  sparsemax,
} from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { atEachLevel } from '../helpers/levels.ts';

type Floats = Float32Array | Float64Array;
type FloatsOf = (length: number) => Floats;
type Tensor = { data: Floats; dims: number[] };
/** The arrays beside x that a call reads, and the call on them. */
type Call = {
  /** How many places beside x the call reads, and how they are filled. */
  others?: { length: number; value: (i: number, random: () => number) => number }[];
  /** How many results there are. */
  results: (dims: readonly number[]) => number;
  run: (x: Tensor, others: Floats[], out: Out) => unknown;
};

const size = (dims: readonly number[]) => dims.reduce((a, b) => a * b, 1);
const rows = (dims: readonly number[]) => size(dims.slice(0, -1));
const ROWS = 3;
const LENGTHS = [1, 2, 5, 30];

function callsOf(n: number): Record<string, Call> {
  const whole = ROWS * n;
  const positive = { length: whole, value: (_: number, random: () => number) => random() + 0.01 };
  const any = { length: whole, value: (_: number, random: () => number) => 4 * random() - 2 };
  const mask = { length: whole, value: (i: number) => (i % 3 === 1 ? 0 : 1) };
  const classes = { length: ROWS, value: (i: number) => i % n };
  const map = (run: (x: Scores, options: { out: Out }) => unknown): Call => ({
    results: size,
    run: (x, _, out) => run(x, { out }),
  });
  const each = { reduction: 'none' } as const;
  return {
    softmax: map(softmax),
    softmin: map(softmin),
    logSoftmax: map(logSoftmax),
    share: map(share),
    sparsemax: map(sparsemax),
    entmax15: map(entmax15),
    hardmax: map(hardmax),
    exp: map(exp as never),
    log: map(log as never),
    log1mExp: map(log1mExp as never),
    sigmoid: map(sigmoid as never),
    softplus: map(softplus as never),
    logit: map(logit as never),
    logSumExp: { results: rows, run: (x, _, out) => logSumExp(x, { out }) },
    'logSumExp along the first axis': { results: () => n, run: (x, _, out) => logSumExp(x, { axis: 0, out }) },
    'softmax along the first axis': { results: size, run: (x, _, out) => softmax(x, { axis: 0, out }) },
    'logSumExp.gradient': { results: size, run: (x, _, out) => logSumExp.gradient(x, { out } as never) },
    entropy: { results: rows, run: (x, _, out) => entropy(x, { out }) },
    'entropy.fromLogits': { results: rows, run: (x, _, out) => entropy.fromLogits(x, { out } as never) },
    'softmax with weights': {
      others: [positive],
      results: size,
      run: (x, [weights], out) => softmax(x, { weights: weights as Float64Array, out }),
    },
    'logSumExp with weights': {
      others: [positive],
      results: rows,
      run: (x, [weights], out) => logSumExp(x, { weights: weights as Float64Array, out }),
    },
    'softmax with a mask': {
      others: [mask],
      results: size,
      run: (x, [masked], out) => softmax(x, { mask: masked as Float64Array, out }),
    },
    'softmax.vjp': { others: [any], results: size, run: (x, [v], out) => softmax.vjp(x, v, { out } as never) },
    klDivergence: { others: [positive], results: rows, run: (x, [q], out) => klDivergence(x, q, { out }) },
    brierScore: {
      others: [classes],
      results: rows,
      run: (x, [target], out) => brierScore(x, target, { ...each, out }),
    },
    crossEntropy: {
      others: [classes],
      results: rows,
      run: (x, [target], out) => crossEntropy(x, target, { ...each, out }),
    },
    'crossEntropy with probabilities and weights': {
      others: [positive, { length: n, value: positive.value }, { length: ROWS, value: positive.value }],
      results: rows,
      run: (x, [target, classWeights, sampleWeights], out) =>
        crossEntropy(x, { data: target, dims: x.dims }, { ...each, classWeights, sampleWeights, out }),
    },
    'crossEntropy.gradient': {
      others: [classes],
      results: size,
      run: (x, [target], out) => crossEntropy.gradient(x, Array.from(target), { out } as never),
    },
    'crossEntropy.gradient with probabilities': {
      others: [positive, { length: ROWS, value: positive.value }],
      results: size,
      run: (x, [target, sampleWeights], out) =>
        crossEntropy.gradient(x, { data: target, dims: x.dims }, { sampleWeights, out } as never),
    },
    'crossEntropy.hessianVector': {
      others: [any, classes],
      results: size,
      run: (x, [v, target], out) => crossEntropy.hessianVector(x, Array.from(target), v, { out } as never),
    },
  };
}

/** One buffer with x and then the others, each filled as it was. */
function lay(make: FloatsOf, dims: number[], others: NonNullable<Call['others']>, spare: number) {
  const random = seededRandom(7);
  const length = spare + size(dims) + others.reduce((sum, other) => sum + other.length, 0) + spare;
  const buffer = make(length);
  let at = spare;
  const take = (count: number, value: (i: number, random: () => number) => number) => {
    const part = buffer.subarray(at, at + count) as Floats;
    for (let i = 0; i < count; i += 1) part[i] = value(i, random);
    at += count;
    return part;
  };
  const x = take(size(dims), (i) => 0.02 + ((i * 7) % 11) / 11.5);
  return { buffer, x: { data: x, dims }, others: others.map((other) => take(other.length, other.value)) };
}

/** The bits of a call's results with `out` at an offset of the inputs' buffer; null where it lies apart. */
function bitsOf(call: Call, make: FloatsOf, dims: number[], offset: number | null, spare: number): string {
  const { buffer, x, others } = lay(make, dims, call.others ?? [], spare);
  const results = call.results(dims);
  const out = offset === null ? make(results) : (buffer.subarray(offset, offset + results) as Floats);
  expect(call.run(x, others, out) === out).toBe(true);
  const bits = Buffer.from(out.buffer, out.byteOffset, out.byteLength).toString('hex');
  for (const array of offset === null ? [buffer, out] : [buffer]) free(array);
  return bits;
}

const kinds: [string, FloatsOf][] = [
  ['Float32Array', (n) => new Float32Array(n)],
  ['Float64Array', (n) => new Float64Array(n)],
  ['resident Float32Array', (n) => allocate(Float32Array, n)],
  ['resident Float64Array', (n) => allocate(Float64Array, n)],
];

atEachLevel(() => {
  describe.each(kinds)('out across the inputs, %s', (_, make) => {
    test.each(LENGTHS)('gives the same bits at every offset as apart, for rows of %d', (n) => {
      const spare = 4;
      const dims = [ROWS, n];
      for (const [name, call] of Object.entries(callsOf(n))) {
        const apart = bitsOf(call, make, dims, null, spare);
        const others = (call.others ?? []).reduce((sum, other) => sum + other.length, 0);
        const last = spare + size(dims) + others + spare - call.results(dims);
        const step = n > 5 ? 7 : 1;
        const found = [];
        for (let offset = 0; offset <= last; offset += step) {
          if (bitsOf(call, make, dims, offset, spare) !== apart) found.push(offset);
        }
        if (bitsOf(call, make, dims, spare, spare) !== apart) found.push(spare);
        expect(found, name).toEqual([]);
      }
    });
  });

  test('out that is an input array of numbers itself, or across a strided input', () => {
    const x = [0.2, 0.3, 0.5];
    const want = softmax([0.2, 0.3, 0.5]);
    expect(softmax(x, { out: x })).toEqual(want);
    const y = Float64Array.of(0, 0, 5, 5, 0, 0);
    const sums = logSumExp({ data: y, dims: [3, 2] }, { out: y.subarray(2, 5), weights: [1, 1] });
    expect(sums[1]).toBeCloseTo(5.693147180559945, 14);
    const z = Float64Array.from({ length: 6 }, (_, i) => i / 2);
    const transposed = { data: z, dims: [2, 3], strides: [1, 2] };
    const apart = softmax({ data: z.slice(), dims: [2, 3], strides: [1, 2] });
    softmax(transposed, { out: z });
    expect([...z]).toEqual([...apart.data]);
  });
});
