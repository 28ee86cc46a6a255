// .npy files. Half of them have a changed header whose length is right, so that the reader gets as far as the false words.

import { mutate } from '../mutations/mutate.mjs';
import { judgeTensors, readTensors, TENSOR_TOKENS, tensorSeeds } from '../tensors.mjs';

export const reader = {
  name: 'tensor-npy',
  seeds: () => tensorSeeds(/\.npy$/),
  mutate: (random, seeds) => {
    if (random.chance(0.5)) return mutate(random, seeds, { tokens: TENSOR_TOKENS });
    const seed = random.pick(seeds);
    const length = seed.readUInt16LE(8);
    const header = mutate(random, [seed.subarray(10, 10 + length)], { tokens: TENSOR_TOKENS }).subarray(0, 65535);
    const size = Buffer.alloc(2);
    size.writeUInt16LE(header.length);
    const magic = Buffer.from([...seed.subarray(0, 6), 1, 0]);
    return Buffer.concat([magic, size, header, seed.subarray(10 + length)]);
  },
  read: readTensors,
  judge: judgeTensors,
};
