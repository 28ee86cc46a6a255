// The accuracy promised in the docstrings, against MPFR: 128,300 float64 rows and 26,825 float32 rows made to be
// hard, each also given to the naive formulas, which must fail on them. The largest errors are printed at the end.

import { exp, log, log1p, logSoftmax, logSumExp, setLevel, softmax } from 'bridle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastTwoSum, tail, twoSum } from '../../src/core/double-double.ts';
import { type Random, seededRandom } from '../../src/core/random.ts';
import { binding, type Format, float32, float64, NEAREST, register, ulps } from '../helpers/mpfr.ts';
import { type Errors, type OracleRow, type Results, rowErrors } from '../helpers/row-oracle.ts';

beforeAll(() => setLevel('reference'));

/** The largest error of each function in each type, in ulp, for the table at the end. */
const largest: Record<string, Record<string, number>> = {};
afterAll(() => console.table(largest));

function record(name: string, column: string, ulp: number): void {
  largest[name] ??= {};
  largest[name][column] = Math.max(largest[name][column] ?? 0, Number(ulp.toPrecision(5)));
}

type Case = OracleRow & { mask?: number[] };
type Family = {
  name: string;
  /** How many rows in float64; a quarter of them in float32. */
  rows: number;
  make: (random: Random, format: Format) => Case;
  float64Only?: true;
};

const between = (random: Random, low: number, high: number) => low + (high - low) * random();
const whole = (random: Random, low: number, high: number) => Math.floor(between(random, low, high + 1));
const fill = (n: number, make: (i: number) => number) => Array.from({ length: n }, (_, i) => make(i));
const power = (random: Random, low: number, high: number) => (1 + random()) * 2 ** whole(random, low, high - 1);
/** Where e^(−x) underflows to nothing: 744 and 103. */
const depth = (format: Format) => -format.minExponent * Math.LN2;

const families: Family[] = [
  {
    name: 'spread 0 to 1,400',
    rows: 30_000,
    make: (random) => {
      const spread = 1400 * random() ** 2;
      const base = between(random, -1000, 1000);
      return { x: fill(whole(random, 1, 6), () => base + spread * (random() - 0.5)) };
    },
  },
  {
    name: 'near ties, ulps apart',
    rows: 15_000,
    make: (random, format) => {
      const base = power(random, -60, 60) * (random() < 0.5 ? -1 : 1);
      return { x: fill(whole(random, 2, 6), () => base * (1 + whole(random, -4, 4) * 2 ** (1 - format.digits))) };
    },
  },
  {
    name: 'confident, 1 − p down to the last subnormal',
    rows: 15_000,
    make: (random, format) => {
      const base = random() < 0.5 ? 0 : between(random, -100, 100);
      return { x: fill(whole(random, 2, 5), (i) => (i === 0 ? base : base - between(random, 15, depth(format)))) };
    },
  },
  {
    name: 'confident at 1e−300',
    rows: 1_000,
    float64Only: true,
    make: (random) => ({ x: fill(whole(random, 2, 5), (i) => (i === 0 ? 0 : -300 * Math.LN10 - random())) }),
  },
  {
    name: 'scores up to 2^1000',
    rows: 5_000,
    float64Only: true,
    make: (random) => {
      const base = power(random, 10, 1000);
      return { x: fill(whole(random, 2, 6), () => (random() < 0.3 ? base - 30 * random() : base * (random() - 0.5))) };
    },
  },
  {
    name: 'subnormal scores and probabilities',
    rows: 10_000,
    make: (random, format) => ({
      x: fill(whole(random, 2, 6), () =>
        random() < 0.5 ? whole(random, -999, 999) * 2 ** format.minExponent : -depth(format) + between(random, -1, 37),
      ),
    }),
  },
  {
    name: 'log-probabilities, their sum nearly 1',
    rows: 6_000,
    make: (random, format) => {
      if (random() < 0.5) return { x: logSoftmax(fill(whole(random, 2, 5), () => 8 * random())) };
      const p = power(random, format.minExponent + 14, -2);
      return { x: [-p, log(p)] };
    },
  },
  {
    name: 'log-probabilities, their sum about 1',
    rows: 10_000,
    make: (random) => {
      const p = power(random, -30, -1);
      return { x: [-p * between(random, 0.5, 2), log(p)] };
    },
  },
  {
    name: 'weights 1e−300 to 1e300',
    rows: 12_000,
    make: (random) => {
      const n = whole(random, 1, 5);
      const range = random() < 0.5 ? 4 : 996;
      return { x: fill(n, () => between(random, -700, 700)), weights: fill(n, () => power(random, -range, range)) };
    },
  },
  {
    name: 'weights that cancel the scores',
    rows: 3_000,
    make: (random) => {
      const weights = fill(whole(random, 1, 4), () => power(random, -900, 900));
      const x = weights.map((g) => -log(g) - log(weights.length) + (random() < 0.5 ? 0 : between(random, -6, 6)));
      return { x, weights };
    },
  },
  {
    name: 'temperatures 1e−320 to 1e304',
    rows: 15_000,
    float64Only: true,
    make: (random) => {
      const temperature = power(random, -1060, 1010);
      const spread = random() < 0.5 ? 1 : 1480;
      const base = random() < 0.5 ? 0 : between(random, -3, 3) * temperature;
      return { x: fill(whole(random, 1, 5), () => base + temperature * spread * (random() - 0.5)), temperature };
    },
  },
  {
    name: 'temperatures, weights and masks',
    rows: 6_000,
    make: (random) => {
      const n = whole(random, 2, 6);
      const mask = fill(n, (i) => (i === 0 || random() < 0.6 ? 1 : 0));
      const temperature = power(random, -6, 6);
      const hidden = [Number.NaN, Infinity, 1e30][n % 3];
      return {
        x: mask.map((kept) => (kept ? temperature * between(random, -300, 300) : hidden)),
        weights: fill(n, () => power(random, -10, 10)),
        mask,
        temperature,
      };
    },
  },
  {
    name: 'rows of 10 to 1,000',
    rows: 300,
    make: (random) => {
      const spread = between(random, 0, 60);
      return { x: fill(whole(random, 10, 1000), () => spread * random()) };
    },
  },
];

