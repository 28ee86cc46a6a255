import { describe, expect, test } from 'vitest';
import { bar, grid } from '../../src/output/drawing.ts';

describe('bar', () => {
  test('is as long as its fraction, to an eighth of a column', () => {
    expect(bar(0.5, 4)).toBe('██');
    expect(bar(1, 4)).toBe('████');
    expect(bar(5 / 8, 1)).toBe('▋');
    expect(bar(0.5, 4, true)).toBe('##');
  });

  test('shows anything above 0, and nothing else; only 1 fills the whole', () => {
    expect(bar(1e-300, 10)).toBe('▏');
    expect(bar(0, 10)).toBe('');
    expect(bar(Number.NaN, 10)).toBe('');
    expect(bar(1 - 1e-9, 2)).toBe('█▉');
    expect(bar(1e-300, 10, true)).toBe('.');
  });
});

describe('grid', () => {
  test('aligns columns by what they take on the terminal', () => {
    expect(
      grid(
        [
          ['초등', '1'],
          ['abcde', '10'],
        ],
        'lr',
      ),
    ).toEqual(['초등    1', 'abcde  10']);
  });
});
