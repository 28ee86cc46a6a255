import { allocate, crossEntropy, free, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { exponentOf } from '../../src/core/arithmetic/exponent.ts';
import { seededRandom } from '../../src/core/random.ts';
import { at, atEachKernelLevel } from '../helpers/levels.ts';
import { binding, float32, float64, NEAREST, register, ulpError, ulps, withBig } from '../helpers/mpfr.ts';

const nan = Number.NaN;
/** Under one type, so that either can be made in the same way. */
const formats = [Float32Array, Float64Array] as unknown as Float64ArrayConstructor[];
const isSingle = (type: Float64ArrayConstructor) => type.BYTES_PER_ELEMENT === 4;
type Tensor = { data: Float64Array; dims: number[] };
type Batch = { x: Float64Array; dims: number[]; classes: Int32Array };

/** What the kernels promise: the loss to a relative error, the gradient to so many ulp. */
const bounds = { single: { loss: 2 ** -28, gradient: 0.6 }, double: { loss: 4.5 * 2 ** -53, gradient: 4 } };
const boundsOf = (type: Float64ArrayConstructor) => (isSingle(type) ? bounds.single : bounds.double);

function randomBatch(type: Float64ArrayConstructor, rows: number, n: number, seed: number, size = 8): Batch {
  const random = seededRandom(seed);
  const x = type.from({ length: rows * n }, () => size * (random() + random() - 1));
  return { x, dims: [rows, n], classes: Int32Array.from({ length: rows }, () => Math.floor(n * random())) };
}

const tensorOf = ({ x, dims }: Batch) => ({ data: x, dims });

/** |got − want| in ulp of a format. */
function ulpsFrom(got: number, want: number, single: boolean): number {
  if (Object.is(got, want) || (Number.isNaN(got) && Number.isNaN(want))) return 0;
  const [digits, least] = single ? [23, -126] : [52, -1022];
  return Math.abs(got - want) / 2 ** (Math.max(exponentOf(want), least) - digits);
}

/** The largest error in ulp. */
function worst(got: ArrayLike<number>, want: ArrayLike<number>, single: boolean): number {
  let most = 0;
  for (let i = 0; i < want.length; i += 1) {
    const error = ulpsFrom(got[i], want[i], single);
    if (!(error <= most)) most = error;
  }
  return got.length === want.length ? most : Infinity;
}

/** |got/want − 1|; a float32 loss below 10⁻²⁸⁰ counts as 0. */
const relative = (got: number, want: number) => (Object.is(got, want) || want < 1e-279 ? 0 : Math.abs(got / want - 1));

const registers = Array.from({ length: 6 }, () => register(1300));

/** The errors of the loss and the largest of the gradient of one row, against MPFR; the loss's is relative. */
function errorsOf(x: Float64Array, label: number, temperature: number, loss: number, gradient: Float64Array) {
  const [d, term, rest, mine, total, value] = registers;
  const format = x.BYTES_PER_ELEMENT === 4 ? float32 : float64;
  const top = temperature > 0 ? Math.max(...x) : Math.min(...x);
  const exponential = (i: number) => {
    binding.mpfr_set_d(d, x[i], NEAREST);
    binding.mpfr_sub_d(d, d, top, NEAREST);
    binding.mpfr_div_d(d, d, temperature, NEAREST);
    binding.mpfr_exp(term, d, NEAREST);
  };
  binding.mpfr_set_d(rest, 0, NEAREST);
  for (let i = 0; i < x.length; i += 1) {
    exponential(i);
    if (i !== label) binding.mpfr_add(rest, rest, term, NEAREST);
  }
  exponential(label);
  binding.mpfr_add(total, rest, term, NEAREST);
  binding.mpfr_set(mine, d, NEAREST);
  binding.mpfr_log(value, total, NEAREST);
  binding.mpfr_sub(value, value, mine, NEAREST);
  const errors = { loss: relative(loss, binding.mpfr_get_d(value, NEAREST)), gradient: 0 };
  for (let i = 0; i < x.length; i += 1) {
    exponential(i);
    if (i === label) binding.mpfr_neg(term, rest, NEAREST);
    binding.mpfr_div(value, term, total, NEAREST);
    binding.mpfr_div_d(value, value, temperature, NEAREST);
    errors.gradient = Math.max(errors.gradient, ulps(gradient[i], value, format));
  }
  return errors;
}

type Options = Parameters<typeof crossEntropy.withGradient>[2];

/** Loss and gradient, as it is stored. */
function gradientOf(batch: Batch, options: Options) {
  const { loss, gradient } = crossEntropy.withGradient(tensorOf(batch), batch.classes, options);
  const { data, dims } = gradient as unknown as Tensor;
  expect(dims).toEqual(batch.dims);
  return { loss, gradient: data };
}

/** The reference of the same numbers in float64, which both formats are held to. */
function reference(batch: Batch, options: Options) {
  return at('reference', () => gradientOf({ ...batch, x: Float64Array.from(batch.x) }, options));
}

const named = formats.map((type) => [type.name, type] as const);

describe('crossEntropy by kernels', () => {
  atEachKernelLevel(() => {
    const sizes = [...Array.from({ length: 39 }, (_, i) => i + 2), 64, 100, 1000];
    const variants = [
      {},
      { reduction: 'sum' },
      { temperature: 0.7 },
      { temperature: -2.5, reduction: 'sum' },
      { temperature: 1e-3 },
    ] as const;

    test.each(named)('agrees with the reference for any number of classes and rows: %s', (_, type) => {
      for (const [k, n] of sizes.entries()) {
        const batch = randomBatch(type, 1 + ((7 * k) % 20), n, k);
        for (const options of variants) {
          const { loss, gradient } = gradientOf(batch, options);
          const want = reference(batch, options);
          expect(relative(loss, want.loss)).toBeLessThanOrEqual(boundsOf(type).loss);
          expect(gradient).toBeInstanceOf(type);
          // The reference itself may be 2.5 ulp of float64 off.
          const bound = boundsOf(type).gradient + (isSingle(type) ? 0 : 2.5);
          expect(worst(gradient, want.gradient, isSingle(type))).toBeLessThanOrEqual(bound);
        }
      }
    });

    test.each(named)('keeps within its bounds of MPFR: %s', (_, type) => {
      for (const [k, n] of [2, 3, 10, 23, 24, 60].entries()) {
        for (const size of [0.5, 8, 600]) {
          const { x, classes } = randomBatch(type, 4, n, k + 50, size);
          for (const temperature of [1, -2.5, 0.02]) {
            for (let r = 0; r < 4; r += 1) {
              const row = x.subarray(r * n, r * n + n);
              const got = crossEntropy.withGradient(row, classes[r], { temperature });
              const errors = errorsOf(row, classes[r], temperature, got.loss, got.gradient);
              expect(errors.loss).toBeLessThanOrEqual(boundsOf(type).loss);
              expect(errors.gradient).toBeLessThanOrEqual(boundsOf(type).gradient);
            }
          }
        }
      }
    });

    test.each(named)('does not let the gradient of a confident row cancel: %s', (_, type) => {
      for (const n of [3, 40]) {
        const x = new type(n);
        x[1] = 60;
        const { loss, gradient } = crossEntropy.withGradient(x, 1);
        expect(errorsOf(x, 1, 1, loss, gradient).gradient).toBeLessThanOrEqual(boundsOf(type).gradient);
        expect(gradient[1]).toBeLessThan(0);
        // As the formula is written.
        expect(softmax(x)[1] - 1).toBe(0);
      }
    });

    test.each(named)('counts ties of the largest score: %s', (_, type) => {
      for (const n of [4, 32]) {
        const tied = type.from({ length: n }, (_, i) => (i % 2 === 0 ? 700 : -700));
        const { loss, gradient } = crossEntropy.withGradient(tied, 2);
        expect(relative(loss, Math.log(n / 2))).toBeLessThanOrEqual(boundsOf(type).loss + 2 ** -52);
        expect(Array.from(gradient)).toEqual(
          Array.from({ length: n }, (_, i) => (i === 2 ? 2 / n - 1 : i % 2 === 0 ? 2 / n : 0)),
        );
      }
    });

    test.each(named)('follows the table of edges in rows among good ones, in place too: %s', (_, type) => {
      const rows: [string, (i: number) => number, number, number, (i: number) => number][] = [
        ['NaN', (i) => (i === 1 ? nan : i), 0, nan, () => nan],
        ['−∞ only', () => -Infinity, 0, nan, () => nan],
        ['∞ elsewhere', (i) => (i === 1 ? Infinity : i), 0, Infinity, (i) => (i === 0 ? -1 : i === 1 ? 1 : 0)],
        ['∞ at the class', (i) => (i === 1 ? Infinity : i), 1, 0, () => 0],
        ['−∞ at the class', (i) => (i === 0 ? -Infinity : i === 1 ? 9 : -9e9), 0, Infinity, (i) => [-1, 1][i] ?? 0],
        ['−∞ elsewhere', (i) => (i === 1 ? 3 : -Infinity), 1, 0, () => 0],
      ];
      for (const n of [5, 23, 24, 50]) {
        for (const place of [0, 3, 7, 8, 10]) {
          for (const [name, entry, label, loss, slope] of rows) {
            const batch = randomBatch(type, 11, n, 1);
            for (let i = 0; i < n; i += 1) batch.x[place * n + i] = entry(i);
            batch.classes[place] = label;
            const options = { reduction: 'sum' } as const;
            const { data } = crossEntropy(tensorOf(batch), batch.classes, { reduction: 'none' }) as Tensor;
            const good = randomBatch(type, 11, n, 1);
            const want = gradientOf(good, options).gradient;
            want.set(
              type.from({ length: n }, (_, i) => slope(i)),
              place * n,
            );
            const losses = (crossEntropy(tensorOf(good), batch.classes, { reduction: 'none' }) as Tensor).data;
            losses[place] = loss;
            expect(data, name).toEqual(losses);
            const { loss: sum, gradient } = gradientOf(batch, options);
            expect(Number.isNaN(loss) ? sum : Math.min(sum, loss), name).toBe(loss);
            // A 0 that was rounded may have either sign.
            expect(
              gradient.map((value) => value + 0),
              name,
            ).toEqual(want);
            crossEntropy.gradient(tensorOf(batch), batch.classes, { ...options, out: batch.x });
            expect(batch.x, name).toEqual(gradient);
          }
        }
      }
    });

    test('gives a row the same bits alone and beside others, copied or where it lives, in one call or two', () => {
      for (const type of formats) {
        for (const n of [2, 10, 23, 24, 33]) {
          const batch = randomBatch(type, 21, n, n);
          const options = { reduction: 'sum', temperature: 1.7 } as const;
          const { gradient } = gradientOf(batch, options);
          const each = (crossEntropy(tensorOf(batch), batch.classes, { ...options, reduction: 'none' }) as Tensor).data;
          for (let r = 0; r < 21; r += 1) {
            const row = batch.x.subarray(r * n, r * n + n);
            const alone = crossEntropy.withGradient(row, batch.classes[r], options);
            expect(alone.gradient).toEqual(gradient.subarray(r * n, r * n + n));
            expect(type.of(alone.loss)[0]).toBe(each[r]);
            expect(crossEntropy(row, batch.classes[r], options)).toBe(alone.loss);
            expect(crossEntropy(row, batch.classes[r], { ...options, reduction: 'none' })).toBe(each[r]);
            expect(crossEntropy.gradient(row, batch.classes[r], options)).toEqual(alone.gradient);
          }
          const home = { ...batch, x: allocate(type, batch.x.length) };
          const out = allocate(type, batch.x.length);
          home.x.set(batch.x);
          expect(crossEntropy.gradient(tensorOf(home), batch.classes, { ...options, out })).toBe(out);
          expect(out.slice()).toEqual(gradient);
          expect(home.x.slice()).toEqual(batch.x);
          const loss = crossEntropy(tensorOf(batch), batch.classes, options);
          expect(crossEntropy(tensorOf(home), batch.classes, options)).toBe(loss);
          const outside = new type(batch.x.length);
          crossEntropy.gradient(tensorOf(home), batch.classes, { ...options, out: outside });
          expect(outside).toEqual(gradient);
          crossEntropy.gradient(tensorOf(home), batch.classes, { ...options, out: home.x });
          expect(home.x.slice()).toEqual(gradient);
          free(home.x);
          free(out);
        }
      }
    });

    test('reads logits whole where the gradient lies across them', () => {
      for (const type of formats) {
        for (const n of [6, 30]) {
          const batch = randomBatch(type, 9, n, n);
          const want = gradientOf(batch, {}).gradient;
          for (const buffer of [new type(10 * n), allocate(type, 10 * n)]) {
            for (const [from, to] of [
              [0, 1],
              [1, 0],
              [0, n],
              [n, 0],
            ]) {
              const x = buffer.subarray(from, from + 9 * n);
              const out = buffer.subarray(to, to + 9 * n);
              x.set(batch.x);
              crossEntropy.gradient({ data: x, dims: batch.dims }, batch.classes, { out });
              // By the reference, if need be.
              expect(worst(out, want, isSingle(type))).toBeLessThanOrEqual(4);
            }
            free(buffer);
          }
        }
      }
    });

    test('takes more rows and more entries than pass through at a time', () => {
      for (const type of formats) {
        const few = randomBatch(type, 50, 3, 1);
        const x = type.from({ length: 3 * 20_000 }, (_, i) => few.x[i % 150]);
        const classes = Int32Array.from({ length: 20_000 }, (_, i) => few.classes[i % 50]);
        const home = allocate(type, x.length);
        home.set(x);
        const want = gradientOf(few, { reduction: 'sum' });
        for (const data of [x, home]) {
          const got = crossEntropy.withGradient({ data, dims: [20_000, 3] }, classes, { reduction: 'sum' });
          expect(relative(got.loss, 400 * want.loss)).toBeLessThanOrEqual(2 ** -50);
          const { data: gradient } = got.gradient as unknown as Tensor;
          expect(gradient.findIndex((value, i) => value !== want.gradient[i % 150])).toBe(-1);
        }
        free(home);
      }
    });

    test.each(named)('takes rows longer than the scratch: %s', (_, type) => {
      const n = 2 ** 18 + 3;
      const x = allocate(type, n);
      x.set(randomBatch(type, 1, n, 9).x);
      const want = at('reference', () => crossEntropy.withGradient(Float64Array.from(x), n - 1));
      const got = crossEntropy.withGradient(x, n - 1);
      expect(relative(got.loss, want.loss)).toBeLessThanOrEqual(boundsOf(type).loss);
      expect(worst(got.gradient, want.gradient, isSingle(type))).toBeLessThanOrEqual(boundsOf(type).gradient);
      expect(crossEntropy.withGradient(x.slice(), n - 1).loss).toBe(got.loss);
      crossEntropy.gradient(x, n - 1, { out: x });
      expect(x.findIndex((value, i) => value !== got.gradient[i])).toBe(-1);
      free(x);
    });

    test('gives rows longer than the window the bits of rows that live in the memory', () => {
      const n = 1_100_003;
      const { x, dims, classes } = randomBatch(Float32Array as unknown as Float64ArrayConstructor, 2, n, 7);
      const home = allocate(Float32Array, 2 * n);
      home.set(x);
      const want = crossEntropy.withGradient({ data: home, dims }, classes);
      const got = crossEntropy.withGradient({ data: x, dims }, classes);
      expect(got.loss).toBe(want.loss);
      expect(Buffer.compare(Buffer.from(got.gradient.data.buffer), Buffer.from(want.gradient.data.buffer))).toBe(0);
      expect(crossEntropy({ data: x, dims }, classes)).toBe(want.loss);
      free(home);
    });

    test('gives entries below the range of exponentials their gradient, p/T, however small the temperature', () => {
      for (const temperature of [1e-3, 1e-90]) {
        for (const n of [5, 30]) {
          const scores = [0, -temperature, -800 * temperature];
          const x = Float64Array.from({ length: n }, (_, i) => scores[i] ?? -Infinity);
          const gradient = crossEntropy.gradient(x, 0, { temperature });
          expect(gradient.slice(3)).toEqual(new Float64Array(n - 3));
          withBig((big) => {
            const [, near, far] = scores.map((score) => big(score).div(temperature).exp());
            // e^(−800) itself is 0 in float64; over T = 1e−90 it is 3e−258.
            expect(ulpError(gradient[2], far.div(near.add(far).add(1)).div(temperature))).toBeLessThanOrEqual(0.51);
          }, 1300);
        }
      }
    });

    test('leaves to the reference what it alone can do, at the temperature given', () => {
      // The row's rest is below what the kernels keep.
      const temperature = 49;
      expect(1 / (1 / temperature)).not.toBe(temperature);
      for (const n of [4, 30]) {
        const x = Float64Array.from({ length: n }, (_, i) => (i === 0 ? 0 : -33_000 - i));
        const options = { temperature, reduction: 'sum' } as const;
        const got = crossEntropy.withGradient(x, 0, options);
        const want = at('reference', () => crossEntropy.withGradient(x, 0, options));
        expect(got.loss).toBe(want.loss);
        expect(worst(got.gradient, want.gradient, false)).toBeLessThanOrEqual(4);
      }
    });

    test('sends to the reference options and targets that the kernels know nothing of', () => {
      for (const type of formats) {
        const batch = randomBatch(type, 3, 4, 2);
        const logits = tensorOf(batch);
        const oneHot = {
          data: type.from({ length: 12 }, (_, i) => Number(i % 4 === batch.classes[i >> 2])),
          dims: [3, 4],
        };
        const calls: (() => unknown)[] = [
          () => crossEntropy.withGradient(logits, batch.classes, { classWeights: [1, 2, 3, 4] }),
          () => crossEntropy.withGradient(logits, batch.classes, { labelSmoothing: 0.1 }),
          () => crossEntropy.withGradient(logits, batch.classes, { sampleWeights: [1, 0, 3] }),
          () => crossEntropy.withGradient(logits, [0, -1, 2], { ignoreIndex: -1 }),
          () => crossEntropy.withGradient(logits, batch.classes, { mask: [1, 1, 0, 1] }),
          () => crossEntropy.withGradient(logits, batch.classes, { weights: [1, 2, 1, 1] }),
          () => crossEntropy.withGradient(logits, [0, 1, 2, 0], { axis: 0 }),
          () => crossEntropy.withGradient(logits, oneHot),
          () => crossEntropy.withGradient(batch.x, [0, 1], { segments: [0, 5, 12] }),
          () => crossEntropy.withGradient(logits, batch.classes, { temperature: 0 }),
          () => crossEntropy.withGradient(logits, batch.classes, { temperature: Infinity }),
          () => crossEntropy.withGradient({ ...logits, dims: [2, 3], strides: [6, 2] }, [0, 1]),
          () => crossEntropy.withGradient({ data: Array.from(batch.x), dims: [3, 4] }, batch.classes),
          () => crossEntropy(logits, batch.classes, { reduction: 'none', out: new type(3) }),
        ];
        for (const call of calls) expect(call()).toEqual(at('reference', call));
      }
    });

    test('refuses what the reference refuses', () => {
      for (const type of formats) {
        const x = { data: new type(6), dims: [2, 3] };
        const range = 'expected a class from 0 to 2';
        for (const [target, message] of [
          [[0, 3], `${range}, got 3 in row 1`],
          [[-1, 0], `${range}, got -1 in row 0`],
          [Int32Array.of(0, 9), `${range}, got 9 in row 1`],
          [Float32Array.of(0.5, 1), `${range}, got 0.5 in row 0`],
        ] as const) {
          expect(() => crossEntropy(x, target)).toThrow(RangeError);
          expect(() => crossEntropy(x, target)).toThrow(`crossEntropy: ${message}`);
          expect(() => crossEntropy.gradient(x, target)).toThrow(`crossEntropy.gradient: ${message}`);
          expect(() => crossEntropy.withGradient(x, target)).toThrow(message);
        }
        expect(() => crossEntropy(x, [0])).toThrow(RangeError);
        expect(() => crossEntropy(x, [0, 1], { reduction: 'each' as never })).toThrow("'mean', 'sum' or 'none'");
        expect(() => crossEntropy.gradient(x, [0, 1], { out: new type(5) })).toThrow('expected out.length 6, got 5');
      }
    });
  });
});
