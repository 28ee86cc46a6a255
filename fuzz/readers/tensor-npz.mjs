// .npz files: mutated as they are, or with a mutated array inside whose sizes and checksum are right.

import { mutate } from '../mutations/mutate.mjs';
import { judgeTensors, readTensors, TENSOR_TOKENS, tensorSeeds, zipOf } from '../tensors.mjs';

export const reader = {
  name: 'tensor-npz',
  seeds: () => ({ archives: tensorSeeds(/\.npz$/), arrays: tensorSeeds(/\.npy$/) }),
  mutate: (random, { archives, arrays }) => {
    if (random.chance(0.6)) return mutate(random, archives, { tokens: TENSOR_TOKENS });
    const bytes = mutate(random, arrays, { tokens: TENSOR_TOKENS });
    return zipOf([{ name: 'a.npy', bytes }], random.chance(0.5));
  },
  read: readTensors,
  judge: judgeTensors,
};
