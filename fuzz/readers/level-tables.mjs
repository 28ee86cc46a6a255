// Levels from CSV, TSV and lists of numbers.

import { judgeLevels, LEVEL_TOKENS, readLevelsAs, tableSeeds } from '../levels.mjs';
import { mutate } from '../mutations/mutate.mjs';

export const reader = {
  name: 'level-tables',
  seeds: tableSeeds,
  mutate: (random, seeds) => mutate(random, seeds, { tokens: LEVEL_TOKENS }),
  read: readLevelsAs('levels.csv'),
  judge: judgeLevels,
};
