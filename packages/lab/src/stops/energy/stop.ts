// Energy and heat: particles on levels, and what counting them gives.

import { plain, probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import Energy from './Energy.svelte';
import { answerOfCapacity, answerOfHeat, answerOfOne, answerOfWays } from './model.ts';
import { presets } from './presets.ts';
import { MOST_SWEEPS } from './walk.ts';
import { words } from './words.ts';

const [start, , , pair] = presets;

export const stop: Stop = {
  component: Energy,
  strings: words,
  presets,
  questions: [
    {
      id: 'heat',
      figure: 'ladder',
      answer: () => answerOfHeat().answer,
      facts: () => answerOfHeat().facts.map(probability),
      state: { ...start.state, kelvin: 100_000, sweeps: 1000 },
    },
    {
      id: 'one',
      figure: 'follow',
      answer: () => answerOfOne().answer,
      facts: () => answerOfOne().facts.map(probability),
      state: { ...start.state, particles: 100, seed: 1, sweeps: MOST_SWEEPS },
    },
    {
      id: 'capacity',
      figure: 'curves',
      answer: () => answerOfCapacity().answer,
      facts: () => answerOfCapacity().facts.map(plain),
      state: pair.state,
    },
    { id: 'ways', figure: 'knowing', answer: answerOfWays, state: { ...start.state, particles: 100 } },
  ],
};
