// What holds for every row, at every level: invariances, limits, derivatives, and agreement with a slow oracle that knows
// only the formulas and one index computation. Seeded: the same cases on every run.

import { logAddExp, logSoftmax, logSumExp, softmax, softmin } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../src/core/arrays/row-call.ts';
import { atEachLevel } from '../helpers/levels.ts';

const seed = 1990;
const runs = (numRuns: number) => ({ seed, numRuns });

const score = fc.double({ min: -40, max: 40, noNaN: true });
const row = fc.array(score, { minLength: 1, maxLength: 40 });
/** Whole 64ths: adding and permuting them is exact, so that invariance can be asked of every bit. */
const gridRow = fc.array(
  fc.integer({ min: -3000, max: 3000 }).map((k) => k / 64),
  { minLength: 1, maxLength: 40 },
);
const temperature = fc.double({ min: 0.5, max: 3, noNaN: true });

const floats = (x: ArrayLike<number>) => Float64Array.from(x);
const sum = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => sum(Array.from(a, (v, i) => v * b[i]));

function expectClose(got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number): void {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i += 1) expect(Math.abs(got[i] - want[i])).toBeLessThanOrEqual(tolerance);
}

atEachLevel((level) => {
  /** What results between 1/2 and 1 may err by. */
  const ulp = level === 'reference' ? 2 ** -53 : 2 ** -52;

  describe('every row', () => {
    test('is invariant under a shift of all scores, bit for bit; logSumExp moves with it', () => {
      fc.assert(
        fc.property(gridRow.map(floats), fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (x, shift) => {
          const moved = x.map((v) => v + shift);
          expect(softmax(moved)).toEqual(softmax(x));
          expect(logSoftmax(moved)).toEqual(logSoftmax(x));
          expect(Math.abs(logSumExp(moved) - shift - logSumExp(x))).toBeLessThanOrEqual(
            2 ** -52 * Math.abs(shift) + 1e-13,
          );
        }),
        runs(300),
      );
    });

    test('follows a permutation, within its error: the sums run in another order', () => {
      fc.assert(
        fc.property(row, fc.infiniteStream(fc.nat()), (x, keys) => {
          const order = x.map((_, i) => ({ i, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
          const p = softmax(floats(x));
          expectClose(
            softmax(floats(order.map(({ i }) => x[i]))),
            order.map(({ i }) => p[i]),
            ulp,
          );
        }),
        runs(300),
      );
    });

    test('has probabilities that sum to 1 within 2⁻⁵⁰ and are the exponentials of its log-probabilities', () => {
      fc.assert(
        fc.property(row.map(floats), temperature, (x, T) => {
          const p = softmax(x, { temperature: T });
          expect(Math.abs(sum(p) - 1)).toBeLessThanOrEqual(4 * 2 ** -52);
          expectClose(logSoftmax(x, { temperature: T }).map(Math.exp), p, 1e-14);
        }),
        runs(300),
      );
    });

    test('has softmin as the softmax of the negated scores, and as softmax at the negated temperature', () => {
      fc.assert(
        fc.property(row.map(floats), temperature, (x, T) => {
          const p = softmin(x, { temperature: T });
          expect(p).toEqual(
            softmax(
              x.map((v) => -v),
              { temperature: T },
            ),
          );
          expect(p).toEqual(softmax(x, { temperature: -T }));
        }),
        runs(100),
      );
    });

    test('tends to its limits: T → 0 the shared maximum, T → ∞ the uniform distribution', () => {
      fc.assert(
        fc.property(gridRow.map(floats), (x) => {
          expectClose(softmax(x, { temperature: 1e-5 }), softmax(x, { temperature: 0 }), 0);
          expectClose(
            softmax(x, { temperature: 1e20 }),
            softmax(x, { temperature: Infinity }),
            level === 'reference' ? 1e-16 : 2 * ulp,
          );
          expect(logSumExp(x, { temperature: 0 })).toBe(Math.max(...x));
          expect(Math.abs(logSumExp(x, { temperature: 1e-12 }) - Math.max(...x))).toBeLessThanOrEqual(1e-11);
        }),
        runs(200),
      );
    });

    test('counts an entry of whole weight g as g equal entries', () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(score, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 8 }),
          (entries) => {
            const x = entries.map(([v]) => v);
            const weights = entries.map(([, g]) => g);
            const copies = entries.flatMap(([v, g]) => new Array<number>(g).fill(v));
            if (copies.length) expectClose([logSumExp(floats(x), { weights })], [logSumExp(floats(copies))], 1e-14);
            else expect(logSumExp(floats(x), { weights })).toBe(-Infinity);
          },
        ),
        runs(300),
      );
    });

    test('a list of two entries has logAddExp as its logSumExp, bit for bit; so has an array of floats by the reference', () => {
      fc.assert(
        fc.property(fc.double(), fc.double(), (a, b) => {
          expect(logAddExp(a, b)).toBe(logSumExp([a, b]));
          if (level === 'reference') expect(logAddExp(a, b)).toBe(logSumExp(Float64Array.of(a, b)));
          expect(logAddExp(b, a)).toBe(logAddExp(a, b));
        }),
        runs(1000),
      );
    });
  });

  describe('derivatives', () => {
    /** Σ v·f at x + t·direction, differentiated at t = 0 by the five-point stencil; its error is of order h⁴. */
    function stencil(f: (x: number[]) => number, x: number[], direction: number[]): number {
      const h = 1 / 256;
      const at = (t: number) => f(x.map((v, i) => v + t * direction[i]));
      return (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
    }
    const unit = (n: number, k: number) => Array.from({ length: n }, (_, i) => (i === k ? 1 : 0));
    const pair = fc.array(score, { minLength: 1, maxLength: 12 }).chain((x) => {
      const other = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: x.length, maxLength: x.length });
      return fc.tuple(fc.constant(x), other);
    });
    const signed = fc.tuple(temperature, fc.boolean()).map(([T, negative]) => (negative ? -T : T));

    test('softmax.vjp is the gradient of ⟨v, softmax(x)⟩ by a five-point stencil', () => {
      fc.assert(
        fc.property(pair, signed, ([x, v], T) => {
          const options = { temperature: T };
          const want = x.map((_, k) => stencil((y) => dot(v, softmax(floats(y), options)), x, unit(x.length, k)));
          expectClose(softmax.vjp(floats(x), v, options), want, 1e-7);
        }),
        runs(100),
      );
    });

    test('softmax.jvp is the derivative of softmax along v by a five-point stencil, with weights and a mask', () => {
      fc.assert(
        fc.property(pair, signed, ([x, v], T) => {
          const options = { temperature: T, weights: x.map((_, i) => 1 + (i % 3)), mask: x.map((_, i) => i % 4 !== 3) };
          const want = x.map((_, k) => stencil((y) => softmax(floats(y), options)[k], x, v));
          expectClose(softmax.jvp(floats(x), v, options), want, 1e-7);
        }),
        runs(100),
      );
    });

    test('logSumExp.gradient is the gradient of logSumExp by a five-point stencil', () => {
      fc.assert(
        fc.property(row, signed, (x, T) => {
          const options = { temperature: T, weights: x.map((_, i) => 1 + (i % 3)) };
          const want = x.map((_, k) => stencil((y) => logSumExp(floats(y), options), x, unit(x.length, k)));
          expectClose(logSumExp.gradient(floats(x), options), want, 1e-7);
        }),
        runs(100),
      );
    });

    test('the rows of the Jacobian sum to 0: a common shift moves nothing', () => {
      fc.assert(
        fc.property(row, signed, (x, T) => {
          const options = { temperature: T };
          const ones = x.map(() => 1);
          expectClose(
            softmax.jvp(x, ones, options),
            x.map(() => 0),
            (4 * 2 ** -53) / Math.abs(T),
          );
          for (let k = 0; k < x.length; k += 1) {
            expect(Math.abs(sum(softmax.vjp(x, unit(x.length, k), options)))).toBeLessThanOrEqual(1e-15 / Math.abs(T));
          }
        }),
        runs(100),
      );
    });
  });

  describe('axis, strides, masks, weights, segments and out', () => {
    /** A tensor of tame scores with its options: any rank to 4, any strides (also negative), any axis. */
    const scene = fc
      .tuple(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 })),
        fc.constantFrom('none', 'whole', 'row'),
        fc.constantFrom('none', 'whole', 'row'),
        temperature,
      )
      .map(([dims, pick, stream, masked, weighted, T]) => {
        const draw = () => (stream.next().value as number) / 1_000_000;
        const axis = pick % dims.length;
        const size = dims.reduce((a, b) => a * b, 1);
        // Strides: the dimensions in a drawn order, gaps between them, some turned round.
        const order = dims.map((_, d) => ({ d, key: draw() })).sort((a, b) => a.key - b.key);
        const strides = new Array<number>(dims.length).fill(0);
        let step = 1 + Math.floor(2 * draw());
        let offset = Math.floor(3 * draw());
        for (const { d } of order) {
          const turned = draw() < 0.3;
          strides[d] = turned ? -step : step;
          if (turned) offset += step * (dims[d] - 1);
          step *= dims[d] + Math.floor(2 * draw());
        }
        const data = Float64Array.from({ length: offset + step * 2 }, () => 20 * draw() - 10);
        const companion = (how: string, make: () => number) =>
          how === 'none' ? undefined : Array.from({ length: how === 'whole' ? size : dims[axis] }, make);
        const options: Options = {
          axis: draw() < 0.5 ? axis : axis - dims.length,
          temperature: T,
          mask: companion(masked, () => (draw() < 0.7 ? 1 : 0)),
          weights: companion(weighted, () => (draw() < 0.2 ? 0 : 3 * draw())),
        };
        return { x: { data, dims, strides, offset }, axis, size, options };
      });
    type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

    /** Every entry's coordinates in row-major order. */
    function coordinates(dims: number[]): number[][] {
      let all: number[][] = [[]];
      for (const length of dims) all = all.flatMap((c) => Array.from({ length }, (_, i) => [...c, i]));
      return all;
    }

    /** The formulas, straight, over all pairs of entries that share a row. */
    function slow({ x, axis, options }: Scene) {
      const all = coordinates(x.dims);
      const at = (c: number[]) => x.data[c.reduce((place, i, d) => place + i * x.strides[d], x.offset)];
      const pickFrom = (list: unknown, c: number[], k: number) => {
        if (list === undefined) return 1;
        const values = list as number[];
        return values.length === all.length ? values[k] : values[c[axis]];
      };
      const { temperature: T = 1 } = options;
      const terms = all.map((c, k) =>
        pickFrom(options.mask, c, k) ? pickFrom(options.weights, c, k) * Math.exp(at(c) / T) : 0,
      );
      const rowOf = (c: number[]) => c.filter((_, d) => d !== axis).join();
      const totals = new Map<string, number>();
      all.forEach((c, k) => {
        totals.set(rowOf(c), (totals.get(rowOf(c)) ?? 0) + terms[k]);
      });
      const p = all.map((c, k) => (terms[k] === 0 ? 0 : terms[k] / (totals.get(rowOf(c)) as number)));
      return { p, logSums: [...totals.values()].map((total) => T * Math.log(total)) };
    }

    const close = (got: ArrayLike<number>, want: number[]) => {
      expect(got.length).toBe(want.length);
      want.forEach((w, i) => {
        if (Number.isFinite(w)) expect(Math.abs(got[i] - w)).toBeLessThanOrEqual(1e-12);
        else expect(got[i]).toBe(w);
      });
    };

    test('agree with the slow oracle', () => {
      fc.assert(
        fc.property(scene, (s) => {
          const { p, logSums } = slow(s);
          const probabilities = softmax(s.x, s.options);
          expect(probabilities.dims).toEqual(s.x.dims);
          close(probabilities.data, p);
          close(logSoftmax(s.x, s.options).data, p.map(Math.log));
          const reduced = logSumExp(s.x, s.options);
          expect(reduced.dims).toEqual(s.x.dims.filter((_, d) => d !== s.axis));
          close(reduced.data, logSums);
        }),
        runs(500),
      );
    });

    test('write the same bits into out as they return; by the reference, in whatever float array', () => {
      fc.assert(
        fc.property(scene, (s) => {
          const want = softmax(s.x, s.options).data;
          const out = new Float64Array(s.size);
          expect(softmax(s.x, { ...s.options, out })).toBe(out);
          expect(out).toEqual(want);
          if (level !== 'reference') return;
          const list = new Array<number>(s.size).fill(0);
          expect(softmax(s.x, { ...s.options, out: list })).toBe(list);
          expect(list).toEqual(Array.from(want));
          const single = { data: new Float32Array(s.size), dims: s.x.dims };
          expect(softmax(s.x, { ...s.options, out: single })).toBe(single);
          expect(single.data).toEqual(Float32Array.from(want));
        }),
        runs(200),
      );
    });

    test('may write over their own input, weights or direction, and over any overlap with them', () => {
      fc.assert(
        fc.property(scene, fc.nat(), (s, shift) => {
          const want = softmax(s.x, s.options).data;
          const dense = { data: new Float64Array(s.size), dims: s.x.dims };
          coordinates(s.x.dims).forEach((c, k) => {
            dense.data[k] = s.x.data[c.reduce((place, i, d) => place + i * s.x.strides[d], s.x.offset)];
          });
          const direction = dense.data.map((v) => v / 3);
          const product = softmax.vjp(dense, { data: direction, dims: s.x.dims }, s.options).data;
          softmax.vjp(dense, { data: direction, dims: s.x.dims }, { ...s.options, out: direction });
          expect(direction).toEqual(product);

          const { data } = s.x;
          const inPlace = dense.data.slice();
          softmax({ data: inPlace, dims: s.x.dims }, { ...s.options, out: inPlace });
          expect(inPlace).toEqual(want);

          const overlap = data.subarray(shift % (data.length - s.size + 1)).subarray(0, s.size);
          softmax(s.x, { ...s.options, out: overlap });
          expect(overlap).toEqual(want);

          const { weights } = s.options;
          if (level === 'reference' && Array.isArray(weights) && weights.length === s.size) {
            const again = softmax(dense, { ...s.options, out: weights });
            expect(again).toEqual(Array.from(want));
          }
        }),
        runs(300),
      );
    });

    test('leave their input as it was where out is another array', () => {
      fc.assert(
        fc.property(scene, (s) => {
          const before = s.x.data.slice();
          softmax(s.x, s.options);
          logSumExp(s.x, { ...s.options, temperature: 0 });
          softmax(s.x, { ...s.options, temperature: Infinity });
          expect(s.x.data).toEqual(before);
        }),
        runs(50),
      );
    });

    test('segments are the rows that they cut, also through a strided view', () => {
      const ragged = fc.array(fc.array(score, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(ragged, temperature, (parts, T) => {
          const x = parts.flat();
          const segments = [0];
          for (const part of parts) segments.push(segments[segments.length - 1] + part.length);
          const mask = x.map((_, i) => i % 3 !== 1);
          const whole = parts.flatMap((part, r) => {
            const options = { temperature: T, mask: mask.slice(segments[r], segments[r + 1]) };
            return Array.from(softmax(floats(part), options));
          });
          expect(Array.from(softmax(floats(x), { segments, temperature: T, mask }))).toEqual(whole);
          expect(Array.from(logSumExp(floats(x), { segments }))).toEqual(parts.map((part) => logSumExp(floats(part))));
          const backwards = {
            data: floats(x).reverse(),
            dims: [x.length],
            strides: [-1],
            offset: Math.max(x.length - 1, 0),
          };
          expect(Array.from(softmax(backwards, { segments, temperature: T, mask }).data)).toEqual(whole);
        }),
        runs(200),
      );
    });
  });
});
