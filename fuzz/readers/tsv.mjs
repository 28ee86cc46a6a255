// Tables as TSV.

import { mutate } from '../mutations/mutate.mjs';
import { CSV_TOKENS, judgeTable, readAs, tsvSeeds } from '../tables.mjs';

export const reader = {
  name: 'tsv',
  seeds: tsvSeeds,
  mutate: (random, seeds) => mutate(random, seeds, { tokens: CSV_TOKENS }),
  read: readAs('input.tsv'),
  judge: judgeTable,
};
