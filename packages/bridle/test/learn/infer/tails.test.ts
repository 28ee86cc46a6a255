import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chiSquareTail, normalDensity, normalQuantile, normalTail } from '../../../src/learn/infer/tails.ts';

// By mpmath at 40 digits; see tools/references/inference.py.
const { normal, chiSquare } = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as {
  normal: [z: number, p: number][];
  chiSquare: [x: number, df: number, p: number][];
};

describe('tails', () => {
  test.each(normal)('P(Z > %s) errs by at most 2e−13 of itself', (z, p) => {
    expect(Math.abs(normalTail(z) / p - 1)).toBeLessThan(2e-13);
    expect(normalTail(-z)).toBeCloseTo(1 - p, 15);
  });

  test.each(chiSquare)('P(χ² > %s) with %s degrees of freedom errs by at most 1e−12 of itself', (x, df, p) => {
    expect(Math.abs(chiSquareTail(x, df) / p - 1)).toBeLessThan(1e-12);
  });

  test('1 − Φ(10) computed as a difference is 0, the tail is not', () => {
    expect(1 - (1 - normalTail(10))).not.toBe(normalTail(10));
    expect(normalTail(10)).toBeGreaterThan(7e-24);
  });

  test('limits', () => {
    expect(normalTail(0)).toBe(0.5);
    expect(normalTail(Infinity)).toBe(0);
    expect(chiSquareTail(0, 3)).toBe(1);
    expect(chiSquareTail(1e-9, 2)).toBeCloseTo(1, 8);
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
  });

  test('the quantile undoes the tail', () => {
    for (const p of [0.5, 0.25, 0.025, 0.005, 1e-6, 1e-15])
      expect(normalTail(normalQuantile(p)) / p).toBeCloseTo(1, 11);
    expect(normalQuantile(0.025)).toBeCloseTo(1.959963984540054, 12);
  });
});
