// .npz files: mutated as they are, or with a mutated array inside whose sizes and checksum are right.

import { deflateRawSync } from 'node:zlib';
import { mutate } from '../mutations/mutate.mjs';
import { crc32, judgeTensors, readTensors, TENSOR_TOKENS, tensorSeeds } from '../tensors.mjs';

export const reader = {
  name: 'tensor-npz',
  seeds: () => ({ archives: tensorSeeds(/\.npz$/), arrays: tensorSeeds(/\.npy$/) }),
  mutate: (random, { archives, arrays }) => {
    if (random.chance(0.6)) return mutate(random, archives, { tokens: TENSOR_TOKENS });
    return zipOf(mutate(random, arrays, { tokens: TENSOR_TOKENS }), random.chance(0.5));
  },
  read: readTensors,
  judge: judgeTensors,
};

/** An archive of one entry. */
function zipOf(data, deflated) {
  const body = deflated ? deflateRawSync(data, { level: 1 }) : data;
  const name = Buffer.from('a.npy');
  const common = Buffer.alloc(26);
  common.writeUInt16LE(deflated ? 8 : 0, 4);
  common.writeUInt32LE(crc32(data), 10);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(data.length, 18);
  common.writeUInt16LE(name.length, 22);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + body.length, 16);
  const record = [Buffer.from('PK\u0001\u0002\u0014\u0000'), common, Buffer.alloc(14), name];
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, body, ...record, end]);
}
