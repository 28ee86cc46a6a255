import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp } from '../../src/core/arithmetic/exp.ts';
import { log } from '../../src/core/arithmetic/log.ts';
import { LogSumExp, type LogSumExpState } from '../../src/core/log-sum-exp-stream.ts';
import { type Random, seededRandom } from '../../src/core/random.ts';
import { type Big, ulpError, withBig } from '../helpers/mpfr.ts';

const stream = (...values: number[]) => new LogSumExp().push(values);
const bits = (s: LogSumExp) => JSON.stringify(s);
const copy = (s: LogSumExp) => LogSumExp.fromJSON(JSON.parse(bits(s)));

/** What everybody writes: a running maximum and the sum of e^(x − max), rescaled when the maximum moves. */
class NaiveStream {
  max = -Infinity;
  sum = 0;
  push(values: readonly number[]): this {
    for (const x of values) this.merge({ max: x, sum: 1 });
    return this;
  }
  merge(other: { max: number; sum: number }): this {
    const max = Math.max(this.max, other.max);
    this.sum = this.sum * exp(this.max - max) + other.sum * exp(other.max - max);
    this.max = max;
    return this;
  }
  get value(): number {
    return this.max + log(this.sum);
  }
}

describe('special values', () => {
  test.each([
    ['empty', [], -Infinity],
    ['all −∞', [-Infinity, -Infinity], -Infinity],
    ['−∞ among finite', [-Infinity, 5], 5],
    ['some +∞', [1, Infinity, -Infinity], Infinity],
    ['NaN', [1, Number.NaN, 2], Number.NaN],
    ['NaN and +∞', [Number.NaN, Infinity], Number.NaN],
    ['one value', [-3.7], -3.7],
    ['one 0', [0], 0],
    ['the largest float64', [Number.MAX_VALUE], Number.MAX_VALUE],
    ['two of them', [Number.MAX_VALUE, Number.MAX_VALUE], Number.MAX_VALUE],
    ['both ends', [-Number.MAX_VALUE, Number.MAX_VALUE], Number.MAX_VALUE],
    ['the lowest', [-Number.MAX_VALUE, -Number.MAX_VALUE], -Number.MAX_VALUE],
    ['a confident pair', [0, -40], 4.248354255291589e-18],
    ['a pair whose result is subnormal', [0, -740], 4.2e-322],
    ['a pair beyond float64', [0, -746], 0],
    ['equal large', [1000, 1000], 1000.6931471805599],
    ['equal small', [-1000, -1000], -999.3068528194401],
  ])('%s', (_, values, want) => {
    for (const order of [values, values.toReversed()]) expect(stream(...order).value).toBe(want);
    const parts = new LogSumExp();
    for (const x of values) parts.merge(copy(stream(x)));
    expect(parts.value).toBe(want);
    expect(parts.count).toBe(values.length);
  });

  test('prove the confident pair hard: a running maximum and sum gives 0', () => {
    expect(new NaiveStream().push([0, -40]).value).toBe(0);
  });

  test('a value of weight 0 is ignored, whatever it is', () => {
    const s = new LogSumExp().push([Number.NaN, Infinity, 2, -Infinity], { weights: [0, 0, 1, 0] });
    expect(bits(s)).toBe(bits(stream(2)));
  });

  test('softmaxOf: +∞ entries share by weight, all else has 0; NaN where there is nothing above −∞', () => {
    const s = new LogSumExp().push([1, Infinity, Infinity], { weights: [9, 1, 3] });
    expect(s.softmaxOf([Infinity, 1, -Infinity])).toEqual([0.25, 0, 0]);
    expect(s.softmaxOf(Number.NaN)).toBeNaN();
    expect(stream().softmaxOf(0)).toBeNaN();
    expect(stream(-Infinity).softmaxOf(-Infinity)).toBeNaN();
    expect(stream(Number.NaN).softmaxOf(1)).toBeNaN();
    expect(stream(0, 1).softmaxOf([-Infinity, Number.NaN])).toEqual([0, Number.NaN]);
    expect(stream(0).softmaxOf([0, 800, 709, -745])).toEqual([1, Infinity, exp(709), 5e-324]);
  });
});

