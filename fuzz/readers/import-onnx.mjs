// Linear classifiers in ONNX.

import { fromOnnx } from '../../packages/pipeline/dist/import/read-onnx.js';
import { asModel, importSeeds, judgeModel } from '../imports.mjs';
import { mutate } from '../mutations/mutate.mjs';

const TOKENS = [
  'MatMul',
  'Softmax',
  'Sigmoid',
  'Add',
  'Scaler',
  'Concat',
  'Cast',
  'SOFTMAX',
  'raw_scores',
  'X',
  '\u0008\u00ff',
];

export const reader = {
  name: 'import-onnx',
  seeds: () => importSeeds(/\.onnx$/),
  mutate: (random, seeds) => mutate(random, seeds, { tokens: TOKENS }),
  read: (bytes) => asModel(fromOnnx('model', bytes)),
  judge: judgeModel,
};
