import { describe, expect, test } from 'vitest';
import { count, decimal, percent, significant } from '../../src/report/figures.ts';

describe('figures', () => {
  test('writes shares, counts and measures', () => {
    expect([percent(0.97354), percent(1), percent(0)]).toEqual(['97.4%', '100.0%', '0.0%']);
    expect([0.99996, 0.9995, 0.99949, 0.0005, 0.00049].map(percent)).toEqual([
      '>99.9%',
      '>99.9%',
      '99.9%',
      '0.1%',
      '<0.1%',
    ]);
    expect([count(0), count(999), count(1797), count(1234567)]).toEqual(['0', '999', '1,797', '1,234,567']);
    expect([decimal(0.30171), decimal(-2), decimal(0)]).toEqual(['0.3017', '−2.0000', '0.0000']);
    expect(decimal(0.0000451)).toBe('4.51 × 10⁻⁵');
  });

  test('writes small and large numbers in powers of ten, without zeros that say nothing', () => {
    expect([3.14e-12, -2.5e-9, 1e-4, 0.00123, 1, 1.5, 123456, 1e6, -1.96].map((x) => significant(x, 2))).toEqual([
      '3.1 × 10⁻¹²',
      '−2.5 × 10⁻⁹',
      '0.0001',
      '0.0012',
      '1',
      '1.5',
      '123456',
      '1 × 10⁶',
      '−2',
    ]);
    expect([0, Infinity, -Infinity].map((x) => significant(x, 2))).toEqual(['0', '∞', '−∞']);
  });
});
