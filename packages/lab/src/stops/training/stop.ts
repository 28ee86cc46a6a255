// Training: points in the plane, six lanes of gradient descent with one learning rate, and Newton's method beside them.

import { plain, probability } from '../../ui/format.ts';
import type { Stop } from '../stop-types.ts';
import { answerOfFirst, answerOfGradient, answerOfStable, STEPS } from './model.ts';
import { blobs, fiveClasses, overlapping, ringed } from './points.ts';
import Training from './Training.svelte';
import { words } from './words.ts';

const FIRST_RATE = 0.3;
const HIGH_RATE = 100;

export const stop: Stop = {
  component: Training,
  strings: words,
  presets: [
    { id: 'start', state: { points: blobs, rate: FIRST_RATE, standard: false, squares: false, step: STEPS } },
    {
      id: 'small',
      state: { points: blobs, rate: 0.001, standard: true, squares: false, step: STEPS, lane: 'f64stable' },
    },
    { id: 'right', state: { points: blobs, rate: 1, standard: true, squares: false, step: STEPS, lane: 'f64stable' } },
    {
      id: 'swings',
      state: { points: blobs, rate: 0.1, standard: false, squares: false, step: STEPS, lane: 'f64stable' },
    },
    { id: 'nan', state: { points: blobs, rate: 10, standard: false, squares: false, step: STEPS, lane: 'f64naive' } },
    {
      id: 'hundred',
      state: { points: blobs, rate: HIGH_RATE, standard: false, squares: false, step: STEPS, lane: 'f16stable' },
    },
    {
      id: 'overlapping',
      state: { points: overlapping, rate: 0.1, standard: false, squares: false, step: STEPS, lane: 'newton' },
    },
    { id: 'five', state: { points: fiveClasses, rate: 0.1, standard: false, squares: false, step: STEPS } },
    {
      id: 'ringed',
      state: { points: ringed, rate: 0.1, standard: false, squares: false, step: STEPS, lane: 'newton' },
    },
    {
      id: 'squared',
      state: { points: ringed, rate: 1, standard: true, squares: true, step: STEPS, lane: 'f64stable' },
    },
  ],
  questions: [
    {
      id: 'first',
      figure: 'lanes',
      answer: () => answerOfFirst(FIRST_RATE).answer,
      facts: () => answerOfFirst(FIRST_RATE).facts.map(plain),
      state: { points: blobs, rate: FIRST_RATE, standard: false, squares: false, step: STEPS, lane: 'f16naive' },
    },
    {
      id: 'stable',
      figure: 'plane',
      answer: () => answerOfStable(HIGH_RATE).answer,
      facts: () => answerOfStable(HIGH_RATE).facts.map(probability),
      state: { points: blobs, rate: HIGH_RATE, standard: false, squares: false, step: STEPS, lane: 'f16stable' },
    },
    {
      id: 'gradient',
      figure: 'pull',
      answer: answerOfGradient,
      state: { points: blobs, rate: FIRST_RATE, standard: false, squares: false, step: 1, lane: 'f64stable' },
    },
  ],
};
