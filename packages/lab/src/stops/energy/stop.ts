// Energy and heat: particles on levels, and what counting them gives.

import { energy as en } from '../../strings/en/energy.ts';
import { energy as ko } from '../../strings/ko/energy.ts';
import type { Stop } from '../stops.ts';
import Energy from './Energy.svelte';
import { answerOfCapacity, answerOfHeat, answerOfWays } from './model.ts';
import { presets } from './presets.ts';

const [start, , , pair] = presets;

export const stop: Stop = {
  component: Energy,
  strings: { en, ko },
  presets,
  questions: [
    {
      id: 'heat',
      answer: () => answerOfHeat().answer,
      facts: () => answerOfHeat().facts,
      state: { ...start.state, kelvin: 100_000, sweeps: 1000 },
    },
    {
      id: 'capacity',
      answer: () => answerOfCapacity().answer,
      facts: () => answerOfCapacity().facts,
      state: pair.state,
    },
    { id: 'ways', answer: answerOfWays, state: { ...start.state, particles: 100 } },
  ],
};
