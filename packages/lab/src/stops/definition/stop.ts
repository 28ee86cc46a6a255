// Definition: each stage from scores to probabilities.

import { probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import Definition from './Definition.svelte';
import { answerOfAdding, factsOfAdding } from './model.ts';
import { words } from './words.ts';

export const stop: Stop = {
  component: Definition,
  strings: words,
  presets: [
    { id: 'start', state: { scores: [1, 1, 3] } },
    { id: 'equal', state: { scores: [2, 2, 2] } },
    { id: 'negative', state: { scores: [-2, 0, 2] } },
    { id: 'added', state: { scores: [101, 101, 103] } },
    { id: 'huge', state: { scores: [1000, 1000, 1002] } },
  ],
  questions: [
    {
      id: 'adding',
      figure: 'definition',
      answer: answerOfAdding,
      facts: () => factsOfAdding().map(probability),
      state: { scores: [101, 101, 103] },
    },
  ],
};
