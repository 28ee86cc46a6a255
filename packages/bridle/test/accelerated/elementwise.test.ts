import { allocate, exp, free, log } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { at, atEachLevel, levels } from '../helpers/levels.ts';
import { binding, float32, float64, NEAREST, register, ulps } from '../helpers/mpfr.ts';

const nan = Number.NaN;
const both = [
  ['exp', exp, 'mpfr_exp'],
  ['log', log, 'mpfr_log'],
] as const;
/** Under one type, so that either can be made in the same way. */
const formats = [Float32Array, Float64Array] as unknown as Float64ArrayConstructor[];
type Floats = Float32Array | Float64Array;

const isSingle = (type: Float64ArrayConstructor) => type.BYTES_PER_ELEMENT === 4;

/** Numbers of every size that a format has, of both signs, even in magnitude. */
function everySize(type: Float64ArrayConstructor, count: number, seed: number): Floats {
  const random = seededRandom(seed);
  const [low, high] = isSingle(type) ? [-149, 128] : [-1074, 1024];
  const size = () => Math.min(2 ** (low + (high - low) * random()), isSingle(type) ? 3.4e38 : 1.7e308);
  return type.from({ length: count }, () => (random() < 0.3 ? -1 : 1) * (random() < 0.5 ? size() : 90 * random()));
}

/** The bits, so that −0 and 0 differ; any NaN is one. */
function bitsOf(values: Floats): string {
  return Array.from(values, (value) => (Object.is(value, -0) ? '-0' : String(value))).join();
}

/** Where two arrays differ first, or −1. */
function firstUnlike(a: Floats, b: Floats): number {
  return Array.from(a).findIndex((value, i) => !Object.is(value, b[i]));
}

/** A digest of the bytes: FNV-1a. */
function digest(values: Floats): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const hash = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619), -2128831035);
  return (hash >>> 0).toString(16);
}

