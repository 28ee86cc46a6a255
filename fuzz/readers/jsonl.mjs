// Tables as lines of JSON.

import { jsonlSeeds, judgeTable, mutateJsonOrText, readAs } from '../tables.mjs';

export const reader = {
  name: 'jsonl',
  seeds: jsonlSeeds,
  mutate: mutateJsonOrText,
  read: readAs('input.jsonl'),
  judge: judgeTable,
};
