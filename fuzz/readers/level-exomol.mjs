// Levels from ExoMol's .states files.

import { exomolSeeds, judgeLevels, LEVEL_TOKENS, readLevelsAs } from '../levels.mjs';
import { mutate } from '../mutations/mutate.mjs';

export const reader = {
  name: 'level-exomol',
  seeds: exomolSeeds,
  mutate: (random, seeds) => mutate(random, seeds, { tokens: LEVEL_TOKENS }),
  read: readLevelsAs('levels.states'),
  judge: judgeLevels,
};
