import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp } from '../../../src/core/arithmetic/exp.ts';
import { log } from '../../../src/core/arithmetic/log.ts';
import { formats } from '../../../src/core/formats.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { softmax } from '../../../src/core/softmax.ts';
import { type DescentOptions, type DescentStep, descent } from '../../../src/learn/fit/gradient-descent-in-format.ts';

/** Three Gaussian blobs of 20 points on a 0–16 scale, in tenths; the centres and the seed are chosen for the ladder. */
function blobs(): { x: number[][]; labels: number[] } {
  const random = seededRandom(2);
  const gaussian = () => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6);
  const centres = [
    [3.5, 5.5],
    [8.5, 13],
    [12.5, 6],
  ];
  const x: number[][] = [];
  const labels: number[] = [];
  centres.forEach((centre, k) => {
    for (let i = 0; i < 20; i += 1) {
      x.push(centre.map((c) => Math.round((c + 1.4 * gaussian()) * 10) / 10));
      labels.push(k);
    }
  });
  return { x, labels };
}

const { x, labels } = blobs();
const names = ['f16', 'bf16', 'f32', 'f64'] as const;

function run(options: DescentOptions, points = x, classes = labels): DescentStep[] {
  return [...descent(points, classes, 3, options)];
}
const last = (options: DescentOptions) => run(options)[options.steps ?? 200];

describe('the ladder of learning rates, 200 steps', () => {
  test('the points lie between 0 and 16', () => {
    expect(x.flat().every((value) => value >= 0 && value <= 16)).toBe(true);
    expect(x).toHaveLength(60);
  });

  test.each([
    ['f16', 0.3, 4, 0.1],
    ['f32', 1, 7, 0.3],
    ['f64', 10, 7, 3],
  ] as const)('naive %s is NaN at rate %d in step %i, and is not at %d', (format, rate, step, below) => {
    const { fault, loss, weights } = last({ format, formula: 'naive', learningRate: rate });
    expect(fault).toMatchObject({ step, quantity: 'exponential' });
    expect(fault?.exponent).toBeGreaterThan(formats[format].overflowAbove);
    expect(loss).toBeNaN();
    expect(weights.every(Number.isNaN)).toBe(true);
    expect(last({ format, formula: 'naive', learningRate: below }).fault).toBeNull();
  });

  test.each(['f16', 'f32', 'f64'] as const)('stable %s is right for 98 %% at every rate from 0.3 to 100', (format) => {
    for (const learningRate of [0.3, 1, 3, 10, 30, 100]) {
      const { fault, accuracy } = last({ format, formula: 'stable', learningRate });
      expect(fault).toBeNull();
      expect(accuracy).toBeGreaterThanOrEqual(0.98);
    }
  });

  test('the fault is seen one step before the weights are NaN, and steps go on to the last', () => {
    const steps = run({ format: 'f16', formula: 'naive', learningRate: 0.3 });
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 201 }, (_, i) => i));
    expect(steps[2].fault).toBeNull();
    expect(steps[3].fault).toEqual(steps[200].fault);
    expect(steps[3].weights.every(Number.isFinite)).toBe(true);
    // The class whose exponential overflowed first, and a step later all of them.
    expect(steps[4].weights.some(Number.isNaN)).toBe(true);
    expect(steps[5].weights.every(Number.isNaN)).toBe(true);
    expect(steps[5].accuracy).toBe(0);
  });
});

describe('a step', () => {
  test('starts from weights 0 with the loss ln 3', () => {
    const [{ loss, weights, intercepts, step }] = run({ format: 'f64', formula: 'naive', learningRate: 1, steps: 0 });
    expect(loss).toBeCloseTo(log(3), 14);
    expect([step, ...weights, ...intercepts]).toEqual(new Array(10).fill(0));
  });

  test('goes against the gradient (p − y)·x/n, by our own softmax', () => {
    const [start, first, second] = run({ format: 'f64', formula: 'stable', learningRate: 0.01, steps: 2 });
    for (const [from, to] of [
      [start, first],
      [first, second],
    ]) {
      const scores = x.map(([a, b]) =>
        [0, 1, 2].map((k) => from.weights[2 * k] * a + from.weights[2 * k + 1] * b + from.intercepts[k]),
      );
      const p = softmax(scores);
      const mean = (value: (i: number) => number) => x.reduce((sum, _, i) => sum + value(i), 0) / x.length;
      const residual = (i: number, k: number) => p[i][k] - (labels[i] === k ? 1 : 0);
      for (let k = 0; k < 3; k += 1) {
        for (let j = 0; j < 2; j += 1) {
          const gradient = mean((i) => residual(i, k) * x[i][j]);
          expect(to.weights[2 * k + j]).toBeCloseTo(from.weights[2 * k + j] - 0.01 * gradient, 14);
        }
        expect(to.intercepts[k]).toBeCloseTo(from.intercepts[k] - 0.01 * mean((i) => residual(i, k)), 14);
      }
      expect(from.loss).toBeCloseTo(
        mean((i) => -log(p[i][labels[i]])),
        12,
      );
    }
  });

  test.each(names)('in %s leaves only numbers of the format', (format) => {
    const { round } = formats[format];
    for (const { loss, weights, intercepts } of run({ format, formula: 'stable', learningRate: 0.3, steps: 30 })) {
      for (const value of [loss, ...weights, ...intercepts]) expect(round(value)).toBe(value);
    }
  });

  test('lowers the loss at a small rate, in both forms alike', () => {
    for (const format of ['f32', 'f64'] as const) {
      const naive = run({ format, formula: 'naive', learningRate: 0.01 }).map(({ loss }) => loss);
      const stable = run({ format, formula: 'stable', learningRate: 0.01 }).map(({ loss }) => loss);
      naive.forEach((loss, i) => {
        expect(loss).toBeCloseTo(stable[i], format === 'f64' ? 12 : 4);
        if (i > 0) expect(loss).toBeLessThan(naive[i - 1] + 1e-6);
      });
    }
  });

  test('yields copies: later steps do not change earlier ones', () => {
    const steps = run({ format: 'f64', formula: 'stable', learningRate: 0.1, steps: 2 });
    expect(steps[0].weights.every((w) => w === 0)).toBe(true);
    expect(steps[1].weights).not.toEqual(steps[2].weights);
  });

  test('takes a tensor as well as rows', () => {
    const options = { format: 'f32', formula: 'stable', learningRate: 0.1, steps: 5 } as const;
    const tensor = { data: Float64Array.from(x.flat()), dims: [60, 2] };
    expect([...descent(tensor, labels, 3, options)]).toEqual(run(options));
  });
});

