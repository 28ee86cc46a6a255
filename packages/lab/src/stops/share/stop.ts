// Share against softmax, on the same scores.

import { share as en } from '../../strings/en/share.ts';
import { share as ko } from '../../strings/ko/share.ts';
import type { Stop } from '../stops.ts';
import { agreement, answerOfDoubling, answerOfPlusOne } from './model.ts';
import Share from './Share.svelte';

export const stop: Stop = {
  component: Share,
  strings: { en, ko },
  presets: [
    { id: 'start', state: { scores: [1, 1, 3], temperature: 1 } },
    { id: 'agree', state: { scores: [1, 1, 3], temperature: agreement([1, 1, 3])! } },
    { id: 'cold', state: { temperature: 0 } },
    { id: 'hot', state: { temperature: Number.POSITIVE_INFINITY } },
    { id: 'far', state: { scores: [1, 1, 10], temperature: 1 } },
    { id: 'scaled', state: { scores: [10, 10, 30], temperature: 1 } },
    { id: 'negative', state: { scores: [-1, 1, 3], temperature: 1 } },
  ],
  questions: [
    {
      id: 'near',
      answer: () => answerOfPlusOne(3).answer,
      facts: () => answerOfPlusOne(3).facts,
      state: { scores: [1, 1, 3], temperature: 1, watched: 2 },
    },
    {
      id: 'far',
      answer: () => answerOfPlusOne(10).answer,
      facts: () => answerOfPlusOne(10).facts,
      state: { scores: [1, 1, 10], temperature: 1, watched: 2 },
    },
    {
      id: 'doubled',
      answer: () => answerOfDoubling().answer,
      facts: () => answerOfDoubling().facts,
      state: { scores: [1, 1, 3], temperature: 1, scale: 2 },
    },
  ],
};
