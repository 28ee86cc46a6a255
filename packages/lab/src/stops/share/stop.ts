// Share against softmax, on the same scores.

import { points, probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import { agreement, answerOfDoubling, answerOfPlusOne, answerOfSame } from './model.ts';
import Share from './Share.svelte';
import { words } from './words.ts';

export const stop: Stop = {
  component: Share,
  strings: words,
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
      id: 'same',
      figure: 'share',
      answer: () => answerOfSame().answer,
      facts: () => answerOfSame().facts.map(probability),
      state: { scores: [1, 1, 3], temperature: 1 },
    },
    {
      id: 'near',
      figure: 'plus-one',
      answer: () => answerOfPlusOne(3).answer,
      facts: () => answerOfPlusOne(3).facts.map(points),
      state: { scores: [1, 1, 3], temperature: 1, watched: 2 },
    },
    {
      id: 'far',
      figure: 'reaction',
      answer: () => answerOfPlusOne(10).answer,
      facts: () => answerOfPlusOne(10).facts.map(points),
      state: { scores: [1, 1, 10], temperature: 1, watched: 2 },
    },
    {
      id: 'doubled',
      figure: 'triangle',
      answer: () => answerOfDoubling().answer,
      facts: () => answerOfDoubling().facts.map(probability),
      state: { scores: [1, 1, 3], temperature: 1, scale: 2 },
    },
  ],
};
