import { describe, expect, test } from 'vitest';
import { line } from '../../src/ui/line.ts';
import { scaleLinear, scaleLog, scaleSymlog } from '../../src/ui/scale.ts';

describe('the scales', () => {
  test('lead the ends of the values to the ends of the pixels, and back', () => {
    const linear = scaleLinear([-2, 6], [100, 0]);
    expect([-2, 0, 6].map(linear)).toEqual([100, 75, 0]);
    expect(linear.invert(75)).toBe(0);
    const log = scaleLog([1, 1e4], [0, 80]);
    expect([1, 10, 1e4].map((x) => Number(log(x).toFixed(9)))).toEqual([0, 20, 80]);
    expect(log.invert(40)).toBeCloseTo(100, 9);
    const symlog = scaleSymlog([-1000, 1000], [0, 100], 10);
    expect([-1000, 0, 1000].map(symlog)).toEqual([0, 50, 100]);
    // Ten times as far is about as much further, to both sides.
    expect(symlog(100) - 50).toBeCloseTo(50 - symlog(-100), 12);
    expect((symlog(1000) - symlog(100)) / (symlog(100) - symlog(10))).toBeCloseTo(1.3, 1);
  });

  test('a domain without extent lies in the middle', () => {
    expect(scaleLinear([3, 3], [0, 10])(3)).toBe(5);
    expect(scaleLinear([3, 3], [0, 10]).ticks(4)).toEqual([3]);
  });

  test('have round ticks inside the domain', () => {
    const ticks = (a: number, b: number, count: number) => scaleLinear([a, b], [0, 1]).ticks(count);
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(-0.31, 0.32, 3)).toEqual([-0.2, 0, 0.2]);
    expect(ticks(0, 1240, 4)).toEqual([0, 200, 400, 600, 800, 1000, 1200]);
    expect(ticks(0, 1300, 4)).toEqual([0, 500, 1000]);
    expect(ticks(3, 97, 10)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(2e6, 9e6, 4)).toEqual([2e6, 4e6, 6e6, 8e6]);
  });

  test('powers of ten on a logarithmic axis, every one or some of them', () => {
    expect(scaleLog([0.02, 3000], [0, 1]).ticks(10)).toEqual([0.1, 1, 10, 100, 1000]);
    expect(scaleLog([1e-20, 1], [0, 1]).ticks(5)).toEqual([1e-20, 1e-15, 1e-10, 1e-5, 1]);
  });
});

describe('a line', () => {
  test('goes from point to point and breaks where one is not defined', () => {
    const draw = line<number>(
      (_, i) => i,
      (v) => v / 3,
    );
    expect(draw([3, 6, 1])).toBe('M0 1L1 2L2 0.33');
    expect(draw.defined((v) => v > 0)([3, 0, 6, 9])).toBe('M0 1M2 2L3 3');
    expect(draw([])).toBe('');
  });
});
