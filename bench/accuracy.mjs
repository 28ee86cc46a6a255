// The errors: largest ulp of every variant's results (for cross-entropy, of its gradient) against the core's reference in
// float64, whose own errors are tested against MPFR; and what everyone makes of the edges.
import { emptyArray, normalScores, targets, uniformScores } from './cases.mjs';
import { openEach } from './peers.mjs';
import { rounded } from './statistics.mjs';
import { reasonOf } from './turns.mjs';
import { largestUlp } from './ulp.mjs';

export const INPUTS = [
  { input: 'N(0, 3)', rows: 1000, cols: 1000, scores: (dtype, n) => normalScores(dtype, n, 3) },
  { input: 'uniform [−80, 20]', rows: 1000, cols: 1000, scores: (dtype, n) => uniformScores(dtype, n, -80, 20) },
  { input: 'one row of 2²⁴, N(0, 3)', rows: 1, cols: 2 ** 24, scores: (dtype, n) => normalScores(dtype, n, 3) },
  { input: 'constant row of 2²² under its maximum', rows: 1, cols: 2 ** 22, scores: plateau },
  { input: 'ascending row of 2²⁰', rows: 1, cols: 2 ** 20, scores: (dtype, n) => ramp(dtype, n, -60, 60) },
];

const EDGES = [
  { op: 'softmax', scores: [1000, 1000] },
  { op: 'softmax', scores: [Infinity, 0] },
  { op: 'softmax', scores: [-Infinity, 0] },
  { op: 'logSoftmax', scores: [0, -40] },
  { op: 'logSumExp', scores: [-Infinity, -Infinity] },
  { op: 'logSumExp', scores: [Infinity, 0] },
];

/** All equal but for the first: sums of one rounded number add its rounding up. (Without the maximum, e⁰ sums exactly.) */
function plateau(dtype, length) {
  const x = emptyArray(dtype, length);
  x[0] = 1;
  return x;
}

function ramp(dtype, length, low, high) {
  return emptyArray(dtype, length).map((_, i) => low + ((high - low) * i) / (length - 1));
}

/** Rows of kind 'ulp'. `truth(request)` computes the results in float64. */
export async function measureErrors(peers, { dtypes, ops }, inputs, truth) {
  const rows = [];
  for (const dtype of dtypes) {
    for (const { input, rows: count, cols, scores } of inputs) {
      const x = scores(dtype, count * cols);
      for (const op of ops) {
        console.error(`bench: errors of ${op} ${dtype}, ${input}`);
        const request = { op, dtype, rows: count, cols, x, target: targets(count, cols) };
        const exact = truth(request);
        const cells = await results(peers, request, (y, { variant }) => {
          if (variant === 'reference' && dtype === 'float64') throw new Error('is the truth here');
          const { ulp, ...counts } = largestUlp(y, exact, dtype);
          return { ulp: rounded(ulp), ...counts };
        });
        rows.push(...cells.map((cell) => ({ kind: 'ulp', op, dtype, input, ...cell })));
      }
    }
  }
  return rows;
}

/** Rows of kind 'edge': what each gives for rows of two, as text (JSON has no NaN). */
export async function measureEdges(peers, { ops }) {
  const rows = [];
  for (const { op, scores } of EDGES.filter((edge) => ops.includes(edge.op))) {
    const request = { op, dtype: 'float32', rows: 1, cols: 2, x: Float32Array.from(scores), target: null };
    const cells = await results(peers, request, (y) => ({ result: Array.from(y, edgeText).join(' ') }));
    rows.push(...cells.map((cell) => ({ kind: 'edge', op, dtype: 'float32', input: scores.join(' '), ...cell })));
  }
  return rows;
}

async function results(peers, request, judge) {
  const cells = [];
  for await (const { task, ...cell } of openEach(peers, request)) {
    try {
      cells.push(task ? { ...cell, ...judge(await task.result(), cell) } : cell);
    } catch (error) {
      cells.push({ ...cell, reason: reasonOf(error) });
    }
    await task?.close();
  }
  return cells;
}

function edgeText(value) {
  return Object.is(value, -0) ? '-0' : String(Number(value.toPrecision(4)));
}