describe.each(both)('%s of arrays', (name, f) => {
  atEachLevel((at) => {
    test('follows the table of edges at every place', () => {
      const edges =
        name === 'exp'
          ? [
              ...[0, 1, -0, 1, 5e-324, 1, -5e-324, 1, Infinity, Infinity, -Infinity, 0, nan, nan],
              ...[1e308, Infinity, -1e308, 0, 2 ** -52, 1 + 2 ** -52],
              ...[709.7827128933841, Infinity, -745.1332191019411, 5e-324, -745.1332191019412, 0],
              ...[-708.3964185322641, 2.2250738585072626e-308, -744.4400719213812, 5e-324],
            ]
          : [
              ...[0, -Infinity, -0, -Infinity, Infinity, Infinity, -Infinity, nan, nan, nan, -1, nan, -5e-324, nan],
              ...[
                1,
                0,
                1 - 2 ** -53,
                -(2 ** -53),
                5e-324,
                -744.4400719213812,
                1.7976931348623157e308,
                709.782712893384,
              ],
              ...[2.2250738585072014e-308, -708.3964185322641, 2.225073858507201e-308, -708.3964185322641],
            ];
      const points = edges.filter((_, i) => i % 2 === 0);
      const want = edges.filter((_, i) => i % 2 === 1);
      for (let turn = 0; turn < 8; turn += 1) {
        const turned = (list: number[]) => Float64Array.from([...list.slice(turn), ...list.slice(0, turn)]);
        expect(f(turned(points))).toEqual(turned(want));
      }
      if (name === 'exp') expect(f(Float64Array.of(709.782712893384))[0]).toBeLessThan(Infinity);
      const singles =
        name === 'exp'
          ? [
              ...[0, 1, -0, 1, 1e-45, 1, Infinity, Infinity, -Infinity, 0, nan, nan, 3e38, Infinity, -3e38, 0],
              ...[88.72283172607422, 3.402798519021476e38, 88.72283935546875, Infinity],
              ...[-103.97207641601562, 1.401298464324817e-45, -103.97208404541016, 0],
              ...[-87.33654022216797, 1.175499675756452e-38, -87.3365478515625, 1.1754907074462803e-38],
            ]
          : [
              ...[0, -Infinity, -0, -Infinity, Infinity, Infinity, -Infinity, nan, nan, nan, -1, nan, -1e-45, nan],
              ...[1, 0, 1.401298464324817e-45, -103.27892990343184, 3.4028234663852886e38, 88.72283905206835],
              ...[1.1754943508222875e-38, -87.33654475055312],
            ];
      const got = f(Float32Array.from(singles.filter((_, i) => i % 2 === 0)));
      expect(got).toEqual(Float32Array.from(singles.filter((_, i) => i % 2 === 1)));
    });

    test('gives an entry the same bits at any place, alignment and length, copied or where it lives', () => {
      for (const type of formats) {
        const x = everySize(type, 100, 1);
        const want = f(x);
        for (let n = 0; n <= 34; n += 1) {
          for (const start of [0, 1, 2, 3, 7, 60]) {
            const part = x.subarray(start, start + n);
            expect(bitsOf(f(part))).toBe(bitsOf(want.subarray(start, start + n)));
          }
        }
        const home = allocate(type, 201);
        home.set(x);
        for (const [start, n] of [
          [0, 100],
          [1, 99],
          [3, 1],
          [5, 64],
        ]) {
          const out = home.subarray(101 + start, 101 + start + n);
          expect(f(home.subarray(start, start + n), { out })).toBe(out);
          expect(bitsOf(out)).toBe(bitsOf(want.subarray(start, start + n)));
          // From it, and into it.
          expect(bitsOf(f(home.subarray(start, start + n)))).toBe(bitsOf(out));
          expect(bitsOf(f(x.subarray(start, start + n), { out }))).toBe(bitsOf(want.subarray(start, start + n)));
        }
        free(home);
      }
    });

    test('takes arrays longer than what passes through at a time', () => {
      for (const type of formats) {
        const few = everySize(type, 1009, 2);
        const each = few.map((value) => f(type.of(value))[0]);
        const x = type.from({ length: 2 ** 17 + 5 }, (_, i) => few[i % 1009]);
        const want = type.from(x, (_, i) => each[i % 1009]);
        expect(firstUnlike(f(x), want)).toBe(-1);
        const [from, out] = [allocate(type, x.length), allocate(type, x.length)];
        from.set(x);
        expect(firstUnlike(f(from, { out }), want)).toBe(-1);
        free(from);
        free(out);
      }
    });

    test('writes into out, which may be x or lie across it', () => {
      for (const type of formats) {
        const x = everySize(type, 50, 3);
        const want = bitsOf(f(x));
        for (const buffer of [new type(60), allocate(type, 60)]) {
          for (const start of [0, 1, 3, 8, 10]) {
            buffer.set(x);
            const out = buffer.subarray(start, start + 50);
            expect(f(buffer.subarray(0, 50), { out })).toBe(out);
            expect(bitsOf(out)).toBe(want);
            buffer.set(x, start);
            f(out, { out: buffer.subarray(0, 50) });
            expect(bitsOf(buffer.subarray(0, 50))).toBe(want);
          }
          free(buffer);
        }
        const tensor = { data: new type(50), dims: [5, 10] };
        expect(f({ data: x, dims: [5, 10] }, { out: tensor })).toBe(tensor);
        expect(bitsOf(tensor.data)).toBe(want);
        const other = isSingle(type) ? new Float64Array(50) : new Float32Array(50);
        f(x, { out: other });
        expect(other).toEqual((other.constructor as typeof Float64Array).from(x, (value) => f(value)));
      }
    });

    test('gives the kind and shape of what it takes, a strided tensor in its own order', () => {
      const x = [0.5, 1, 2, 0.25, 3, 8];
      const want = x.map((value) => f(value));
      expect(f(x)).toEqual(want);
      expect(f([x.slice(0, 3), x.slice(3)])).toEqual([want.slice(0, 3), want.slice(3)]);
      expect(f(Int8Array.of(1, 2))).toEqual(Float64Array.of(f(1), f(2)));
      expect(f(BigInt64Array.of(3n))).toEqual(Float64Array.of(f(3)));
      for (const type of formats) {
        const flat = f(type.from(x));
        expect(flat).toBeInstanceOf(type);
        expect(f({ data: type.from(x), dims: [2, 3] })).toEqual({ data: flat, dims: [2, 3] });
        expect(f({ data: type.from(x), dims: [3, 2], strides: [1, 3] })).toEqual({
          data: type.from([0, 3, 1, 4, 2, 5], (k) => flat[k]),
          dims: [3, 2],
        });
        expect(f({ data: type.from(x), dims: [2], offset: 1, strides: [2] })).toEqual({
          data: type.of(flat[1], flat[3]),
          dims: [2],
        });
        expect(f({ data: type.of(1), dims: [] })).toEqual({ data: f(type.of(1)), dims: [] });
        expect(f(new type(0))).toEqual(new type(0));
      }
    });

    test('refuses what is not numbers, and an out that does not fit', () => {
      for (const wrong of ['1', null, undefined, {}, [1, '2'], { dims: [1] }, [[1], [2, 3]]]) {
        expect(() => f(wrong as never)).toThrow(new RegExp(`^${name}: expected`));
      }
      const x = new Float32Array(2);
      expect(() => f(x, { out: new Float32Array(3) })).toThrow(`${name}: expected out.length 2, got 3`);
      expect(() => f(x, { out: new Int8Array(2) as never })).toThrow(TypeError);
      expect(() => f({ data: x, dims: [3] })).toThrow(`${name}: expected data.length 3 for dims [3], got 2`);
    });

    test.runIf(at === 'reference')('is the reference of each number, rounded once', () => {
      const x = everySize(Float64Array, 1000, 4);
      expect(bitsOf(f(x))).toBe(bitsOf(x.map((value) => f(value))));
      expect(bitsOf(f(Float32Array.from(x)))).toBe(bitsOf(Float32Array.from(x).map((value) => f(value))));
    });
  });

  test.runIf(levels.includes('reproducible'))('has these bits at the level reproducible, on every engine', () => {
    const found = formats.map((type) => {
      const random = seededRandom(7);
      const x = type.from({ length: 5000 }, () => (name === 'exp' ? 180 * random() - 95 : 1000 * random()));
      return digest(at('reproducible', () => f(x)));
    });
    expect(found).toEqual(name === 'exp' ? ['68cc25c0', '760add82'] : ['828d0d02', '87251c2']);
  });

  test('takes numbers by the reference at every level', () => {
    for (const x of everySize(Float64Array, 200, 5)) {
      const want = at('reference', () => f(x));
      for (const level of levels) expect(at(level, () => f(x))).toBe(want);
    }
  });
});

