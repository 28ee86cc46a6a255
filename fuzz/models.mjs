// Seeds and mutations of model files: small models written by the library, and changes of their JSON and of their bytes.

import { serializeModel } from 'bridle/learn';
import { mutateJson } from './mutations/json.mjs';
import { mutate } from './mutations/mutate.mjs';

const TOKENS = [
  '"format"',
  '"bridle-model"',
  '"version": 1',
  '"version": 3',
  '"reading"',
  'null',
  '{}',
  '[]',
  '"AAAAAAAA+H8="',
  '"AAAAAAAA8H8="',
  '=',
  '1e400',
  '-1',
  '0',
  '""',
  'true',
];

const training = {
  table: 'measurements.csv',
  rows: 120,
  l2: 0.004,
  C: 2,
  standardize: true,
  solver: 'newton',
  iterations: 6,
  converged: true,
  objective: 0.25,
  gradientNorm: 1e-12,
  gapBound: 1e-20,
  holdout: 0.2,
  seed: 7,
};

const reading = { missing: ['', 'NA', '없음'], exclude: ['id'] };

const numeric = { kind: 'numeric', name: 'length', fill: 1.5, mean: 2, scale: 0.5, hasMissing: true };
const categorical = { kind: 'categorical', name: '색', levels: ['빨강', 'blue', ''], hasMissing: false };

const date = {
  kind: 'date',
  name: '날짜',
  form: 'day-month-year',
  origin: 19000,
  parts: [
    { kind: 'categorical', name: 'month', levels: ['1', '2'], hasMissing: false },
    { kind: 'numeric', name: 'elapsed', fill: 1.5, mean: 2, scale: 0.5, hasMissing: true },
  ],
};

/** Weights that no rounding makes even. */
const numbers = (count) => Float64Array.from({ length: count }, (_, i) => (i % 2 ? -1 : 1) / (i + 3));

function model(features, width, over) {
  const classes = ['setosa', 'virginica', '셋'];
  const common = {
    format: 'bridle-model',
    version: 2,
    target: 'species',
    classes,
    reading,
    calibration: null,
    training,
  };
  const metrics = { rows: 30, accuracy: 0.9, logLoss: 0.3, brier: 0.2, ece: 0.05 };
  return { ...common, recipe: { features }, weights: numbers(3 * width), intercepts: numbers(3), metrics, ...over };
}

const curve = { x: [0, 0.5, 1], y: [0, 0.25, 1] };
const isotonic = { method: 'isotonic', curves: [curve, curve, { x: [0.5], y: [0.5] }] };
const vector = { method: 'vector', scale: [1, 0.5, 2], shift: [0, -1, 1] };

export const modelSeeds = () =>
  [
    model([numeric], 2, { calibration: { method: 'temperature', temperature: 0.75 } }),
    model([numeric], 2, { calibration: isotonic }),
    model([numeric, categorical], 5, { metrics: null, calibration: vector }),
    model([categorical, date], 7),
    model([categorical], 3, { training: { ...training, solver: 'lbfgs', C: null, gapBound: null } }),
  ].map((one) => Buffer.from(serializeModel(one)));

/** Half by the structure of JSON, half by bytes and words. */
export function mutateModel(random, seeds) {
  const structured = random.chance(0.5) ? mutateJson(random, random.pick(seeds)) : null;
  return structured ?? mutate(random, seeds, { tokens: TOKENS });
}
