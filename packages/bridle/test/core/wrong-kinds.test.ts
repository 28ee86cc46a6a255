// Every public function of 'bridle' with arguments and options of every wrong kind: TypeError or RangeError, beginning
// with the function's name, and nothing that the engine says by itself ("Cannot mix BigInt and other types").

import {
  allocate,
  brierScore,
  check,
  crossEntropy,
  entmax15,
  entropy,
  exp,
  free,
  hardmax,
  klDivergence,
  LogSumExp,
  log,
  log1mExp,
  logAddExp,
  logit,
  logSoftmax,
  logSumExp,
  setLevel,
  share,
  sigmoid,
  softmax,
  softmaxStages,
  softmin,
  softplus,
  sparsemax,
} from 'bridle';
import { describe, expect, test } from 'vitest';

type Function = (...args: unknown[]) => unknown;
/** The call with an input and options of whatever kind. */
type Make = (x: unknown, options?: unknown) => unknown;

const call =
  (f: unknown, ...rest: unknown[]): Make =>
  (x, options) =>
    (f as Function)(x, ...rest, options);
const v = [0.25, 0.5];

const alongAxis: Record<string, Make> = {
  softmax: call(softmax),
  'softmax.jvp': call(softmax.jvp, v),
  'softmax.vjp': call(softmax.vjp, v),
  softmin: call(softmin),
  logSoftmax: call(logSoftmax),
  logSumExp: call(logSumExp),
  'logSumExp.gradient': call(logSumExp.gradient),
  'logSumExp.signed': call(logSumExp.signed),
  hardmax: call(hardmax),
  sparsemax: call(sparsemax),
  entmax15: call(entmax15),
  share: call(share),
  entropy: call(entropy),
  'entropy.fromLogits': call(entropy.fromLogits),
  klDivergence: call(klDivergence, v),
  check: call(check),
  crossEntropy: call(crossEntropy, 0),
  'crossEntropy.gradient': call(crossEntropy.gradient, 0),
  'crossEntropy.withGradient': call(crossEntropy.withGradient, 0),
  'crossEntropy.hessianVector': call(crossEntropy.hessianVector, 0, v),
  brierScore: call(brierScore, 0),
};

const elementwise: Record<string, Make> = {
  exp: call(exp),
  log: call(log),
  sigmoid: call(sigmoid),
  softplus: call(softplus),
  logit: call(logit),
  log1mExp: call(log1mExp),
};

/** Arguments that stand where numbers belong. */
const numbers: Record<string, Make> = {
  ...alongAxis,
  'softmax.vjp': (x) => (softmax.vjp as Function)(v, x),
  'softmax.jvp': (x) => (softmax.jvp as Function)(v, x),
  klDivergence: (x) => (klDivergence as Function)(v, x),
  'crossEntropy.hessianVector': (x) => (crossEntropy.hessianVector as Function)(v, 0, x),
  crossEntropy: (x) => (crossEntropy as Function)([v, v], x),
  'crossEntropy.gradient': (x) => (crossEntropy.gradient as Function)([v, v], x),
  'crossEntropy.withGradient': (x) => (crossEntropy.withGradient as Function)([v, v], x),
  brierScore: (x) => (brierScore as Function)([v, v], x),
  logAddExp: (x) => (logAddExp as Function)(v, x),
  softmaxStages: (x) => (softmaxStages as Function)(x, { format: 'f32', formula: 'naive' }),
  'LogSumExp.push': (x) => new LogSumExp().push(x as number),
  'LogSumExp.softmaxOf': (x) => new LogSumExp().push(0).softmaxOf(x as number),
};

const symbol = Symbol('s');
const kinds: unknown[] = [
  null,
  true,
  'abc',
  '',
  1n,
  symbol,
  () => 1,
  {},
  new Date(0),
  new Map(),
  new DataView(new ArrayBuffer(8)),
];
const notNumbers: unknown[] = [...kinds, [null], ['1'], [1n], [[1], [2, 3]], [[1], 2], [undefined], [{}], [1, symbol]];