/** What the textbook does: shift by the largest, exponentiate, sum from left to right, take logarithms. */
function naive({ x, weights, temperature = 1 }: OracleRow, round: (x: number) => number): Results {
  const s = Array.from(x, (v, i) => round(round(v / temperature) + (weights ? round(Math.log(weights[i])) : 0)));
  const max = s.reduce((a, b) => Math.max(a, b), -Infinity);
  const e = s.map((v) => round(Math.exp(round(v - max))));
  const sum = e.reduce((a, b) => round(a + b), 0);
  const logSum = round(max + round(Math.log(sum)));
  return {
    softmax: e.map((v) => round(v / sum)),
    logSoftmax: s.map((v) => round(v - logSum)),
    logSumExp: round(temperature * logSum),
  };
}

/** A row without its masked entries, as the oracle takes it. */
function unmasked({ x, weights, temperature, mask }: Case): OracleRow {
  const keep = (v: ArrayLike<number>) => Array.from(v).filter((_, i) => !mask || mask[i]);
  return { x: keep(x), weights: weights && keep(weights), temperature };
}

function ours(row: Case, x: number[] | Float32Array): Results {
  const { weights, temperature, mask } = row;
  const options = { weights, mask, temperature: temperature ?? 1 };
  const keep = (v: ArrayLike<number>) => Array.from(v).filter((_, i) => !mask || mask[i]);
  return {
    softmax: keep(softmax(x, options)),
    logSoftmax: keep(logSoftmax(x, options)),
    logSumExp: logSumExp(x, options),
  };
}

type Found = { ours: Errors; naive: Errors };

const nothing = (): Errors => ({ softmax: 0, logSoftmax: 0, logSumExp: 0 });

function worst(total: Errors, one: Errors): void {
  for (const key of ['softmax', 'logSoftmax', 'logSumExp'] as const) total[key] = Math.max(total[key], one[key]);
}

/** The largest errors over `rows` rows, ours and the naive formulas' in the arithmetic of the format. */
function measure(format: Format, rows: number, make: Family['make'], stride = 1): Found {
  const random = seededRandom(rows);
  const found = { ours: nothing(), naive: nothing() };
  const single = format === float32;
  for (let k = 0; k < rows; k += 1) {
    const row = make(random, format);
    const x = single ? Float32Array.from(row.x) : Array.from(row.x);
    const compact = unmasked({ ...row, x });
    const candidates = [ours(row, x), naive(compact, single ? Math.fround : (v) => v)];
    const [one, other] = rowErrors(compact, candidates, format, stride);
    worst(found.ours, one);
    worst(found.naive, other);
  }
  const type = single ? 'float32' : 'float64';
  for (const name of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
    record(name, type, found.ours[name]);
    record(name, `${type}, naive`, found.naive[name]);
  }
  return found;
}

