// Tables as CSV.

import { mutate } from '../mutations/mutate.mjs';
import { CSV_TOKENS, csvSeeds, judgeTable, readAs } from '../tables.mjs';

export const reader = {
  name: 'csv',
  seeds: csvSeeds,
  mutate: (random, seeds) => mutate(random, seeds, { tokens: CSV_TOKENS }),
  read: readAs('input.csv'),
  judge: judgeTable,
};
