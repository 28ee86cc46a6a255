// Levels under gzip and bzip2, and files whose name says nothing of what is in them.

import { gzipSync } from 'node:zlib';
import { exomolSeeds, judgeLevels, LEVEL_TOKENS, nistSeeds, readLevelsAs, tableSeeds, xyzSeeds } from '../levels.mjs';
import { BYTES, mutate, TEXT } from '../mutations/mutate.mjs';
import { exampleBytes } from '../seeds.mjs';

/** `E (eV),g` with the rows 0,1 and 0.25,3; and two short streams after each other. */
const BZIP2 = [
  'QlpoOTFBWSZTWf7da1sAAAhfAAAQQGV6AAIAAQACgCAAIhGg09GUKYAAUi9miM+arwYS18XckU4UJD+3WtbA',
  'QlpoMTFBWSZTWcNJ7ZUAAAHZgAAQAARAACAhBAAgACIYAhgC0rLhdyRThQkMNJ7ZUEJaaDkxQVkmU1l7yG9LAAAGWYAAEEAFwCAqzoIAIAAxQ00wAFDEyYTalK7FxXih6EkXY38XckU4UJB7yG9L',
];

const texts = () => [...tableSeeds(), ...nistSeeds(), ...exomolSeeds(), ...xyzSeeds()];

const TOKENS = ['BZh9', '1AY&SY', '\x1f\x8b\x08', 'PAR1'];

export const reader = {
  name: 'level-packed',
  seeds: () => ({
    texts: texts(),
    packed: [
      ...texts().map((text) => gzipSync(text)),
      ...BZIP2.flatMap((text) => Array(6).fill(Buffer.from(text, 'base64'))),
      exampleBytes('carbon-monoxide/co.states.bz2'),
    ],
  }),
  mutate: (random, seeds) => {
    const choice = random.below(4);
    if (choice === 0) return mutate(random, seeds.packed, { tokens: TOKENS, mutations: BYTES });
    const text = mutate(random, seeds.texts, { tokens: LEVEL_TOKENS, mutations: TEXT });
    if (choice === 1) return text;
    const packed = gzipSync(text, { level: 1 });
    return choice === 2 || random.chance(0.5) ? packed : Buffer.concat([packed, gzipSync(random.pick(seeds.texts))]);
  },
  read: readLevelsAs('levels'),
  judge: judgeLevels,
};
