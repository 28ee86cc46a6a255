// Conformers from XYZ frames.

import { judgeLevels, LEVEL_TOKENS, readLevelsAs, xyzSeeds } from '../levels.mjs';
import { mutate } from '../mutations/mutate.mjs';

export const reader = {
  name: 'level-xyz',
  seeds: xyzSeeds,
  mutate: (random, seeds) => mutate(random, seeds, { tokens: LEVEL_TOKENS }),
  read: readLevelsAs('levels.xyz'),
  judge: judgeLevels,
};