for (const [type, format, bound] of [
  ['float64', float64, 0.51],
  ['float32', float32, 0.51],
] as const) {
  describe(`${type}: softmax, logSoftmax and logSumExp err by at most ${bound} ulp, where the naive formulas fail`, () => {
    const naive = nothing();

    for (const { name, rows, make, float64Only } of families) {
      if (float64Only && type === 'float32') continue;
      test(name, () => {
        const found = measure(format, type === 'float64' ? rows : rows / 4, make);
        expect(found.ours.softmax).toBeLessThanOrEqual(bound);
        expect(found.ours.logSoftmax).toBeLessThanOrEqual(bound);
        expect(found.ours.logSumExp).toBeLessThanOrEqual(bound);
        worst(naive, found.naive);
        expect(Math.max(...Object.values(found.naive))).toBeGreaterThan(4);
      });
    }

    test('these rows break each of the naive formulas', () => {
      for (const error of Object.values(naive)) expect(error).toBeGreaterThan(100);
    });
  });
}

describe('long rows', () => {
  const rows: [name: string, n: number, format: Format, x: (random: Random) => number][] = [
    ['10⁶ float64 scores 0 to 40', 1e6, float64, (random) => 40 * random()],
    ['10⁶ float64 scores in near ties', 1e6, float64, (random) => 1e3 + 1e-3 * random()],
    ['10⁵ float32 scores 0 to 40', 1e5, float32, (random) => 40 * random()],
  ];
  for (const [name, n, format, score] of rows) {
    test(`${name}: at most 0.51 ulp, where the naive formulas fail`, () => {
      const found = measure(format, 1, (random) => ({ x: fill(n, () => score(random)) }), 10);
      for (const error of Object.values(found.ours)) expect(error).toBeLessThanOrEqual(0.51);
      expect(Math.max(...Object.values(found.naive))).toBeGreaterThan(4);
    });
  }

  test('a row of 10⁶ sums to 1 within 2⁻⁵⁰, where the naive formula does not', () => {
    const random = seededRandom(6);
    for (const spread of [0, 1e-9, 1, 30, 700]) {
      const x = Float64Array.from({ length: 1e6 }, () => spread * random());
      expect(Math.abs(sumLessOne(softmax(x)))).toBeLessThanOrEqual(4 * 2 ** -52);
    }
    const x = fill(1e6, () => random());
    expect(Math.abs(sumLessOne(naive({ x }, (v) => v).softmax))).toBeGreaterThan(4 * 2 ** -52);
  });
});

/** Σp − 1, to 2⁻¹⁰⁰. */
function sumLessOne(p: ArrayLike<number>): number {
  let sum = -1;
  let low = 0;
  for (let i = 0; i < p.length; i += 1) {
    sum = twoSum(sum, p[i]);
    sum = fastTwoSum(sum, tail[0] + low);
    low = tail[0];
  }
  return sum + low;
}

describe('the elementary functions', () => {
  const want = register(192);
  type Big = 'mpfr_exp' | 'mpfr_log' | 'mpfr_log1p';
  const functions: [name: string, ours: (x: number) => number, engine: (x: number) => number, big: Big][] = [
    ['exp', exp, Math.exp, 'mpfr_exp'],
    ['log', log, Math.log, 'mpfr_log'],
    ['log1p', log1p, Math.log1p, 'mpfr_log1p'],
  ];
  const inputs: Record<string, (random: Random) => number> = {
    exp: (random) => (random() < 0.3 ? between(random, -745.2, -700) : between(random, -1, 1) * 720 * random() ** 3),
    log: (random) => (random() < 0.5 ? 1 + between(random, -1, 1) * random() ** 6 : power(random, -1074, 1024)),
    log1p: (random) => (random() < 0.5 ? -1 + random() ** 9 : power(random, -1074, 1024) * 1),
  };

  for (const [name, ours, engine, big] of functions) {
    test(`${name} errs by at most 0.501 ulp, subnormal numbers included`, () => {
      const random = seededRandom(11);
      let error = 0;
      let engines = 0;
      for (let k = 0; k < 60_000; k += 1) {
        const x = inputs[name](random);
        binding.mpfr_set_d(want, x, NEAREST);
        binding[big](want, want, NEAREST);
        error = Math.max(error, ulps(ours(x), want));
        engines = Math.max(engines, ulps(engine(x), want));
      }
      record(name, 'float64', error);
      record(name, "float64, engine's", engines);
      expect(error).toBeLessThanOrEqual(0.501);
    });
  }
});
