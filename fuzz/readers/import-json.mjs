// The arrays of scikit-learn in JSON.

import { fromJson } from '../../packages/pipeline/dist/import/read-sklearn.js';
import { asModel, importSeeds, judgeModel } from '../imports.mjs';
import { mutateJson } from '../mutations/json.mjs';
import { mutate } from '../mutations/mutate.mjs';

const TOKENS = [
  '"coef_"',
  '"classes_"',
  '"__proto__":[[1]]',
  'null',
  '[]',
  '[[]]',
  '1e999',
  '-1',
  '""',
  '{}',
  '"weights":[[1]]',
];

export const reader = {
  name: 'import-json',
  seeds: () => importSeeds(/^sklearn.*\.json$/),
  mutate: (random, seeds) => {
    const structured = random.chance(0.5) ? mutateJson(random, random.pick(seeds)) : null;
    return structured ?? mutate(random, seeds, { tokens: TOKENS });
  },
  read: (bytes) => asModel(fromJson('model', bytes.toString('utf8'))),
  judge: judgeModel,
};
