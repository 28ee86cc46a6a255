// The accuracy promised in the docstrings, against MPFR: 133,300 float64 rows and 33,325 float32 rows made to be hard,
// each given to every level of arithmetic, and to the naive formulas, which must fail on them. One row in sixteen is of
// 24 to 40 entries: kernels take those in another way than shorter ones. The largest errors are printed at the end.

import { exp, type Level, log, log1p, logSoftmax, logSumExp, softmax } from 'bridle';
import { afterAll, describe, expect, test } from 'vitest';
import { fastTwoSum, tail, twoSum } from '../../src/core/arithmetic/double-double.ts';
import { type Random, seededRandom } from '../../src/core/random.ts';
import { at, levels } from '../helpers/levels.ts';
import { binding, type Format, float32, float64, NEAREST, register, ulps } from '../helpers/mpfr.ts';
import { type Errors, type OracleRow, type Results, rowErrors } from '../helpers/row-oracle.ts';

/** The largest error of each function in each type, in ulp, for the table at the end. */
const largest: Record<string, Record<string, number>> = {};
afterAll(() => console.table(largest));

function record(name: string, column: string, ulp: number): void {
  largest[name] ??= {};
  largest[name][column] = Math.max(largest[name][column] ?? 0, Number(ulp.toPrecision(5)));
}

/** In ulp, as the docstrings promise. */
const REFERENCE = 0.51;
const KERNELS = {
  float64: { softmax: 3, logSoftmax: 4, logSumExp: 4 },
  float32: { softmax: 0.6, logSoftmax: 0.6, logSumExp: 0.6 },
} as const;
type Type = 'float64' | 'float32';

