// Overflow: softmax in four float formats, naive beside stable.

import { plain, probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import { answerOfAdding, answerOfBrainFloat, answerOfConfident } from './model.ts';
import Overflow from './Overflow.svelte';
import { presets, scores } from './presets.ts';
import { words } from './words.ts';

export const stop: Stop = {
  component: Overflow,
  strings: words,
  presets,
  questions: [
    {
      id: 'adding',
      figure: 'microscope',
      answer: () => answerOfAdding().answer,
      facts: () => answerOfAdding().facts.map(probability),
      state: { scores, shift: 100, format: 'f32' },
    },
    {
      id: 'brain',
      figure: 'thresholds',
      answer: () => answerOfBrainFloat().answer,
      facts: () => answerOfBrainFloat().facts.map(plain),
      state: { scores, shift: 10, format: 'bf16' },
    },
    {
      id: 'confident',
      figure: 'log-tail',
      answer: () => answerOfConfident().answer,
      facts: () => answerOfConfident().facts.map(plain),
      state: { gap: 40 },
    },
  ],
};
