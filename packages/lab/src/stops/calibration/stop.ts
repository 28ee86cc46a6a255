// Calibration: whether probabilities are what they say, and what to do where they are not.

import { plain, probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import Calibration from './Calibration.svelte';
import { answerOfLoss, answerOfNone, answerOfThreshold } from './model.ts';
import { words } from './words.ts';

export const stop: Stop = {
  component: Calibration,
  strings: words,
  presets: [
    { id: 'start', state: { temperature: 1, threshold: 0.8 } },
    { id: 'cold', state: { temperature: 0.4 } },
    { id: 'hot', state: { temperature: 3 } },
    { id: 'strict', state: { temperature: 1, threshold: 0.99 } },
    { id: 'heart', state: { temperature: 1, thing: 'heart' } },
    { id: 'nothing', state: { temperature: 1, thing: 'nothing' } },
  ],
  questions: [
    { id: 'meaning', figure: 'reliability', answer: () => 1, state: { temperature: 1 } },
    {
      id: 'loss',
      figure: 'loss-temperature',
      answer: () => answerOfLoss().answer,
      facts: () => answerOfLoss().facts.map(plain),
      state: { temperature: 1 },
    },
    {
      id: 'threshold',
      figure: 'threshold',
      answer: () => answerOfThreshold().answer,
      facts: () => answerOfThreshold().facts.map(probability),
      state: { temperature: 1, threshold: 0.8 },
    },
    { id: 'none', figure: 'no-digit', answer: answerOfNone, state: { temperature: 1, thing: 'heart' } },
  ],
};
