import { describe, expect, test } from 'vitest';
import { rejectThreshold } from '../../../src/learn/calibrate/reject-threshold.ts';

describe('rejectThreshold', () => {
  const p = [0.9, 0.1, 0.8, 0.2, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4];

  test('the largest coverage of the wanted accuracy, over an earlier dip', () => {
    const labels = [1, 0, 0, 0, 0]; // the most confident row is wrong: 0/1, 2/3, 3/4, 4/5
    expect(rejectThreshold(p, labels, 2, 0.75)).toEqual({ threshold: 0.6, coverage: 1, accuracy: 0.8, rows: 5 });
    expect(rejectThreshold(p, labels, 2, 0.9)).toBeNull();
  });

  test('rows of equal confidence are kept or rejected together', () => {
    expect(rejectThreshold(p, [0, 0, 1, 1, 1], 2, 1)).toEqual({ threshold: 0.9, coverage: 0.2, accuracy: 1, rows: 1 });
  });

  test('rows without a label are left out', () => {
    expect(rejectThreshold(p, [-1, 0, 0, -1, 1], 2, 1)).toMatchObject({ threshold: 0.8, coverage: 2 / 3, rows: 2 });
  });

  test('refuses what does not fit', () => {
    expect(() => rejectThreshold(p, [0, 0, 0, 0, 0], 2, 1.5)).toThrow('expected an accuracy from 0 to 1, got 1.5');
    expect(() => rejectThreshold(p, [0], 2, 1)).toThrow('expected 2 probabilities, got 10');
    expect(() => rejectThreshold([1, 0], [-1], 2, 1)).toThrow('expected at least one row with a label, got none');
  });
});
