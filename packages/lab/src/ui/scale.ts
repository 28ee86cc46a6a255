// From values to pixels: linear, logarithmic, and logarithmic to both sides of zero. Ticks are 1, 2 or 5 times a power of
// ten (Heckbert 1990, "Nice numbers for graph labels"). Written here because d3-scale, with its formats and
// colours, is a tenth of elements.js.

import { exp, log, log1p } from 'bridle';

type Pair = readonly [number, number] | readonly number[];

type Scale = (x: number) => number;

type Invertible = Scale & { invert: (pixel: number) => number; ticks: (count: number) => number[] };

const between =
  ([a, b]: Pair, [low, high]: Pair): Scale =>
  (x) =>
    b === a ? (low + high) / 2 : low + ((x - a) / (b - a)) * (high - low);

export function scaleLinear(domain: Pair, range: Pair): Invertible {
  return Object.assign(between(domain, range), {
    invert: between(range, domain),
    ticks: (count: number) => ticksOf(domain[0], domain[1], count),
  });
}

/** Its ticks are powers of ten. */
export function scaleLog(domain: Pair, range: Pair): Invertible {
  const ends = domain.map((x) => log(x));
  const place = between(ends, range);
  const back = between(range, ends);
  const [low, high] = ends.map((x) => x / log(10));
  return Object.assign((x: number) => place(log(x)), {
    invert: (pixel: number) => exp(back(pixel)),
    ticks: (count: number) =>
      ticksOf(low, high, Math.min(count, Math.max(1, high - low)))
        .filter(Number.isInteger)
        .map((power) => Number(`1e${power}`)),
  });
}

/** sign(x)·ln(1 + |x|/constant): linear near 0, logarithmic far from it. */
export function scaleSymlog(domain: Pair, range: Pair, constant: number): Scale {
  const bent = (x: number) => Math.sign(x) * log1p(Math.abs(x / constant));
  const place = between(domain.map(bent), range);
  return (x) => place(bent(x));
}

/** About `count` round numbers from `start` to `stop`, in ascending order. */
function ticksOf(start: number, stop: number, count: number): number[] {
  if (!(stop > start)) return [start];
  const [mantissa, power] = ((stop - start) / count).toExponential().split('e').map(Number);
  const factor = mantissa >= Math.sqrt(50) ? 10 : mantissa >= Math.sqrt(10) ? 5 : mantissa >= Math.sqrt(2) ? 2 : 1;
  // A step below 1 is divided by its inverse, which is whole, so that 0.3 is 3/10 and not 3·0.1.
  const inverse = power < 0 ? Number(`1e${-power}`) / factor : 0;
  const step = factor * Number(`1e${power}`);
  const value = (i: number) => (inverse > 0 ? i / inverse : i * step);
  const first = Math.ceil(inverse > 0 ? start * inverse : start / step);
  const last = Math.floor(inverse > 0 ? stop * inverse : stop / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => value(first + i));
}