type Case = OracleRow & { mask?: number[] };
type Family = {
  name: string;
  /** How many rows in float64; a quarter of them in float32. */
  rows: number;
  /** A row of n entries, n ≥ 1. */
  make: (random: Random, format: Format, n: number) => Case;
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
    make: (random, _, n) => {
      const spread = 1400 * random() ** 2;
      const base = between(random, -1000, 1000);
      return { x: fill(n, () => base + spread * (random() - 0.5)) };
    },
  },
  {
    name: 'near ties, ulps apart',
    rows: 15_000,
    make: (random, format, n) => {
      const base = power(random, -60, 60) * (random() < 0.5 ? -1 : 1);
      return { x: fill(n, () => base * (1 + whole(random, -4, 4) * 2 ** (1 - format.digits))) };
    },
  },
  {
    name: 'confident, 1 − p down to the last subnormal',
    rows: 15_000,
    make: (random, format, n) => {
      const base = random() < 0.5 ? 0 : between(random, -100, 100);
      return { x: fill(n, (i) => (i === 0 ? base : base - between(random, 15, depth(format)))) };
    },
  },
  {
    name: 'confident at 1e−300',
    rows: 1_000,
    float64Only: true,
    make: (random, _, n) => ({ x: fill(n, (i) => (i === 0 ? 0 : -300 * Math.LN10 - random())) }),
  },
  {
    name: 'scores up to 2^1000, in float32 to 2^120',
    rows: 5_000,
    make: (random, format, n) => {
      const base = power(random, 10, format === float64 ? 1000 : 120);
      return { x: fill(n, () => (random() < 0.3 ? base - 30 * random() : base * (random() - 0.5))) };
    },
  },
  {
    name: 'subnormal scores and probabilities',
    rows: 10_000,
    make: (random, format, n) => ({
      x: fill(n, () =>
        random() < 0.5 ? whole(random, -999, 999) * 2 ** format.minExponent : -depth(format) + between(random, -1, 37),
      ),
    }),
  },
  {
    name: 'log-probabilities, their sum nearly 1',
    rows: 6_000,
    make: (random, format, n) => {
      if (random() < 0.5) return { x: logSoftmax(fill(n, () => 8 * random())) };
      const p = power(random, format.minExponent + 14, -2);
      return { x: fill(Math.max(n, 2), (i) => [-p, log(p)][i] ?? -Infinity) };
    },
  },
  {
    name: 'log-probabilities, their sum about 1',
    rows: 10_000,
    make: (random, _, n) => {
      const p = power(random, -30, -1);
      return { x: fill(Math.max(n, 2), (i) => [-p * between(random, 0.5, 2), log(p)][i] ?? -Infinity) };
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
    name: 'temperatures 1e−320 to 1e304, in float32 1e−30 to 1e30',
    rows: 15_000,
    make: (random, format, n) => {
      const temperature = format === float64 ? power(random, -1060, 1010) : power(random, -100, 100);
      const spread = random() < 0.5 ? 1 : 1480;
      const base = random() < 0.5 ? 0 : between(random, -3, 3) * temperature;
      return { x: fill(n, () => base + temperature * spread * (random() - 0.5)), temperature };
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
    name: 'temperatures 1/64 to 64',
    rows: 10_000,
    make: (random, _, n) => {
      const temperature = power(random, -6, 6);
      const spread = temperature * (random() < 0.5 ? 4 : 1400);
      const base = random() < 0.5 ? 0 : between(random, -100, 100);
      return { x: fill(n, () => base + spread * (random() - 0.5)), temperature };
    },
  },
  {
    name: 'scores about ±600',
    rows: 5_000,
    make: (random, _, n) => {
      const sign = random() < 0.5 ? 1 : -1;
      return { x: fill(n, () => (random() < 0.8 ? sign : -sign) * between(random, 599, 601)) };
    },
  },
  {
    name: 'ascending and descending',
    rows: 3_000,
    make: (random, _, n) => {
      const step = (random() < 0.5 ? 1 : -1) * power(random, -4, 7);
      const base = between(random, -100, 100);
      return { x: fill(n, (i) => base + step * i) };
    },
  },
  {
    name: 'sums about 1, their logarithm about 0',
    rows: 5_000,
    make: (random, _, n) => {
      const base = -log(n) + between(random, -1, 1) * power(random, -20, 0);
      return { x: fill(n, () => base + between(random, -1, 1) * 2 ** -10) };
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

function ours(row: Case, x: Float64Array | Float32Array): Results {
  const { weights, temperature, mask } = row;
  const options = { weights, mask, temperature: temperature ?? 1 };
  const keep = (v: ArrayLike<number>) => Array.from(v).filter((_, i) => !mask || mask[i]);
  return {
    softmax: keep(softmax(x, options)),
    logSoftmax: keep(logSoftmax(x, options)),
    logSumExp: logSumExp(x, options),
  };
}

type Found = { [level in Level]?: Errors } & { naive: Errors };

const nothing = (): Errors => ({ softmax: 0, logSoftmax: 0, logSumExp: 0 });

function worst(total: Errors, one: Errors): void {
  for (const key of ['softmax', 'logSoftmax', 'logSumExp'] as const) total[key] = Math.max(total[key], one[key]);
}

/** The largest errors over `rows` rows: of every level, and of the naive formulas in the arithmetic of the format. */
function measure(type: Type, rows: number, make: Family['make'], stride = 1): Found {
  const random = seededRandom(rows);
  const names = [...levels, 'naive'] as const;
  const found = Object.fromEntries(names.map((name) => [name, nothing()])) as Found;
  const [format, Floats, round] =
    type === 'float32'
      ? ([float32, Float32Array, Math.fround] as const)
      : ([float64, Float64Array, (v: number) => v] as const);
  for (let k = 0; k < rows; k += 1) {
    const n = k % 16 === 15 ? whole(random, 24, 40) : whole(random, 1, 6);
    const row = make(random, format, n);
    const x = Floats.from(row.x);
    const compact = unmasked({ ...row, x });
    const candidates = [...levels.map((level) => at(level, () => ours(row, x))), naive(compact, round)];
    for (const [i, errors] of rowErrors(compact, candidates, format, stride).entries()) {
      worst(found[names[i]] as Errors, errors);
    }
  }
  for (const name of names) {
    for (const key of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
      record(key, `${type}, ${name}`, (found[name] as Errors)[key]);
    }
  }
  return found;
}

function expectBounds(type: Type, found: Found): void {
  for (const level of levels) {
    for (const name of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
      const bound = level === 'reference' ? REFERENCE : KERNELS[type][name];
      expect((found[level] as Errors)[name], `${name} at the level ${level}`).toBeLessThanOrEqual(bound);
    }
  }
  expect(Math.max(...Object.values(found.naive))).toBeGreaterThan(4);
}

for (const type of ['float64', 'float32'] as const) {
  describe(`${type}: softmax, logSoftmax and logSumExp err by at most ${REFERENCE} ulp by the reference and as stated by the kernels, where the naive formulas fail`, () => {
    const naive = nothing();

    for (const { name, rows, make, float64Only } of families) {
      if (float64Only && type === 'float32') continue;
      test(name, () => {
        const found = measure(type, type === 'float64' ? rows : rows / 4, make);
        expectBounds(type, found);
        worst(naive, found.naive);
      });
    }

    test('these rows break each of the naive formulas', () => {
      for (const error of Object.values(naive)) expect(error).toBeGreaterThan(100);
    });
  });
}

describe('long rows', () => {
  const rows: [type: Type, name: string, n: number, x: (random: Random) => number][] = [
    ['float64', 'scores 0 to 40', 1e6, (random) => 40 * random()],
    ['float64', 'scores in near ties', 1e6, (random) => 1e3 + 1e-3 * random()],
    ['float32', 'scores 0 to 40', 1e5, (random) => 40 * random()],
    ['float32', 'scores 900 to 1,000', 6e5, (random) => 1000 - 100 * random() ** 4],
  ];
  for (const [type, name, n, score] of rows) {
    test(`of ${n.toLocaleString('en')} ${type} ${name} err no more, where the naive formulas fail`, () => {
      expectBounds(
        type,
        measure(type, 1, (random) => ({ x: fill(n, () => score(random)) }), 10),
      );
    });
  }

  test('a row of 10⁶ sums to 1 within 2⁻⁵⁰, where the naive formula does not', () => {
    const random = seededRandom(6);
    for (const spread of [0, 1e-9, 1, 30, 700]) {
      const x = Float64Array.from({ length: 1e6 }, () => spread * random());
      for (const level of levels) {
        const p = at(level, () => softmax(x));
        expect(Math.abs(sumLessOne(p))).toBeLessThanOrEqual(4 * 2 ** -52);
      }
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