describe('input', () => {
  test('takes numbers, arrays, typed arrays, BigInts, nested arrays and strided tensors', () => {
    const want = bits(stream(1, 2, 3, 4));
    expect(bits(new LogSumExp().push(1).push(2).push(3).push(4))).toBe(want);
    for (const values of [
      [1, 2, 3, 4],
      Float32Array.of(1, 2, 3, 4),
      Uint8Array.of(1, 2, 3, 4),
      BigInt64Array.of(1n, 2n, 3n, 4n),
      [
        [1, 2],
        [3, 4],
      ],
      { data: Float64Array.of(9, 1, 3, 2, 4), dims: [2, 2], strides: [1, 2], offset: 1 },
    ]) {
      expect(bits(new LogSumExp().push(values))).toBe(want);
    }
  });

  test('softmaxOf gives the kind that it is given', () => {
    const s = stream(0, 0);
    expect(s.softmaxOf(Float32Array.of(0))).toEqual(Float32Array.of(0.5));
    expect(s.softmaxOf(Int8Array.of(0))).toEqual(Float64Array.of(0.5));
    expect(s.softmaxOf([[0], [0]])).toEqual([[0.5], [0.5]]);
    expect(s.softmaxOf({ data: Float64Array.of(0), dims: [1, 1] })).toEqual({
      data: Float64Array.of(0.5),
      dims: [1, 1],
    });
  });

  test('refuses weights that do not fit, and then nothing has been added', () => {
    const s = stream(1);
    const before = bits(s);
    for (const bad of [-1, Number.NaN, Infinity]) {
      expect(() => s.push([1, 2], { weights: [1, bad] })).toThrow(
        new RangeError(`LogSumExp.push: expected finite weights ≥ 0, got ${bad} at 1`),
      );
      expect(() => s.push(1, { weights: bad })).toThrow(RangeError);
    }
    expect(() => s.push([1, 2], { weights: [1] })).toThrow(RangeError);
    expect(() => s.push('1' as never)).toThrow(TypeError);
    expect(() => s.push([1, '2'] as never)).toThrow(TypeError);
    expect(() => s.merge({ value: 1 } as never)).toThrow(
      new TypeError('LogSumExp.merge: expected a LogSumExp, got Object'),
    );
    expect(bits(s)).toBe(before);
  });

  test('merges with itself, and leaves what it merges as it was', () => {
    const s = stream(3, -5);
    expect(bits(s.merge(s))).toBe(bits(stream(3, -5, 3, -5)));
    const other = stream(100);
    const before = bits(other);
    s.merge(other).push(7);
    expect(bits(other)).toBe(before);
  });
});

test('value and softmaxOf follow what is pushed and merged after they were asked for', () => {
  const s = stream(0);
  expect([s.value, s.softmaxOf(0)]).toEqual([0, 1]);
  s.push(0);
  expect([s.value, s.softmaxOf(0)]).toEqual([Math.LN2, 0.5]);
  s.merge(stream(0, 0));
  expect([s.value, s.softmaxOf(0)]).toEqual([2 * Math.LN2, 0.25]);
});

type Entry = { x: number; weight: number };

const entry: fc.Arbitrary<Entry> = fc.record({
  x: fc.oneof(
    { arbitrary: fc.double({ min: -50, max: 50 }), weight: 6 },
    { arbitrary: fc.double({ min: -2000, max: 2000 }), weight: 3 },
    { arbitrary: fc.double({ noNaN: true }), weight: 2 },
    { arbitrary: fc.constantFrom(0, -40, 4, -4, 12, 2 ** 60, 2 ** 60 + 256), weight: 2 },
  ),
  weight: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 9 }), fc.double({ min: 0, max: 1e308, noNaN: true })),
});
const rare = fc.record({
  x: fc.constantFrom(Infinity, -Infinity, Number.NaN),
  weight: fc.constantFrom(0, 0.1, 0.2, 3),
});
const entries = fc.oneof(
  { arbitrary: fc.array(entry, { maxLength: 60 }), weight: 4 },
  { arbitrary: fc.array(fc.oneof({ arbitrary: entry, weight: 9 }, rare), { maxLength: 30 }), weight: 1 },
);

