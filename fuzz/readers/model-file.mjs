// A model file as `bridle predict` opens it.

import { readModel } from '@bridle/pipeline';
import { modelSeeds, mutateModel } from '../models.mjs';

export const reader = {
  name: 'model-file',
  seeds: modelSeeds,
  mutate: mutateModel,
  read: (_, { file }) => readModel(file('input.model.json')),
};
