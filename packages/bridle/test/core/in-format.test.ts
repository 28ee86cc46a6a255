import { describe, expect, test } from 'vitest';
import { exp } from '../../src/core/arithmetic/exp.ts';
import { type FormatName, formats } from '../../src/core/formats.ts';
import { type Formula, softmaxInFormat, VERDICTS } from '../../src/core/in-format.ts';
import { seededRandom } from '../../src/core/random.ts';

const NAMES: FormatName[] = ['f16', 'bf16', 'f32', 'f64'];

function run(formula: Formula, name: FormatName, scores: number[], weights: number[] | null = null) {
  const out = new Float64Array(scores.length);
  const given = weights && Float64Array.from(weights);
  const fault = softmaxInFormat(formula, formats[name], Float64Array.from(scores), given, scores.length, out);
  return { fault, out: [...out] };
}

describe('the first fault names verdict, entry, exponent, step and threshold', () => {
  const { overflowAbove, underflowBelow } = formats.f16;
  test.each<[string, Formula, number[], number[] | null, object | null]>([
    ['nothing goes wrong', 'naive', [1, 1, 3], null, null],
    [
      'e^x above the largest number',
      'naive',
      [3, 12],
      null,
      { verdict: 'overflow', entry: 1, exponent: 12, step: 'exponential', threshold: overflowAbove },
    ],
    ['which the shift prevents', 'stable', [3, 12], null, null],
    [
      'a sum above it',
      'naive',
      [10, 11, 9, 2],
      null,
      { verdict: 'overflow', entry: 1, exponent: 11, step: 'sum', threshold: 65504 },
    ],
    [
      'a product above it',
      'naive',
      [11],
      [2],
      { verdict: 'overflow', entry: 0, exponent: 11, step: 'weight', threshold: 65504 },
    ],
    [
      'a weight above it',
      'stable',
      [11],
      [1e5],
      { verdict: 'overflow', entry: 0, exponent: 0, step: 'weight', threshold: 65504 },
    ],
    [
      'a score above it',
      'naive',
      [1, 65520],
      null,
      { verdict: 'overflow', entry: 1, exponent: Infinity, step: 'score', threshold: 65504 },
    ],
    [
      'a score above it, which no shift prevents',
      'stable',
      [1, 65520],
      null,
      { verdict: 'overflow', entry: 1, exponent: Infinity, step: 'score', threshold: 65504 },
    ],
    [
      'all e^x below the smallest number',
      'naive',
      [-30, -20, -40],
      null,
      { verdict: 'underflow', entry: 1, exponent: -20, step: 'exponential', threshold: underflowBelow },
    ],
    [
      'all scores below the lowest number',
      'stable',
      [-1e5, -70000],
      null,
      { verdict: 'underflow', entry: 1, exponent: -Infinity, step: 'score', threshold: -65504 },
    ],
    [
      'one e^x below it',
      'stable',
      [0, -17, -18],
      null,
      { verdict: 'lossy', entry: 2, exponent: -18, step: 'exponential', threshold: underflowBelow },
    ],
    [
      'a quotient below it',
      'naive',
      [8, -12],
      null,
      { verdict: 'lossy', entry: 1, exponent: -12, step: 'quotient', threshold: 2 ** -25 },
    ],
    [
      'a product below it',
      'stable',
      [0, -1],
      [1, 1e-9],
      { verdict: 'lossy', entry: 1, exponent: -1, step: 'weight', threshold: 2 ** -25 },
    ],
    ['−∞ has probability 0 by right', 'naive', [0, -Infinity], null, null],
    ['−∞ in the stable form too', 'stable', [0, -Infinity], null, null],
  ])('f16: %s', (_, formula, scores, weights, want) => {
    expect(run(formula, 'f16', scores, weights).fault).toEqual(want);
  });

  test('the verdicts are listed from the worst to the best', () => {
    expect(VERDICTS).toEqual(['overflow', 'underflow', 'lossy', 'ok']);
  });
});

describe('every step is rounded to the format', () => {
  test('512 zeros in bfloat16 give 1/256: the sum stops at 256, where 1 is half of the last place', () => {
    expect(run('stable', 'bf16', new Array(512).fill(0)).out[0]).toBe(1 / 256);
    expect(run('stable', 'f16', new Array(512).fill(0)).out[0]).toBe(1 / 512);
  });

  /** All finite numbers ≥ 0 of a 16-bit format in order, by their definition. */
  const table = (exponentBits: number): number[] => {
    const fractions = 2 ** (15 - exponentBits);
    const lowest = 2 - 2 ** (exponentBits - 1);
    return Array.from({ length: 32768 - fractions }, (_, code) => {
      const exponent = Math.floor(code / fractions);
      const fraction = (code % fractions) / fractions;
      return exponent ? (1 + fraction) * 2 ** (exponent - 1 + lowest) : fraction * 2 ** lowest;
    });
  };

  /** The plain oracle of rounding: look the number up among all of the format. */
  const lookUp = (numbers: number[]) => (x: number) => {
    const size = Math.abs(x);
    const last = numbers.length - 1;
    const beyond = 2 * numbers[last] - numbers[last - 1];
    if (!(size <= numbers[last]))
      return Math.sign(x) * (size < (numbers[last] + beyond) / 2 ? numbers[last] : size / 0);
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (numbers[middle] <= size) low = middle;
      else high = middle;
    }
    const middle = numbers[low] / 2 + numbers[high] / 2;
    const nearest = size < middle || (size === middle && low % 2 === 0) ? low : high;
    return Math.sign(x) * numbers[nearest];
  };

  const oracles: Record<FormatName, (x: number) => number> = {
    f16: lookUp(table(5)),
    bf16: lookUp(table(8)),
    f32: (x) => new Float32Array([x])[0],
    f64: (x) => x,
  };

  test.each(NAMES)('%s gives the probabilities of the formula written out', (name) => {
    const f = oracles[name];
    const random = seededRandom(12);
    const seen = new Set<string>();
    for (let turn = 0; turn < 2000; turn += 1) {
      const scale = { f16: 20, bf16: 90, f32: 90, f64: 720 }[name] * [0.3, 0.7, 1, 1.2][turn % 4];
      const scores = Array.from({ length: 1 + (turn % 7) }, () => scale * (random() - 0.5) * 2);
      const weights = turn % 3 === 0 ? scores.map(() => 0.1 + 3 * random()) : null;
      const x = scores.map(f);
      for (const formula of ['naive', 'stable'] as const) {
        const shift = formula === 'stable' ? Math.max(...x) : 0;
        const e = x.map((score, i) => f((weights ? f(weights[i]) : 1) * f(exp(f(score - shift)))));
        const sum = e.reduce((total, term) => f(total + term), 0);
        const { fault, out } = run(formula, name, scores, weights);
        const verdict = fault?.verdict ?? 'ok';
        seen.add(`${formula} ${verdict}`);
        const p = e.map((term) => f(term / sum));
        if (sum === Infinity || sum === 0) expect(verdict).toBe(sum === 0 ? 'underflow' : 'overflow');
        else {
          expect(out).toEqual(p);
          expect(verdict).toBe(p.includes(0) ? 'lossy' : 'ok');
        }
      }
    }
    expect([...seen].sort()).toEqual([
      'naive lossy',
      'naive ok',
      'naive overflow',
      'naive underflow',
      'stable lossy',
      'stable ok',
    ]);
  });
});
