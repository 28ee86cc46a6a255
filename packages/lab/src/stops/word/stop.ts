// The next word: what temperature, top-k, top-p, min-p and sparsemax make of the logits of a language model.

import { plain, probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import { answerOfCold, answerOfCuts, answerOfHeat } from './model.ts';
import Word from './Word.svelte';
import { words } from './words.ts';

const start = { temperature: 1, topk: 0, topp: 1, minp: 0, rule: 'softmax', draws: 20 } as const;

export const stop: Stop = {
  component: Word,
  strings: words,
  presets: [
    { id: 'start', state: start },
    { id: 'cold', state: { ...start, temperature: 0.3 } },
    { id: 'hot', state: { ...start, temperature: 3 } },
    { id: 'topk', state: { ...start, topk: 5 } },
    { id: 'topp', state: { ...start, topp: 0.5 } },
    { id: 'minp', state: { ...start, temperature: 2, minp: 0.1 } },
    { id: 'sparsemax', state: { ...start, rule: 'sparsemax' } },
  ],
  questions: [
    {
      id: 'cold',
      figure: 'candidates',
      answer: () => answerOfCold().answer,
      facts: () => answerOfCold().facts.map(probability),
      state: { ...start, temperature: 0.5 },
    },
    { id: 'heat', figure: 'texts', answer: answerOfHeat, state: { ...start, temperature: 5 } },
    {
      id: 'cuts',
      figure: 'ranks',
      answer: () => answerOfCuts().answer,
      facts: () => answerOfCuts().facts.map(plain),
      state: { ...start, topp: 0.9 },
    },
  ],
};
