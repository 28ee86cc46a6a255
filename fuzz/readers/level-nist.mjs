// Levels as the NIST Atomic Spectra Database gives them out.

import { judgeLevels, LEVEL_TOKENS, nistSeeds, readLevelsAs } from '../levels.mjs';
import { mutate } from '../mutations/mutate.mjs';

export const reader = {
  name: 'level-nist',
  seeds: nistSeeds,
  mutate: (random, seeds) => mutate(random, seeds, { tokens: LEVEL_TOKENS }),
  read: readLevelsAs('levels.txt'),
  judge: judgeLevels,
};
