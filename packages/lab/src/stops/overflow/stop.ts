// Overflow: softmax in four float formats, naive beside stable.

import { overflow as en } from '../../strings/en/overflow.ts';
import { overflow as ko } from '../../strings/ko/overflow.ts';
import type { Stop } from '../stops.ts';
import { answerOfAdding, answerOfBrainFloat, answerOfConfident } from './model.ts';
import Overflow from './Overflow.svelte';

const scores = [1, 1, 3];

export const stop: Stop = {
  component: Overflow,
  strings: { en, ko },
  presets: [
    { id: 'start', state: { scores, shift: 88, format: 'f32' } },
    { id: 'half', state: { scores, shift: 10, format: 'f16' } },
    { id: 'double', state: { scores, shift: 707, format: 'f64' } },
    { id: 'sum', state: { scores: [10.5, 10.5, 11], shift: 0, format: 'f16' } },
    { id: 'nothing', state: { scores, shift: -800, format: 'f64' } },
    { id: 'lossy', state: { scores: [0, 80, 110], shift: 0, format: 'f32' } },
    { id: 'coarse', state: { scores, shift: 5000, format: 'f16' } },
  ],
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
