// Counts and populations of levels from a table, for the inverse questions.

import { readPopulations } from '@bridle/pipeline';
import { mutate } from '../mutations/mutate.mjs';
import { buffers } from '../seeds.mjs';
import { CSV_TOKENS } from '../tables.mjs';

const TOKENS = [...CSV_TOKENS, 'count', 'population (%)', 'g', 'J', '1/2', 'name', '0', '-1', '1e150', '개수'];

export const reader = {
  name: 'populations',
  seeds: () =>
    buffers(
      'name,count\nanti,61\ngauche,39\n',
      'level;population (%);g\n0;61,5;1\n1;38,5;2\n',
      '상태,개수,축퇴도\n바닥,100,1\n들뜬,20,3\n',
      'state\tJ\tintensity\na\t1/2\t0.7\nb\t3/2\t0.3\n',
    ),
  mutate: (random, seeds) => mutate(random, seeds, { tokens: TOKENS }),
  read: (_, { file, random }) => readPopulations(file('seen.csv'), random.variant % 4 === 0 ? { column: 'count' } : {}),
  judge: (seen) => {
    if (seen === null) return null;
    const { values, names, degeneracies } = seen;
    if (!values.every((x) => x >= 0 && x < Infinity)) return 'a population is none';
    if (names && (names.length !== values.length || names.some((name) => typeof name !== 'string')))
      return 'its names do not fit';
    if (degeneracies && degeneracies.length !== values.length) return 'its degeneracies do not fit';
    return null;
  },
};
