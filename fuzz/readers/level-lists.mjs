// Levels as people type them: `anti=0 gauche=0.9kcal/mol:2`.

import { judgeLevels, LEVEL_TOKENS, readList } from '../levels.mjs';
import { mutate } from '../mutations/mutate.mjs';
import { buffers } from '../seeds.mjs';

const TOKENS = [...LEVEL_TOKENS, '=', ':', ' ', 'kJ/mol', ':0', ':1/2', '::', 'a=b=0'];

export const reader = {
  name: 'level-lists',
  seeds: () =>
    buffers(
      '0 0.9:2',
      'anti=0 gauche=0.9kcal/mol:2',
      '0eV 0.25eV:3 x=1.5eV',
      '바닥=0cm-1:1 들뜬=3.8:3',
      '-1.5hartree −1.4',
    ),
  mutate: (random, seeds) => mutate(random, seeds, { tokens: TOKENS }),
  read: readList,
  judge: judgeLevels,
};