describe('a fault', () => {
  const fault = (points: number[][], classes: number[], options: DescentOptions) =>
    [...descent(points, classes, 3, options)].map((step) => step.fault).find((found) => found !== null);

  test('of an exponential: above ln of the largest number of the format', () => {
    const options = { format: 'f16', formula: 'naive', learningRate: 40, steps: 2 } as const;
    expect(fault([[1]], [0], options)).toMatchObject({ step: 2, quantity: 'exponential', row: 0, class: 0 });
    expect(fault([[1]], [0], { ...options, formula: 'stable' })).toBeUndefined();
  });

  test('of a sum: two exponentials that fit float16 each, but not together', () => {
    const options = { format: 'f16', formula: 'naive', learningRate: 31.8, steps: 1 } as const;
    const found = fault([[1], [1]], [0, 1], options);
    expect(found).toMatchObject({ step: 2, quantity: 'sum', row: 0, class: 1 });
    const { round, largest } = formats.f16;
    const e = round(exp(found?.exponent ?? 0));
    expect(e).toBeLessThan(largest);
    expect(round(e + e)).toBe(Infinity);
  });

  test('of a probability: all exponentials of a row are 0, and 0/0 is NaN', () => {
    // bfloat16 rounds 1/3 up, so that equal rows of three classes push all three down alike.
    const options = { format: 'bf16', formula: 'naive', learningRate: 10, steps: 1 } as const;
    const rows = [[100], [100], [100]];
    const found = fault(rows, [0, 1, 2], options);
    expect(found).toMatchObject({ step: 2, quantity: 'probability', row: 0, class: 0 });
    expect(found?.exponent).toBeLessThan(formats.bf16.underflowBelow);
    expect(fault(rows, [0, 1, 2], { ...options, formula: 'stable' })).toBeUndefined();
  });

  test('of a score: an x beyond the format', () => {
    const options = { format: 'f16', formula: 'stable', learningRate: 0.1, steps: 2 } as const;
    expect(fault([[1e5], [1]], [0, 1], options)).toEqual({
      step: 1,
      quantity: 'score',
      row: 0,
      class: 0,
      exponent: null,
    });
    expect(fault([[1e5], [1]], [0, 1], { ...options, format: 'f32' })).toBeUndefined();
  });

  test('of a weight: a step that is too long', () => {
    const options = { format: 'f16', formula: 'stable', learningRate: 60000, steps: 2 } as const;
    expect(fault([[10], [-10]], [0, 1], options)).toEqual({
      step: 1,
      quantity: 'weight',
      row: null,
      class: 0,
      exponent: null,
    });
  });

  test('never comes where all is finite, and is kept once it came', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom('naive' as const, 'stable' as const),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (format, formula, learningRate) => {
          let before: DescentStep | undefined;
          for (const now of descent(x, labels, 3, { format, formula, learningRate, steps: 12 })) {
            const finite = [...now.weights, ...now.intercepts].every(Number.isFinite);
            if (!finite || Number.isNaN(now.loss)) expect(now.fault).not.toBeNull();
            if (before?.fault) expect(now.fault).toBe(before.fault);
            if (now.fault) expect(now.fault.step).toBeLessThanOrEqual(now.step + 1);
            before = now;
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('what does not fit is refused', () => {
  const good = { format: 'f64', formula: 'stable', learningRate: 1, steps: 1 } as const;
  const first = (...args: Parameters<typeof descent>) => descent(...args).next();

  test.each([
    [() => first([1, 2], [0, 1], 2, good), 'x of (rows, features) with at least a row, got [2]'],
    [() => first({ data: [], dims: [0, 2] }, [], 2, good), 'x of (rows, features) with at least a row, got [0,2]'],
    [() => first([[1]], [0, 1], 2, good), 'labels.length 1, got 2'],
    [() => first([[1]], [2], 2, good), 'labels from 0 to 1, got 2'],
    [() => first([[1]], [0], 1, good), 'at least 2 classes, got 1'],
    [() => first([[1]], [0], 2, { ...good, learningRate: 0 }), 'a finite learningRate > 0, got 0'],
    [() => first([[1]], [0], 2, { ...good, learningRate: Number.NaN }), 'a finite learningRate > 0, got NaN'],
    [() => first([[1]], [0], 2, { ...good, steps: 1.5 }), 'whole steps ≥ 0, got 1.5'],
    [
      () => first([[1]], [0], 2, { ...good, format: '__proto__' as 'f64' }),
      'format f16, bf16, f32, f64, got __proto__',
    ],
    [() => first([[1]], [0], 2, { ...good, formula: 'fast' as 'naive' }), 'formula naive or stable, got fast'],
  ])('%#', (call, message) => {
    expect(call).toThrow(new RangeError(`descent: expected ${message}`));
  });
});
