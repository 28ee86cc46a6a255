// Tables as JSON: an array of objects, or objects after each other.

import { jsonlSeeds, jsonSeeds, judgeTable, mutateJsonOrText, readAs } from '../tables.mjs';

export const reader = {
  name: 'json',
  seeds: () => [...jsonSeeds(), ...jsonSeeds(), ...jsonlSeeds()],
  mutate: mutateJsonOrText,
  read: readAs('input.json'),
  judge: judgeTable,
};
