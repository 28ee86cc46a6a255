// 1/|T| as a double-double, as the kernels take a temperature.

import type { Slope } from './calls.ts';

/** T = 1. */
const UNIT: Slope = { beta: 1, betaLow: 0, negative: false };

/** 1/|T| and what it lost; null for the limits, for what is no temperature, and where the products leave their range. */
export function slopeOf(temperature: unknown = 1): Slope | null {
  if (temperature === 1) return UNIT;
  if (typeof temperature !== 'number') return null;
  const size = Math.abs(temperature);
  if (!(size > 1e-100 && size < 1e100)) return null;
  const beta = 1 / size;
  return { beta, betaLow: remainder(size, beta) / size, negative: temperature < 0 };
}

/** 1 − a·b, exactly, for b near 1/a: halves of 26 bits have exact products (Dekker 1971). */
function remainder(a: number, b: number): number {
  const split = (v: number) => {
    const c = 134217729 * v;
    const top = c - (c - v);
    return [top, v - top];
  };
  const [aTop, aLow] = split(a);
  const [bTop, bLow] = split(b);
  return 1 - aTop * bTop - aTop * bLow - aLow * bTop - aLow * bLow;
}