const tensor = (changes: object) => ({ data: [1, 2], dims: [2], ...changes });
const wrongTensors: unknown[] = [
  ...[
    null,
    undefined,
    '2',
    2,
    {},
    ['2'],
    [2n],
    [null],
    [-1],
    [1.5],
    [Number.NaN],
    [symbol],
    [3],
    [2, 2],
    new Array(40).fill(1),
  ].map((dims) => tensor({ dims })),
  ...[null, '1', 1, {}, ['1'], [1n], [null], [1.5], [symbol], [1, 1], [2 ** 60], [-(2 ** 60)], [Infinity]].map(
    (strides) => tensor({ strides }),
  ),
  ...[null, '1', 1n, {}, 1.5, -1, 3, 2 ** 60, Number.NaN, symbol].map((offset) => tensor({ offset })),
  ...[null, '12', 12, {}, ['1', '2'], [1n, 2n], new Map(), symbol].map((data) => tensor({ data })),
  { data: [1, 2], dims: [2 ** 30, 2 ** 30], strides: [0, 0] },
];

const options: Record<string, unknown[]> = {
  axis: [null, '0', 0n, {}, [[]], ['0'], 0.5, Number.NaN, 5, -5, Infinity, symbol, true],
  temperature: [null, '1', 1n, {}, [1], Number.NaN, symbol, true],
  mask: [
    null,
    1,
    '11',
    true,
    {},
    [null, 1],
    ['1', 1],
    [1n, 0n],
    [symbol, 1],
    [1, 1, 1],
    tensor({ dims: null }),
    [[1, 0], 1],
  ],
  weights: [
    null,
    1,
    '11',
    true,
    {},
    [null, 1],
    ['1', 1],
    [1n, 1n],
    [symbol, 1],
    [1, 1, 1],
    [1, Number.NaN],
    [1, Infinity],
    tensor({ dims: '2' }),
  ],
  segments: [
    null,
    2,
    '02',
    {},
    [0n, 2n],
    BigInt64Array.of(0n, 2n),
    ['0', '2'],
    [0, null, 2],
    [0, 1.5, 2],
    [0, 3, 2],
    [1, 2],
    [0, 1],
    [],
    [symbol],
    new Map(),
  ],
  out: [
    null,
    1,
    '12',
    {},
    Object.freeze([0, 0]),
    Object.freeze([0]),
    new Int32Array(2),
    new Uint8Array(1),
    new BigInt64Array(2),
    [0, 0, 0],
    [[0, 0]],
    tensor({ data: new Int8Array(2) }),
    symbol,
  ],
  reduction: [null, 'average', 1, {}, symbol, 1n],
  sampleWeights: [null, '1', 1, {}, [null], ['1'], [1n], [-1], [Number.NaN], [1, 1], symbol],
  classWeights: [null, '1', 1, {}, [null], ['1', '1'], [1n, 1n], [-1, 1], [Number.NaN, 1], [1, 1, 1], symbol],
  labelSmoothing: [null, '0.1', 1n, {}, -0.1, 1.1, Number.NaN, symbol, true],
  ignoreIndex: [null, '1', 1n, {}, symbol, 0.5, Number.NaN],
  limit: [null, '1', 1n, -1, 0.5, symbol],
};

/** Which functions take an option at all. */
const takes: Record<string, (name: string) => boolean> = {
  reduction: (name) => /^(crossEntropy|brierScore)/.test(name) && name !== 'crossEntropy.withGradient',
  sampleWeights: (name) => /^(crossEntropy|brierScore)/.test(name),
  ignoreIndex: (name) => /^(crossEntropy|brierScore)/.test(name),
  classWeights: (name) => /^crossEntropy/.test(name),
  labelSmoothing: (name) => /^crossEntropy/.test(name),
  limit: (name) => name === 'check',
  out: (name) => name !== 'check',
};

