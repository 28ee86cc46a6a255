// The inputs of the largest errors that tools/worst-errors.mjs found, by the subject's name. `before` is the error of a
// version that exceeded its bound there; `least` is about the error now, with the arithmetic 'reproducible'.

import type { Case } from '../helpers/worst-errors/search.ts';

export type WorstRow = { subject: string; before?: number; least: number; at: Case };

export const worstRows: readonly WorstRow[] = [
  // Products of exponentials and weights were rounded before they were scaled.
  {
    subject: 'softmax float64 weights kernels',
    before: 3.91,
    least: 1.91,
    at: {
      x: [6.960634307814388, 7.723316527603337, 8.307736194001754, 8.050021355230673],
      weights: [670756561785260, 0.2723112433703949, 0.056487505636336616, 0.2703980344287069],
    },
  },
  {
    subject: 'softmax float64 weights kernels',
    least: 1.52,
    at: { x: [-0.604, -2.197, -0.191, -0.419], weights: [5.28, 2.64, 3.88, 5.22] },
  },
  // Near 1 the series of ln(1 + f) takes the last thousandth of an ulp.
  { subject: 'log float64 reference', least: 0.5013, at: { x: 0.9982580624116552 } },
  // Quotients beyond 10¹²⁰ were plain float64.
  {
    subject: 'crossEntropy temperature reference',
    before: 1.46,
    least: 0.46,
    at: {
      x: [-1.1783210686513948e146, -1.1783211394688326e146, 2.896969470213014e146],
      label: 0,
      temperature: 1.0282085266791627,
    },
  },
  // Subnormal probabilities were rounded before they were divided by a small T.
  {
    subject: 'crossEntropy.gradient temperature reference',
    before: 29.8,
    least: 0.37,
    at: {
      x: [11.159242812444976, -0.03408990883609202, -0.9394242592334736],
      label: 1,
      temperature: 0.016943076102325195,
    },
  },
  // Products beyond 10²⁷⁰ were plain float64.
  {
    subject: 'crossEntropy smoothing reference',
    before: 3.01,
    least: 0.01,
    at: {
      x: [-3.7164747835148573e288, -2.652509985454086e291],
      label: 0,
      labelSmoothing: 0.020503744069891573,
      classWeights: [68.34230895151887, 24.491223313121637],
    },
  },
  // The series of ln(1 + r) ended too early for |r| near 1/16.
  {
    subject: 'klDivergence, both sums 1',
    before: 0.76,
    least: 0.23,
    at: { p: [1.4756020646390022e-8, 1.0040793482279002], q: [1.560951466401604e-8, 1.0000685634366242] },
  },
  // The class's entry was a product of three rounded factors, one of them 1/T over the number of rows.
  {
    subject: 'crossEntropy.gradient float64 kernels',
    before: 4.32,
    least: 1.32,
    at: {
      x: [12.73872543135581, 1.200924086518584, -10.307381277166439, 183.1688385540771],
      label: 3,
      temperature: 14.773511608787796,
      count: 4.8,
    },
  },
  // A small exponential lost its bits before a large weight made it as large as the others.
  {
    subject: 'logSumExp.signed',
    before: Infinity,
    least: 0.11,
    at: { x: [0, -260.654], weights: [-5.6346e-116, 0.0089427] },
  },
  // The largest that the search found since.
  {
    subject: 'softmax float64 plain kernels',
    least: 2.51,
    at: { x: [707.7701823551816, 676.297002, -0.22156533310797083, 676.29701, 699.7014332759896] },
  },
  {
    subject: 'softmax float32 weights kernels',
    least: 0.586,
    at: { x: [0.078, -1.2291213, 4e-11], weights: [0.1, 2.947218524e25, 3.55693221] },
  },
  {
    subject: 'logSumExp float64 temperature kernels',
    least: 3.26,
    at: {
      x: [3.901846e-14, -103.479580330051, -103.502232875267, -103.536703407503, -59.57420800483154],
      temperature: 3.741952650637671,
    },
  },
  {
    subject: 'crossEntropy float64 kernels',
    least: 2.88,
    at: { x: [-1.26e-13, 1e-24, -4.65635332329292], label: 0, temperature: 16.949421156487176 },
  },
];
