import { describe, expect, test } from 'vitest';
import { exp } from '../../src/core/arithmetic/exp.ts';
import { type FormatName, formats } from '../../src/core/formats.ts';
import { withBig } from '../helpers/mpfr.ts';

const names: FormatName[] = ['f16', 'bf16', 'f32', 'f64'];

/** The plain oracle: the value of a 16-bit code, from the definition of the format. */
function decode(code: number, exponentBits: number): number {
  const fractionBits = 15 - exponentBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const sign = code & 0x8000 ? -1 : 1;
  const exponent = (code >> fractionBits) & (2 ** exponentBits - 1);
  const fraction = (code & (2 ** fractionBits - 1)) / 2 ** fractionBits;
  if (exponent === 2 ** exponentBits - 1) return fraction ? Number.NaN : sign * Infinity;
  return sign * (exponent ? (1 + fraction) * 2 ** (exponent - bias) : fraction * 2 ** (1 - bias));
}

const neighbour = (x: number, up: boolean): number => {
  const word = new DataView(new ArrayBuffer(8));
  word.setFloat64(0, x);
  word.setBigInt64(0, word.getBigInt64(0) + (up === x > 0 ? 1n : -1n));
  return word.getFloat64(0);
};

describe.each([
  ['f16', 5],
  ['bf16', 8],
] as const)('%s', (name, exponentBits) => {
  const { round, largest, smallest } = formats[name];

  test('keeps each of the 65,536 codes as it is', () => {
    for (let code = 0; code < 65536; code += 1) {
      const value = decode(code, exponentBits);
      if (!Object.is(round(value), value)) expect(round(value), `code ${code}`).toBe(value);
    }
  });

  test('takes all between two neighbouring codes to the nearer one, the middle to the even code', () => {
    const infinity = 2 ** 15 - 2 ** (15 - exponentBits); // the code of +∞: what follows the largest number
    for (let code = 0; code < infinity; code += 1) {
      const below = decode(code, exponentBits);
      const above = decode(code + 1, exponentBits);
      // The step past the largest number is as long as the step before it.
      const step = above === Infinity ? below - decode(code - 1, exponentBits) : above - below;
      const middle = below + step / 2; // exact: one digit more than the format has
      for (const sign of [1, -1]) {
        const rounded = [neighbour(middle, false), middle, neighbour(middle, true)].map((x) => round(sign * x));
        const wanted = [below, code % 2 === 0 ? below : above, above].map((x) => sign * x);
        for (let i = 0; i < 3; i += 1) {
          if (!Object.is(rounded[i], wanted[i])) expect(rounded, `after code ${code}`).toEqual(wanted);
        }
      }
    }
  });

  test('has the largest and the smallest number that its codes have', () => {
    const codes = Array.from({ length: 32768 }, (_, code) => decode(code, exponentBits));
    expect(Math.max(...codes.filter(Number.isFinite))).toBe(largest);
    expect(Math.min(...codes.filter((x) => x > 0))).toBe(smallest);
  });

  test('takes float64 at its ends to ∞ and to 0', () => {
    expect(round(Number.MAX_VALUE)).toBe(Infinity);
    expect(round(-Number.MAX_VALUE)).toBe(-Infinity);
    expect(round(Number.MIN_VALUE)).toBe(0);
    expect(round(-1e-310)).toBe(-0);
  });
});

describe('the thresholds of e^x', () => {
  test.each(names)('are those of exact arithmetic: %s', (name) => {
    const { largest, smallest, overflowAbove, underflowBelow } = formats[name];
    const digits = { f16: 11, bf16: 8, f32: 24, f64: 53 }[name];
    withBig((big) => {
      const two = big(2);
      const halfStep = two.pow(Math.floor(Math.log2(largest * (1 - 2 ** -53))) - digits);
      const infinite = big(largest).add(halfStep);
      expect(big(overflowAbove).exp().lessThan(infinite)).toBe(true);
      expect(big(neighbour(overflowAbove, true)).exp().greaterThan(infinite)).toBe(true);
      const nothing = big(smallest).div(2);
      expect(big(underflowBelow).exp().greaterThan(nothing)).toBe(true);
      expect(big(neighbour(underflowBelow, false)).exp().lessThan(nothing)).toBe(true);
    });
  });

  test.each(names)('are where the rounded exponential becomes ∞ or 0: %s', (name) => {
    const { round, overflowAbove, underflowBelow } = formats[name];
    const near = 1e-14; // beside the threshold itself e^x in float64 may already stand on the boundary
    expect(round(exp(overflowAbove * (1 - near)))).toBeLessThan(Infinity);
    expect(round(exp(overflowAbove * (1 + near)))).toBe(Infinity);
    expect(round(exp(underflowBelow * (1 - near)))).toBeGreaterThan(0);
    expect(round(exp(underflowBelow * (1 + near)))).toBe(0);
  });

  test('are those that textbooks give', () => {
    const published = {
      f16: ['11.09', '-17.3'],
      bf16: ['88.72', '-92.9'],
      f32: ['88.722839', '-103.97'],
      f64: ['709.782713', '-745.13'],
    };
    for (const name of names) {
      const [above, below] = published[name];
      expect(formats[name].overflowAbove.toFixed(above.split('.')[1].length)).toBe(above);
      expect(formats[name].underflowBelow.toFixed(below.split('.')[1].length)).toBe(below);
    }
  });
});