const show = (x: unknown): string =>
  typeof x === 'symbol' || typeof x === 'function'
    ? String(x)
    : (JSON.stringify(x, (_, value) =>
        typeof value === 'bigint' ? `${value}n` : typeof value === 'symbol' ? 'symbol' : value,
      ) ?? 'undefined');

/** What is wrong with how a call fails, or null. */
function fault(name: string, make: () => unknown): string | null {
  try {
    make();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) return String(error);
    const begins = error.message.startsWith(`${name}: `);
    const saysWhat = /expected|outside/.test(error.message);
    return begins && saysWhat && error.message.length < 300 ? null : error.message;
  }
  return 'no error';
}

describe('a wrong kind is named by the function that was called', () => {
  test('of numbers', () => {
    const faults: string[] = [];
    for (const [name, make] of [
      ...Object.entries(alongAxis),
      ...Object.entries(elementwise),
      ...Object.entries(numbers),
    ]) {
      for (const wrong of [...notNumbers, ...wrongTensors]) {
        const found = fault(name, () => make(wrong));
        if (found !== null) faults.push(`${name}(${show(wrong)}): ${found}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test.each(Object.keys(options))('of the option %s', (key) => {
    const faults: string[] = [];
    const all = key === 'out' ? { ...alongAxis, ...elementwise } : alongAxis;
    for (const [name, make] of Object.entries(all)) {
      if (takes[key] && !takes[key](name)) continue;
      for (const wrong of options[key]) {
        // Arrays go to the reference, typed arrays to the kernels.
        for (const x of [[0.5, 0.5], Float64Array.of(0.5, 0.5), Float32Array.of(0.5, 0.5)]) {
          const found = fault(name, () => make(x, { [key]: wrong }));
          if (found !== null) faults.push(`${name}(…, { ${key}: ${show(wrong)} }): ${found}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test('of options as a whole', () => {
    const faults: string[] = [];
    for (const [name, make] of [...Object.entries(alongAxis), ...Object.entries(elementwise)]) {
      for (const wrong of [null, 1, 'axis', true, 1n, symbol]) {
        const found = fault(name, () => make([0.5, 0.5], wrong));
        if (found !== null) faults.push(`${name}(…, ${show(wrong)}): ${found}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('of everything else', () => {
    const faults: string[] = [];
    const others: [string, (x: unknown) => unknown, unknown[]][] = [
      ['allocate', (x) => (allocate as Function)(x, 1), [null, 1, 'Float32Array', Int8Array, {}]],
      ['allocate', (x) => (allocate as Function)(Float32Array, x), [null, '1', 1n, -1, 0.5, Number.NaN, symbol, {}]],
      ['free', (x) => (free as Function)(x), [null, 1, 'x', {}, []]],
      ['setLevel', (x) => (setLevel as Function)(x), [null, 1, 'quick', {}, symbol]],
      ['LogSumExp.merge', (x) => new LogSumExp().merge(x as LogSumExp), [null, 1, {}, 'x', symbol]],
      ['LogSumExp.fromJSON', (x) => LogSumExp.fromJSON(x), [null, 1, {}, 'x', symbol]],
      [
        'LogSumExp.push',
        (x) => new LogSumExp().push(1, { weights: x as number }),
        [null, '1', 1n, {}, [1, 2], -1, symbol],
      ],
      [
        'softmaxStages',
        (x) => (softmaxStages as Function)([1], x),
        [undefined, null, 1, {}, { format: symbol, formula: 'naive' }, { format: 'f32', formula: symbol }],
      ],
      ['logAddExp', (x) => (logAddExp as Function)(1, x), [null, '1', 1n, [1, 2], symbol]],
    ];
    for (const [name, make, wrongs] of others) {
      for (const wrong of wrongs) {
        const found = fault(name, () => make(wrong));
        if (found !== null) faults.push(`${name}: ${show(wrong)}: ${found}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
