// Overflow: softmax in four float formats, naive beside stable.

import { overflow as en } from '../../strings/en/overflow.ts';
import { overflow as ko } from '../../strings/ko/overflow.ts';
import type { Stop } from '../stops.ts';
import { answerOfAdding, answerOfBrainFloat, answerOfConfident } from './model.ts';
import Overflow from './Overflow.svelte';
import { presets, scores } from './presets.ts';

export const stop: Stop = {
  component: Overflow,
  strings: { en, ko },
  presets,
  questions: [
    {
      id: 'adding',
      answer: () => answerOfAdding().answer,
      facts: () => answerOfAdding().facts,
      state: { scores, shift: 100, format: 'f32' },
    },
    {
      id: 'brain',
      answer: () => answerOfBrainFloat().answer,
      facts: () => answerOfBrainFloat().facts,
      state: { scores, shift: 10, format: 'bf16' },
    },
    {
      id: 'confident',
      answer: () => answerOfConfident().answer,
      facts: () => answerOfConfident().facts,
      state: { gap: 40 },
    },
  ],
};