const pushAll = (s: LogSumExp, list: readonly Entry[]) =>
  s.push(
    list.map(({ x }) => x),
    { weights: list.map(({ weight }) => weight) },
  );

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Streams over random chunks of a random order, some from JSON, merged as a random tree. */
function scattered(list: readonly Entry[], random: Random): LogSumExp {
  const order = shuffled(list, random);
  const parts: LogSumExp[] = [new LogSumExp()];
  for (let i = 0; i < order.length; ) {
    const end = i + Math.ceil(random() * 9);
    const s = random() < 0.5 ? new LogSumExp() : parts.splice(Math.floor(random() * parts.length), 1)[0];
    parts.push(pushAll(s, order.slice(i, end)));
    i = end;
  }
  while (parts.length > 1) {
    const [a] = parts.splice(Math.floor(random() * parts.length), 1);
    const b = Math.floor(random() * parts.length);
    parts[b] = (random() < 0.3 ? copy(parts[b]) : parts[b]).merge(random() < 0.3 ? copy(a) : a);
  }
  return parts[0];
}

describe('order', () => {
  test('any permutation, any chunking, any merge tree and JSON in between give the same bits', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, seed) => {
        const whole = pushAll(new LogSumExp(), list);
        const parts = scattered(list, seededRandom(seed));
        expect(bits(parts)).toBe(bits(whole));
        expect(parts.value).toBe(whole.value);
        const probes = list.slice(0, 5).map(({ x }) => x);
        expect(parts.softmaxOf(probes)).toEqual(whole.softmaxOf(probes));
      }),
      { seed: 20250101, numRuns: 1500 },
    );
  });

  test('the same inputs are hard: a running maximum and sum changes with the order on most of them', () => {
    const random = seededRandom(5);
    let changed = 0;
    for (let run = 0; run < 200; run += 1) {
      const values = Array.from({ length: 60 }, () => 100 * random() - 50);
      const order = shuffled(values, random);
      expect(stream(...order).value).toBe(stream(...values).value);
      const halves = new NaiveStream().push(order.slice(0, 30)).merge(new NaiveStream().push(order.slice(30)));
      if (halves.value !== new NaiveStream().push(values).value || halves.sum !== new NaiveStream().push(values).sum) {
        changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(100);
  });

  test('a million values, in three orders and cut in a thousand parts: one value, to the bit', () => {
    const random = seededRandom(6);
    const values = Float64Array.from({ length: 1_000_000 }, () => -60 * random() + 3);
    const forward = new LogSumExp().push(values);
    const ascending = new LogSumExp().push(values.toSorted());
    const parts = Array.from({ length: 1000 }, (_, i) =>
      new LogSumExp().push(values.subarray(i * 1000, i * 1000 + 1000)),
    );
    const merged = parts.toReversed().reduce((all, part) => all.merge(part), new LogSumExp());
    expect(bits(ascending)).toBe(bits(forward));
    expect(bits(merged)).toBe(bits(forward));
    const naive = new NaiveStream().push([...values]).value;
    expect(new NaiveStream().push([...values.toSorted()]).value).not.toBe(naive);
  });
});

/** ln Σ gᵢ·e^(xᵢ) by MPFR, shifted by the largest score so that nothing leaves its range. */
function oracle(list: readonly Entry[], big: (x: number) => Big): { log: Big; max: number; rest: Big } {
  const max = Math.max(...list.map(({ x }) => x));
  let sum = big(0);
  for (const { x, weight } of list) sum = sum.add(big(x).sub(max).exp().mul(weight));
  return { log: sum.ln(), max, rest: sum };
}

