import { describe, expect, test } from 'vitest';
import { count, elapsed, figure, measure, percent, points, signed } from '../../src/output/figures.ts';

describe('percent', () => {
  test('never rounds a chance to nothing or to certainty', () => {
    expect([0, 1e-9, 0.00005, 0.2, 0.99994, 0.99995, 1 - 2 ** -53, 1].map(percent)).toEqual([
      '0%',
      '<0.01%',
      '0.01%',
      '20.00%',
      '99.99%',
      '>99.99%',
      '>99.99%',
      '100%',
    ]);
    expect(percent(Number.NaN)).toBe('NaN');
  });
});

describe('points', () => {
  test('signs a change and shows even a tiny one', () => {
    expect([0.1225, -0.1, 0, 1e-7].map((x) => points(x, ' pp'))).toEqual([
      '+12.25 pp',
      '-10.00 pp',
      '±0 pp',
      '+1e-5 pp',
    ]);
  });
});

describe('figure', () => {
  test('is as short as it stays true to its digits', () => {
    expect([3, 0.1 + 0.2, 1e-300, -1234567.891, 2 / 3, Infinity, -Infinity].map((x) => figure(x))).toEqual([
      '3',
      '0.3',
      '1e-300',
      '-1.23457e6',
      '0.666667',
      '∞',
      '-∞',
    ]);
    expect(figure(-0)).toBe('0');
  });
});

describe('signed', () => {
  test('has its sign and three decimals while it is not large', () => {
    expect([1.306852819440055, -2.1269, 0, -999, 1e5, -Infinity, Number.NaN].map(signed)).toEqual([
      '+1.307',
      '-2.127',
      '0.000',
      '-999.000',
      '+100000',
      '-∞',
      'NaN',
    ]);
  });
});

describe('measure', () => {
  test('has four decimals, and shows what is smaller', () => {
    expect([0, 0.14419, 1.5, 0.0001234].map(measure)).toEqual(['0.0000', '0.1442', '1.5000', '1.23e-4']);
  });
});

describe('count', () => {
  test('separates thousands', () => {
    expect([0, 999, 1797, 60000, 1234567].map(count)).toEqual(['0', '999', '1,797', '60,000', '1,234,567']);
  });
});

describe('elapsed', () => {
  test('reads as a person says it', () => {
    expect([0.0117, 0.41, 9.99, 12.9, 187, 3729].map(elapsed)).toEqual([
      '12 ms',
      '0.4 s',
      '10.0 s',
      '12 s',
      '3:07',
      '1:02:09',
    ]);
  });
});
