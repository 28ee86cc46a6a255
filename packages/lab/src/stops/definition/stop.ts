// Definition: each stage from scores to probabilities.

import { definition as en } from '../../strings/en/definition.ts';
import { definition as ko } from '../../strings/ko/definition.ts';
import type { Stop } from '../stops.ts';
import Definition from './Definition.svelte';
import { answerOfAdding, factsOfAdding } from './model.ts';

export const stop: Stop = {
  component: Definition,
  strings: { en, ko },
  presets: [
    { id: 'start', state: { scores: [1, 1, 3] } },
    { id: 'equal', state: { scores: [2, 2, 2] } },
    { id: 'negative', state: { scores: [-2, 0, 2] } },
    { id: 'added', state: { scores: [101, 101, 103] } },
    { id: 'huge', state: { scores: [1000, 1000, 1002] } },
  ],
  questions: [{ id: 'adding', answer: answerOfAdding, facts: factsOfAdding, state: { scores: [101, 101, 103] } }],
};
