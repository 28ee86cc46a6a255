// The arrays of scikit-learn in .npz, mutated as they are, or array by array in archives whose sizes and checksums are right.

import { readTensorFile } from 'bridle/tensor-files';
import { fromNpz } from '../../packages/pipeline/dist/import/read-sklearn.js';
import { asModel, importSeeds, judgeModel } from '../imports.mjs';
import { mutate } from '../mutations/mutate.mjs';
import { TENSOR_TOKENS, zipOf } from '../tensors.mjs';

export const reader = {
  name: 'import-npz',
  seeds: async () => {
    const archives = importSeeds(/\.npz$/);
    return { archives, members: await Promise.all(archives.map(membersOf)) };
  },
  mutate: (random, { archives, members }) => {
    if (random.chance(0.4)) return mutate(random, archives, { tokens: TENSOR_TOKENS });
    const entries = random.pick(members);
    const one = random.pick(entries);
    const bytes = mutate(random, [one.bytes], { tokens: TENSOR_TOKENS });
    return zipOf(entries.map((entry) => (entry === one ? { name: entry.name, bytes } : entry)));
  },
  read: async (bytes) => asModel(await fromNpz('model', bytes)),
  judge: judgeModel,
};

/** The .npy files of an archive that is stored, as numpy.savez writes it. */
async function membersOf(archive) {
  const members = [];
  for (const name of (await readTensorFile(archive, { texts: true })).keys()) {
    const local = archive.indexOf(`${name}.npy`) - 30;
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const central = archive.lastIndexOf(`${name}.npy`) - 46;
    members.push({ name: `${name}.npy`, bytes: archive.subarray(start, start + archive.readUInt32LE(central + 20)) });
  }
  return members;
}
