// Real digits: a classifier that is trained in the page, and asked about what the reader draws.

import { probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import Digits from './Digits.svelte';
import { doubtful, fooling, sure } from './examples.ts';
import { answerOfNothing, answerOfTemperature, answerOfValues } from './model.ts';
import { words } from './words.ts';

export const stop: Stop = {
  component: Digits,
  strings: words,
  presets: [
    { id: 'doubtful', state: { picture: doubtful, temperature: 1 } },
    { id: 'sure', state: { picture: sure, temperature: 1 } },
    { id: 'fooling', state: { picture: fooling, temperature: 1 } },
    { id: 'nothing', state: { picture: [], temperature: 1 } },
    { id: 'cold', state: { temperature: 0.3 } },
    { id: 'hot', state: { temperature: 5 } },
  ],
  questions: [
    {
      id: 'temperature',
      figure: 'held-out',
      answer: () => answerOfTemperature().answer,
      facts: () => answerOfTemperature().facts.map(probability),
      state: { picture: doubtful, temperature: 2 },
    },
    { id: 'values', figure: 'weights', answer: answerOfValues, state: { picture: sure, temperature: 1 } },
    { id: 'nothing', figure: 'digit', answer: answerOfNothing, state: { picture: [], temperature: 1 } },
  ],
};
