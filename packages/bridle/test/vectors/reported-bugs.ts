// Softmax bugs that were reported in public against other libraries: the input, what was answered, and what is right.
// `right` has as many digits as the report; `within` is the relative error that leaves, where it is not full.

import { crossEntropy, entropy, logAddExp, logSoftmax, logSumExp, softmax, sparsemax } from 'bridle';
import { categorical, gumbelSoftmax, seededRandom, topK, topP } from 'bridle/sample';

/** How a row of float64 scores is held. */
export type Held = (x: number[]) => number[] | Float64Array;

export type Report = {
  number: number;
  where: string;
  input: string;
  was: string;
  /** Our answer to the row as `of` holds it: a list, or an array of floats. */
  ours: (of: Held) => unknown;
  right: unknown;
  within?: number;
};

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const single = (...x: number[]) => Float32Array.from(x);

/** How often each of `count` indices is drawn in so many draws. */
function tally(count: number, draws: number, next: () => number): number[] {
  const counts = new Array<number>(count).fill(0);
  for (let i = 0; i < draws; i += 1) counts[next()] += 1;
  return counts;
}

export const reports: Report[] = [
  {
    number: 1,
    where: 'scipy#18295',
    input: 'logSumExp([0, −40])',
    was: '0',
    ours: (of) => logSumExp(of([0, -40])),
    right: 4.248354255291589e-18,
  },
  {
    number: 2,
    where: 'scipy, tfjs, onnxruntime-web, jax-js (run)',
    input: 'logSoftmax([0, −40])[0]',
    was: '0',
    ours: (of) => logSoftmax(of([0, -40]))[0],
    right: -4.248354255291589e-18,
  },
  {
    number: 3,
    where: 'scipy#20399, numpy#4599',
    input: 'logSumExp([])',
    was: 'throws',
    ours: (of) => logSumExp(of([])),
    right: -inf,
  },
  {
    number: 4,
    where: 'scipy#23225',
    input: 'softmax([1, 1, ∞])',
    was: 'NaN ×3',
    ours: (of) => softmax(of([1, 1, inf])),
    right: [0, 0, 1],
  },
  {
    number: 5,
    where: 'scipy 1.17 (run)',
    input: 'softmax(uint8 [0, 1, 3])',
    was: '[NaN, NaN, 0]',
    ours: () => softmax(Uint8Array.of(0, 1, 3)),
    right: [0.04201006613406605, 0.11419519938459448, 0.8437947344813395],
  },
  {
    number: 6,
    where: 'pytorch#6864',
    input: 'softmax([−∞, 0, ∞])',
    was: 'NaN',
    ours: (of) => softmax(of([-inf, 0, inf])),
    right: [0, 0, 1],
  },
  {
    number: 7,
    where: 'pytorch#25110',
    input: 'softmax of an all −∞ row, without a mask and wholly masked',
    was: 'NaN',
    ours: (of) => [softmax(of([-inf, -inf])), softmax(of([-inf, -inf]), { mask: [0, 0] })],
    right: [
      [nan, nan],
      [0, 0],
    ],
  },
  {
    number: 8,
    where: 'pytorch#38839',
    input: 'logSoftmax([−1e7, −1e7, −1e7]) in float32',
    was: '−1 ×3',
    ours: () => logSoftmax(single(-1e7, -1e7, -1e7)),
    right: [-1.0986123, -1.0986123, -1.0986123],
    within: 1e-7,
  },
  {
    number: 9,
    where: 'pytorch#11752',
    input: 'crossEntropy([1e8, 1e8], class 1) in float32',
    was: '0',
    ours: () => crossEntropy(single(1e8, 1e8), 1),
    right: Math.LN2,
  },
  {
    number: 10,
    where: 'pytorch#40553',
    input: 'entropy of softmax([0, 0, −∞])',
    was: 'NaN',
    ours: (of) => entropy(softmax(of([0, 0, -inf]))),
    right: Math.LN2,
  },
  {
    number: 11,
    where: 'tfp#241, numpyro#2276',
    input: 'entropy of p = [.25, 0, .75]',
    was: 'NaN',
    ours: () => entropy([0.25, 0, 0.75]),
    right: 0.5623351446188083,
  },
  {
    number: 12,
    where: 'pytorch#48841',
    input: 'draw 100,000 from p = [0, 1]',
    was: '0 drawn',
    ours: () => {
      const rng = seededRandom(1);
      return tally(2, 100_000, () => categorical([0, 1], { rng }));
    },
    right: [0, 100_000],
  },
  {
    number: 13,
    where: 'tensorflow#2774',
    input: 'draw from logits [1000]×5',
    was: 'index 5',
    ours: () => {
      const rng = seededRandom(2);
      const logits = new Array<number>(5).fill(1000);
      const counts = tally(5, 50_000, () => categorical.fromLogits(logits, { rng }));
      const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
      return [counts.length, chiSquare < 18.5 ? 1 : 0]; // the 99.9th percentile for 4 degrees of freedom
    },
    right: [5, 1],
  },
  {
    number: 14,
    where: 'jax#7643',
    input: 'softmax([]), logSoftmax([])',
    was: 'throws',
    ours: (of) => [softmax(of([])), logSoftmax(of([]))],
    right: [[], []],
  },
  {
    number: 15,
    where: 'jax#1624',
    input: 'logAddExp(−∞, −∞)',
    was: 'NaN',
    ours: () => logAddExp(-inf, -inf),
    right: -inf,
  },
  {
    number: 16,
    where: 'jax-js#223',
    input: 'logAddExp([1, ∞, ∞, −∞], [∞, ∞, 1, −∞])',
    was: 'NaN',
    ours: () => logAddExp([1, inf, inf, -inf], [inf, inf, 1, -inf]),
    right: [inf, inf, inf, -inf],
  },
  {
    number: 17,
    where: 'LogExpFunctions tests',
    input: 'logSumExp([1e−20, log 1e−20])',
    was: 'about 0',
    ours: (of) => logSumExp(of([1e-20, -46.051701859880914])),
    right: 1.9999999999999993e-20,
  },
  {
    number: 18,
    where: 'NNlib#206',
    input: 'softmax([∞, 1])',
    was: 'NaN, NaN',
    ours: (of) => softmax(of([inf, 1])),
    right: [1, 0],
  },
  {
    number: 19,
    where: 'NNlib#68',
    input: 'crossEntropy([−431, 279, 427], class 0) and gradient',
    was: 'NaN',
    ours: () => [crossEntropy([-431, 279, 427], 0), crossEntropy.gradient([-431, 279, 427], 0)],
    right: [858, [-1, 5.301718666092324e-65, 1]],
  },
  {
    number: 20,
    where: 'optax#896',
    input: 'crossEntropy(logits [−∞, 0], labels [0, 1])',
    was: 'NaN',
    ours: () => crossEntropy([-inf, 0], [0, 1]),
    right: 0,
  },
  {
    number: 21,
    where: 'transformers.js#812',
    input: 'logSoftmax([1000, 1])',
    was: '[0, −∞]',
    ours: (of) => logSoftmax(of([1000, 1])),
    right: [0, -999],
  },
  {
    number: 22,
    where: 'tfjs#7588',
    input: 'softmax([−100, −100]) on a GPU',
    was: 'NaN, NaN',
    ours: () => softmax(single(-100, -100)),
    right: [0.5, 0.5],
  },
  {
    number: 23,
    where: 'uTensor#175',
    input: 'softmax([−249.87, −424.13, −460.29, 378.097, −292.61]) in float32',
    was: 'NaN',
    ours: () => softmax(single(-249.87, -424.13, -460.29, 378.097, -292.61)),
    right: [0, 0, 0, 1, 0],
  },
  {
    number: 24,
    where: 'ARM ComputeLibrary#148',
    input: 'softmax([8, 18, 28, 38, 48])',
    was: 'garbage',
    ours: (of) => softmax(of([8, 18, 28, 38, 48])),
    right: [4.248e-18, 9.357e-14, 2.061e-9, 4.5398e-5, 0.9999546],
    within: 1e-4,
  },
  {
    number: 25,
    where: 'executorch#20090',
    input: 'softmax of 512 zeros',
    was: '1/256',
    ours: () => softmax(new Float32Array(512)),
    right: new Array(512).fill(1 / 512),
  },
  {
    number: 26,
    where: 'burn#4815',
    input: 'softmax along axis 1 of the transpose of the 3×4 matrix 1…12, row 0',
    was: 'softmax([1, 2, 3])',
    ours: () => {
      const data = Array.from({ length: 12 }, (_, i) => i + 1);
      return softmax({ data, dims: [4, 3], strides: [1, 4] }, { axis: 1 }).data.slice(0, 3);
    },
    right: [0.00032932, 0.01798029, 0.98169039],
    within: 1e-5,
  },
  {
    number: 27,
    where: 'onnx#3244',
    input: 'softmax of shape [1, 1023] along axis −2',
    was: 'not ones',
    ours: () => {
      const data = Array.from({ length: 1023 }, (_, i) => i);
      return softmax({ data, dims: [1, 1023] }, { axis: -2 }).data;
    },
    right: new Array(1023).fill(1),
  },
  {
    number: 28,
    where: 'sparsemax, tf-addons#2314',
    input: 'sparsemax([1.36762051e8, 1.59594639e8])',
    was: 'NaN',
    ours: () => sparsemax([1.36762051e8, 1.59594639e8]),
    right: [0, 1],
  },
  {
    number: 29,
    where: 'transformers#18976',
    input: 'top-p .8 of p = [.3, .1, .1, .5]',
    was: 'keeps 3',
    ours: () => topP([0.3, 0.1, 0.1, 0.5], 0.8),
    right: [1, 0, 0, 1],
  },
  {
    number: 30,
    where: 'vllm#15478',
    input: 'top-k 3 of logits [1, 2, 2, 2, 3]',
    was: 'keeps 4',
    ours: () => topK([1, 2, 2, 2, 3], 3),
    right: [0, 1, 1, 0, 1],
  },
  {
    number: 31,
    where: 'llama.cpp#5388',
    input: 'top-k 0',
    was: 'keeps 1',
    ours: () => topK([1, 2, 2, 2, 3], 0),
    right: [1, 1, 1, 1, 1],
  },
  {
    number: 32,
    where: 'gemma#562',
    input: 'temperature 0 of logits [1, 2]',
    was: 'NaN',
    ours: (of) => softmax(of([1, 2]), { temperature: 0 }),
    right: [0, 1],
  },
  {
    number: 33,
    where: 'mxnet#11016',
    input: 'softmax([1, 2, 3]) at T = 10 and at T = .1',
    was: '–',
    ours: (of) => [softmax(of([1, 2, 3]), { temperature: 10 }), softmax(of([1, 2, 3]), { temperature: 0.1 })],
    right: [
      [0.30060961, 0.33222499, 0.3671654],
      [2.06106005e-9, 4.53978686e-5, 0.9999546],
    ],
    within: 1e-7,
  },
  {
    number: 34,
    where: 'deepmd-kit#5717',
    input: 'segment softmax with a masked entry far above the kept ones',
    was: 'NaN in the segment',
    ours: (of) => softmax(of([7, 1, 1, 1e6, 3]), { segments: [0, 1, 4, 5], mask: [1, 1, 1, 0, 1] }),
    right: [1, 0.5, 0.5, 0, 1],
  },
  {
    number: 35,
    where: 'pytorch#22586',
    input: 'Gumbel-softmax, many draws',
    was: 'rare NaN',
    ours: () => {
      // A source that often gives the ends of its range, where −ln(−ln u) is infinite at 0 and would be at 1.
      const uniform = seededRandom(3);
      const rng = () => [0, 2 ** -53, 1 - 2 ** -53, uniform()][Math.floor(4 * uniform())];
      let broken = 0;
      for (let i = 0; i < 20_000; i += 1) {
        const p = gumbelSoftmax([1, 2, 3], { rng, temperature: 0.1 });
        if (!(Math.abs(p[0] + p[1] + p[2] - 1) < 1e-12)) broken += 1;
      }
      return broken;
    },
    right: 0,
  },
];
