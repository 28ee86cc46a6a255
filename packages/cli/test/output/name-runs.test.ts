import { expect, test } from 'vitest';
import { withRuns } from '../../src/output/name-runs.ts';

const parts = (list: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${list}[${from + i}]`);

test('more than three parts of a list in a row are one entry; others stand alone', () => {
  const names = ['x', ...parts('v', 0, 767), ...parts('w', 0, 2), ...parts('w', 4, 7), 'v[0]', 'v[01]'];
  expect(withRuns(names, (name) => name.toUpperCase())).toEqual([
    ...['X', 'V[0] … V[767]', 'W[0]', 'W[1]', 'W[2]', 'W[4] … W[7]', 'V[0]', 'V[01]'],
  ]);
  expect(withRuns([], String)).toEqual([]);
});
