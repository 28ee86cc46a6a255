// The text of a model file. A model that is accepted must be the same after it is written and read again.

import { parseModel, serializeModel } from 'bridle/learn';
import { modelSeeds, mutateModel } from '../models.mjs';

export const reader = {
  name: 'model-text',
  seeds: modelSeeds,
  mutate: mutateModel,
  read: (bytes) => parseModel(bytes.toString('utf8')),
  judge: (model) => {
    const text = serializeModel(model);
    return serializeModel(parseModel(text)) === text ? null : 'it is another model once it is written and read';
  },
};