describe('accuracy', () => {
  const streams = (): Entry[][] => {
    const random = seededRandom(7);
    const made: Entry[][] = [];
    for (let run = 0; run < 1500; run += 1) {
      const spread = [0.1, 5, 60, 1400][run % 4];
      const centre = (random() - 0.5) * [0, 10, 3000, 1e9, 1e17][run % 5];
      const weights = run % 3 === 0;
      made.push(
        Array.from({ length: 1 + Math.floor(random() * 24) }, () => ({
          x: centre + (random() - 0.5) * spread,
          weight: weights ? 10 ** (20 * random() - 10) : 1,
        })),
      );
    }
    return made;
  };

  test('value ≤ 0.51 ulp where |value| ≥ 1/16, ≤ 1 ulp + 2⁻⁶⁶ nearer to 0; softmaxOf ≤ 0.51 ulp', () => {
    let worstValue = 0;
    let worstSoftmax = 0;
    for (const list of streams()) {
      const s = pushAll(new LogSumExp(), list);
      withBig((big) => {
        const { log: logSum, max, rest } = oracle(list, big);
        const want = logSum.add(max);
        const size = Math.abs(want.toNumber());
        if (size >= 1 / 16) worstValue = Math.max(worstValue, ulpError(s.value, want));
        else expect(want.sub(s.value).abs().toNumber()).toBeLessThan(size * 2 ** -52 + 2 ** -66);
        const { x } = list[0];
        worstSoftmax = Math.max(worstSoftmax, ulpError(s.softmaxOf(x), big(x).sub(max).exp().div(rest)));
      }, 400);
    }
    expect(worstValue).toBeLessThan(0.51);
    expect(worstSoftmax).toBeLessThan(0.51);
    expect(worstValue).toBeGreaterThan(0.45); // the inputs are such that the last rounding shows
  });

  test('value ≤ 1 ulp for a score 0 beside others however small', () => {
    const random = seededRandom(8);
    let worst = 0;
    let naive = 0;
    for (let run = 0; run < 1000; run += 1) {
      const list = [{ x: 0, weight: 1 }];
      for (let i = 0; i < 1 + (run % 5); i += 1) list.push({ x: -1 - 740 * random() ** 2, weight: 1 });
      const values = list.map(({ x }) => x);
      withBig((big) => {
        const want = oracle(list, big).log;
        worst = Math.max(worst, ulpError(stream(...values).value, want));
        naive = Math.max(naive, ulpError(new NaiveStream().push(values).value, want));
      }, 1400);
    }
    expect(worst).toBeLessThan(1);
    expect(naive).toBeGreaterThan(1e15); // all digits gone
  });

  test('log-probabilities, whose sum is nearly 1: within 2⁻⁶⁶, where a running sum is off by 2⁻⁵³ and more', () => {
    const random = seededRandom(10);
    let worst = 0;
    let naive = 0;
    for (let run = 0; run < 500; run += 1) {
      const shares = Array.from({ length: 2 + (run % 30) }, () => random() ** 3);
      const total = shares.reduce((sum, share) => sum + share, 0);
      const values = shares.map((share) => log(share / total));
      const s = stream(...values);
      const running = new NaiveStream().push(values);
      withBig((big) => {
        const want = values.reduce((sum, x) => sum.add(big(x).exp()), big(0)).ln();
        worst = Math.max(worst, want.sub(s.value).abs().toNumber());
        naive = Math.max(naive, want.sub(running.value).abs().toNumber());
      });
    }
    expect(worst).toBeLessThan(2 ** -66);
    expect(naive).toBeGreaterThan(2 ** -53);
  });

  test('softmaxOf is rounded once where it is subnormal too', () => {
    const random = seededRandom(11);
    const s = stream(0, -0.3, -1);
    for (let run = 0; run < 500; run += 1) {
      const x = -700 - 46 * random();
      withBig((big) => {
        const sum = [0, -0.3, -1].reduce((all, y) => all.add(big(y).exp()), big(0));
        expect(ulpError(s.softmaxOf(x), big(x).exp().div(sum))).toBeLessThan(0.51);
      });
    }
  });

  test('10⁵ values: value and softmaxOf as good as for ten', () => {
    const random = seededRandom(9);
    const list = Array.from({ length: 100_000 }, () => ({ x: -30 * random(), weight: 1 }));
    const s = pushAll(new LogSumExp(), list);
    withBig((big) => {
      let sum = big(0);
      for (const { x } of list) sum = sum.add(big(x).exp());
      expect(ulpError(s.value, sum.ln())).toBeLessThan(0.51);
      expect(ulpError(s.softmaxOf(-1), big(-1).exp().div(sum))).toBeLessThan(0.51);
    }, 128);
  });

  test('weights beside scores so large that float64 has no room for their logarithm still share out', () => {
    const x = 2 ** 60;
    const s = new LogSumExp().push([x, x], { weights: [1e300, 3e300] });
    expect(s.value).toBe(x + 768); // ln 4e300 = 692, the spacing of float64 there is 256
    expect(s.softmaxOf(x) * 1e300).toBeCloseTo(0.25, 15);
    // ln g = 132 is more than half the spacing, 125 less.
    expect(new LogSumExp().push(x, { weights: exp(132) }).value).toBe(x + 256);
    expect(new LogSumExp().push(x, { weights: exp(125) }).value).toBe(x);
  });
});

