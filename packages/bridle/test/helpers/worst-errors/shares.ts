// share, sparsemax and entmax15.

import { entmax15, share, sparsemax } from 'bridle';
import { float32, float64, ulpError, withBig } from '../mpfr.ts';
import { hardRow, thresholdErrors } from '../threshold-oracle.ts';
import { between, fill, finite, length, power, type Type, types } from './inputs.ts';
import type { Case, Subject } from './search.ts';

function shareOf(type: Type): Subject {
  const format = type === 'float64' ? float64 : float32;
  return {
    name: `share ${type}`,
    bound: 0.51,
    unit: 'ulp',
    draw: (random) => {
      const n = length(random);
      const range = random() < 0.5 ? 4 : type === 'float64' ? 1020 : 120;
      const v = fill(n, () => power(random, -range, range));
      return random() < 0.5 ? { v } : { v, weights: fill(n, () => power(random, -range, range)) };
    },
    error: (one) => {
      const given = finite(one.v);
      if (!given) return -1;
      const v = types[type].make(given.map(Math.abs));
      const weights = Array.isArray(one.weights) ? one.weights.map(Math.abs) : undefined;
      if (!v.some((x, i) => x * (weights?.[i] ?? 1) > 0) || !v.every(Number.isFinite)) return -1;
      if (weights && !weights.every(Number.isFinite)) return -1;
      const got = share(v, { weights });
      return withBig((big) => {
        const terms = Array.from(v, (x, i) => big(x).mul(weights ? weights[i] : 1));
        const total = terms.reduce((sum, term) => sum.add(term), big(0));
        return Math.max(...terms.map((term, i) => ulpError(got[i], term.div(total), format)));
      }, 256);
    },
  };
}

/** A row as the oracle takes it, or null. */
function thresholdRow({ x, weights, temperature }: Case) {
  const t = Math.abs(temperature as number);
  const g = (weights as number[]).map(Math.abs);
  const row = finite(x);
  if (!row || !(t >= 2 ** -20 && t <= 2 ** 20) || !g.every((w) => w >= 0.1 && w <= 10)) return null;
  if (!row.every((v) => Math.abs(v) < 1e12)) return null;
  return { x: row, weights: g, temperature: t };
}

function threshold(name: 'sparsemax' | 'entmax15', part: 'ulp' | 'tiny'): Subject {
  const f = { sparsemax, entmax15 }[name];
  return {
    name: `${name} ${part === 'ulp' ? 'from 2⁻⁴⁰' : 'below 2⁻⁴⁰'}`,
    bound: part === 'ulp' ? 0.51 : 2,
    unit: part === 'ulp' ? 'ulp' : '2⁻⁹⁴',
    draw: (random) => {
      const x = hardRow(random);
      const temperature = random() < 0.5 ? 1 : power(random, -6, 6);
      const isWeighted = random() < 0.5;
      return { x, temperature, weights: x.map(() => (isWeighted ? between(random, 0.1, 10) : 1)) };
    },
    error: (one) => {
      const row = thresholdRow(one);
      if (!row) return -1;
      const { x, weights, temperature } = row;
      return thresholdErrors(f(x, { weights, temperature }), row, name === 'sparsemax' ? 1 : 2)[part];
    },
  };
}

export const shares: readonly Subject[] = [
  ...[shareOf('float64'), shareOf('float32')],
  ...(['sparsemax', 'entmax15'] as const).flatMap((name) => [threshold(name, 'ulp'), threshold(name, 'tiny')]),
];
