// From Boltzmann to Luce to Bridle: the same bars under three names.

import { probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import { luceAgrees } from './model.ts';
import Timeline from './Timeline.svelte';
import { words } from './words.ts';

export const stop: Stop = {
  component: Timeline,
  strings: words,
  presets: [
    { id: 'start', state: { scores: [1, 1, 3], reading: 'boltzmann' } },
    { id: 'ladder', state: { scores: [4, 3, 2, 1, 0], reading: 'boltzmann' } },
    { id: 'equal', state: { scores: [0, 0, 0], reading: 'luce' } },
  ],
  questions: [
    { id: 'named', figure: 'history', answer: () => 2, state: { reading: 'bridle' } },
    {
      id: 'luce',
      figure: 'timeline',
      answer: () => luceAgrees().answer,
      facts: () => luceAgrees().facts.map(probability),
      state: { scores: [1, 1, 3], reading: 'luce' },
    },
  ],
};