describe('JSON', () => {
  const good = (): LogSumExpState => JSON.parse(bits(stream(3, -5)));

  test('holds the whole state', () => {
    expect(stream(0, -8).toJSON()).toEqual({
      format: 'bridle-log-sum-exp',
      version: 1,
      count: 2,
      kind: 'finite',
      top: 0,
      shift: 0,
      sums: ['20000000000000000000', '20000000000000000000'],
    });
  });

  test.each([
    ['null', null],
    ['a text', JSON.stringify(good())],
    ['an array', [good()]],
    ['another format', { ...good(), format: 'x' }],
    ['a newer version', { ...good(), version: 2 }],
    ['an unknown kind', { ...good(), kind: 'constructor' }],
    ['a count that is text', { ...good(), count: '2' }],
    ['a negative count', { ...good(), count: -2 }],
    ['a fractional count', { ...good(), count: 1.5 }],
    ['a count beyond 2⁵³', { ...good(), count: 2 ** 53 }],
    ['a count of 0 with sums', { ...good(), count: 0 }],
    ['a top that is no number', { ...good(), top: null }],
    ['an infinite top', { ...good(), top: Infinity }],
    ['a top beyond every score', { ...good(), top: 1e308 }],
    ['a fractional top', { ...good(), top: 0.5 }],
    ['a shift that top could hold', { ...good(), shift: 3 }],
    ['a shift that is no number', { ...good(), shift: Number.NaN }],
    ['sums that are an object', { ...good(), sums: { length: 1, 0: '1' } }],
    ['a sum that is a number', { ...good(), sums: [1] }],
    ['a sum in another notation', { ...good(), sums: ['0x1'] }],
    ['a negative sum', { ...good(), sums: ['-1'] }],
    ['a sum with leading zeros', { ...good(), sums: ['01'] }],
    ['a sum of 36 digits', { ...good(), sums: ['1'.repeat(36)] }],
    ['an empty highest bin', { ...good(), sums: ['0', '1'] }],
    ['an empty lowest bin', { ...good(), sums: ['1', '0'] }],
    ['a hole', { ...good(), sums: Array(2) }],
    ['129 bins', { ...good(), sums: Array(129).fill('1') }],
    ['a million bins', { ...good(), sums: Array(1e6).fill('1') }],
    ['NaN with sums', { ...good(), kind: 'nan' }],
    ['+∞ without weights', { ...good(), kind: 'infinite', sums: [] }],
    ['fields that are only inherited', Object.create(good())],
    ['fields under __proto__', JSON.parse(`{"__proto__":${JSON.stringify(good())}}`)],
  ])('refuses %s', (_, state) => {
    expect(() => LogSumExp.fromJSON(state)).toThrow(/^LogSumExp\.fromJSON: expected|contradict/);
  });

  test('ignores keys that are not its own, __proto__ among them', () => {
    const text = JSON.stringify(good()).replace('{', '{"__proto__":{"count":9},"more":1,');
    const s = LogSumExp.fromJSON(JSON.parse(text));
    expect(bits(s)).toBe(JSON.stringify(good()));
    expect(({} as { count?: number }).count).toBeUndefined();
  });
});
