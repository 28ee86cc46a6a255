// .safetensors files. Half of them have a header that is changed as JSON and whose length is right.

import { mutateJson } from '../mutations/json.mjs';
import { mutate } from '../mutations/mutate.mjs';
import { judgeTensors, readTensors, TENSOR_TOKENS, tensorSeeds } from '../tensors.mjs';

/** Two tensors, so that a changed number is one of few. */
function small() {
  const json = Buffer.from(
    '{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]}}',
  );
  return framed(json, Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7)));
}

function framed(json, data) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, data]);
}

export const reader = {
  name: 'tensor-safetensors',
  seeds: () => [small(), small(), ...tensorSeeds(/\.safetensors$/)],
  mutate: (random, seeds) => {
    if (random.chance(0.5)) return mutate(random, seeds, { tokens: TENSOR_TOKENS });
    const seed = random.pick(seeds);
    const length = 8 + Number(seed.readBigUInt64LE());
    const header = seed.subarray(8, length);
    const json = random.chance(0.6) ? mutateJson(random, header) : null;
    return framed(json ?? mutate(random, [header], { tokens: TENSOR_TOKENS }), seed.subarray(length));
  },
  read: readTensors,
  judge: judgeTensors,
};
