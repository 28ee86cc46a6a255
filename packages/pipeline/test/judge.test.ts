import { describe, expect, test } from 'vitest';
import { argmax, mostCertainMistakes } from '../src/judge.ts';

describe('mostCertainMistakes', () => {
  test('names the wrong rows, the surest first, by their place in the table from 1', () => {
    const probabilities = Float64Array.of(0.75, 0.25, 0.25, 0.75, 0.125, 0.875, 0.5, 0.5);
    const mistakes = mostCertainMistakes(probabilities, Int32Array.of(1, 1, 0, -1), Int32Array.of(4, 5, 9, 11), 2);
    expect(mistakes).toEqual([
      { row: 10, truth: 0, predicted: 1, probability: 0.875, probabilityOfTruth: 0.125 },
      { row: 5, truth: 1, predicted: 0, probability: 0.75, probabilityOfTruth: 0.25 },
    ]);
  });

  test('keeps ten', () => {
    const probabilities = Float64Array.from({ length: 40 }, (_, i) => (i % 2 ? 0.75 : 0.25));
    const rows = Int32Array.from({ length: 20 }, (_, i) => i);
    expect(mostCertainMistakes(probabilities, new Int32Array(20), rows, 2)).toHaveLength(10);
  });

  test('takes the first of equals', () => {
    expect([argmax([0.5, 0.5]), argmax([0.25, 0.5, 0.5])]).toEqual([0, 1]);
  });
});
