// From Boltzmann to Luce to Bridle: the same bars under three names.

import { timeline as en } from '../../strings/en/timeline.ts';
import { timeline as ko } from '../../strings/ko/timeline.ts';
import type { Stop } from '../stops.ts';
import { luceAgrees } from './model.ts';
import Timeline from './Timeline.svelte';

export const stop: Stop = {
  component: Timeline,
  strings: { en, ko },
  presets: [
    { id: 'start', state: { scores: [1, 1, 3], reading: 'boltzmann' } },
    { id: 'ladder', state: { scores: [4, 3, 2, 1, 0], reading: 'boltzmann' } },
    { id: 'equal', state: { scores: [0, 0, 0], reading: 'luce' } },
  ],
  questions: [
    { id: 'named', answer: () => 2, state: { reading: 'bridle' } },
    {
      id: 'luce',
      answer: () => luceAgrees().answer,
      facts: () => luceAgrees().facts,
      state: { scores: [1, 1, 3], reading: 'luce' },
    },
  ],
};
