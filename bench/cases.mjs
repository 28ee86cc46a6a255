// What is measured: operations, dtypes, shapes, and the scores that fill them. Scores are N(0, 3) from a seed, so every
// peer, in this process or in Python's, gets the same bits; row r's target is class (7919·r) mod cols.
import { seededRandom } from 'bridle/sample';

export const OPS = ['softmax', 'logSoftmax', 'logSumExp', 'crossEntropy'];
export const DTYPES = ['float32', 'float64'];
export const SHAPES = [
  [1, 10],
  [1, 1000],
  [1024, 1000],
  [64, 32000],
  [8, 151936],
  [1, 2 ** 24],
  [2 ** 20, 10],
  [4096, 4096],
];

/** The shape as flags and rows spell it: 1024x1000. */
export function shapeName(shape) {
  return shape.join('x');
}

/** The shape as people read it: powers of two from 2¹⁶ as such, and squares. */
export function shapeTitle(name) {
  const [rows, cols] = name.split('x').map(Number);
  return rows === cols ? `${power(rows)}²` : `${power(rows)}×${power(cols)}`;
}

function power(n) {
  const exponent = Math.log2(n);
  if (n < 2 ** 16 || !Number.isInteger(exponent)) return String(n);
  return `2${[...String(exponent)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')}`;
}

/** An empty array of the dtype. */
export function emptyArray(dtype, length) {
  return dtype === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

/** Normal scores by Box and Muller's transform. Its logarithm may differ by an ulp between engines: scores only. */
export function normalScores(dtype, length, deviation, seed = 1) {
  const random = seededRandom(seed);
  const x = emptyArray(dtype, length);
  for (let i = 0; i < length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    x[i] = radius * Math.cos(angle);
    if (i + 1 < length) x[i + 1] = radius * Math.sin(angle);
  }
  return x;
}

export function uniformScores(dtype, length, low, high, seed = 2) {
  const random = seededRandom(seed);
  return emptyArray(dtype, length).map(() => low + (high - low) * random());
}

/** The class that each row should have. */
export function targets(rows, cols) {
  return Int32Array.from({ length: rows }, (_, r) => (r * 7919) % cols);
}

/** How many numbers an operation gives. */
export function resultLength(op, rows, cols) {
  return op === 'logSumExp' ? rows : rows * cols;
}