describe('measured against MPFR', () => {
  const random = seededRandom(6);
  const draw = (count: number, make: (u: number) => number) => Array.from({ length: count }, () => make(random()));
  const points = {
    exp: [
      ...draw(15_000, (u) => 1460 * u - 748),
      ...draw(15_000, (u) => 3 * u - 1.5),
      ...draw(5_000, (u) => -700 - 46 * u),
      ...draw(5_000, (u) => (u - 0.5) * 2 ** (-40 * random())),
    ],
    log: [
      ...draw(15_000, (u) => (1 + u) * 2 ** Math.floor(2046 * random() - 1022)),
      ...draw(15_000, (u) => 0.65 + 0.8 * u),
      ...draw(5_000, (u) => 1 + (u - 0.5) * 2 ** (-50 * random())),
      ...draw(5_000, (u) => u * 2 ** (-1022 - 50 * random())),
    ],
  };
  const bounds = { exp: { single: 0.51, double: 0.56 }, log: { single: 0.51, double: 0.7 } };
  const [argument, want] = [register(53), register(160)];

  test.each(both)('%s keeps within its bounds', (name, f, oracle) => {
    const x = Float64Array.from(points[name]);
    const singles = Float32Array.from(x, (value) => value / (name === 'exp' && Math.abs(value) > 104 ? 7 : 1));
    const results = levels.map((level) => at(level, () => ({ doubles: f(x), singles: f(singles) })));
    const worst = results.map(() => ({ single: 0, double: 0 }));
    for (let i = 0; i < x.length; i += 1) {
      binding.mpfr_set_d(argument, x[i], NEAREST);
      binding[oracle](want, argument, NEAREST);
      results.forEach((found, k) => {
        worst[k].double = Math.max(worst[k].double, ulps(found.doubles[i], want, float64));
      });
      binding.mpfr_set_d(argument, singles[i], NEAREST);
      binding[oracle](want, argument, NEAREST);
      results.forEach((found, k) => {
        if (Math.abs(found.singles[i]) === Infinity) return;
        worst[k].single = Math.max(worst[k].single, ulps(found.singles[i], want, float32));
      });
    }
    levels.forEach((level, k) => {
      const bound = level === 'reference' ? { single: 0.51, double: 0.501 } : bounds[name];
      expect(worst[k].double, level).toBeLessThanOrEqual(bound.double);
      expect(worst[k].single, level).toBeLessThanOrEqual(bound.single);
    });
  });
});
