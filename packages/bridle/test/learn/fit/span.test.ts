import { afterEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { fit, fitting } from '../../../src/learn/fit/fit.ts';
import type { State } from '../../../src/learn/fit/state.ts';
import type { Design } from '../../../src/learn/table/design.ts';
import { setArithmetic } from '../../../src/runtime/arithmetic.ts';

const CLASSES = 5;

/** The same X twice: entries of which most are 0, and numbers. Of three classes of features, one is an ordinary number. */
function designs(rows: number, columns: number, seed = 1): { sparse: Design; dense: Design; labels: Int32Array } {
  const random = seededRandom(seed);
  const values = Array.from({ length: columns }, () => new Float64Array(rows));
  const labels = Int32Array.from({ length: rows }, (_, i) => i % CLASSES);
  const [offsets, indices, entries] = [[0], [] as number[], [] as number[]];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      if (random() > (j % CLASSES === labels[i] ? 0.3 : 0.1)) continue;
      values[j][i] = 0.1 + random();
      indices.push(j);
      entries.push(values[j][i]);
    }
    offsets.push(indices.length);
  }
  const x = Float64Array.from({ length: rows }, () => 3 + random());
  const numbers = { kind: 'numbers' as const, index: [columns], values: [x], centers: [3.5], scales: [0.3] };
  const codes = {
    kind: 'codes' as const,
    first: columns + 1,
    levels: 2,
    codes: Int32Array.from(x, (v) => (v > 3.5 ? 1 : -1)),
  };
  const block = {
    first: 0,
    width: columns,
    offsets: Int32Array.from(offsets),
    indices: Int32Array.from(indices),
    values: Float64Array.from(entries),
  };
  const all = { index: [...values.keys(), columns], values: [...values, x] };
  const fill = (of: number, last: number) => [...values.map(() => of), last];
  return {
    labels,
    sparse: { rows, columns: columns + 3, blocks: [numbers, codes], sparse: [block] },
    dense: {
      rows,
      columns: columns + 3,
      blocks: [{ kind: 'numbers', ...all, centers: fill(0, 3.5), scales: fill(1, 0.3) }, codes],
    },
  };
}

afterEach(() => setArithmetic('reproducible'));

describe('training on sparse features', () => {
  test.each([
    [60, 200, 0.1], // more features than rows
    [60, 200, 100],
    [400, 20, 1],
  ])('finds the optimum of the dense solver: %i rows, %i features, C = %d', (rows, columns, C) => {
    const { sparse, dense, labels } = designs(rows, columns);
    const own = fit(sparse, labels, CLASSES, { C });
    const other = fit(dense, labels, CLASSES, { C, solver: 'lbfgs' });
    expect(own).toMatchObject({ stop: 'optimum', converged: true, solver: 'newton', features: columns + 3 });
    expect(own.gapBound).toBeLessThanOrEqual(1e-9);
    expect(Math.abs(own.objective - other.objective)).toBeLessThanOrEqual(1e-9);
    const far = own.weights.reduce((max, w, j) => Math.max(max, Math.abs(w - other.weights[j])), 0);
    expect(far).toBeLessThan(1e-3 * C ** 0.5);
    expect(own.logLoss).toBeCloseTo(other.logLoss, 5);
    for (let j = 0; j < 3; j += 1) {
      const sum = own.weights.filter((_, at) => at % own.features === j).reduce((a, b) => a + b);
      expect(Math.abs(sum)).toBeLessThan(1e-12);
    }
  });

  test('counts a row of weight 2 twice, and one of weight 0 not at all', () => {
    const { sparse, labels } = designs(60, 40);
    const weights = Float64Array.from(labels, (_, i) => (i < 20 ? 2 : i < 50 ? 1 : 0));
    const { sparse: dense, ...rest } = designs(60, 40);
    const own = fit(sparse, labels, CLASSES, { C: 1, sampleWeights: weights });
    const other = fit(rest.dense, labels, CLASSES, { C: 1, sampleWeights: weights, solver: 'lbfgs' });
    expect(dense.rows).toBe(60);
    expect(Math.abs(own.objective - other.objective)).toBeLessThanOrEqual(1e-9);
  });

  test('has the same bits with two threads as with one, and in plain loops as in kernels', () => {
    const { sparse, labels } = designs(80, 60);
    const one = fit(sparse, labels, CLASSES, { C: 3 });
    const two = fit(sparse, labels, CLASSES, { C: 3, threads: 2 });
    expect(two.weights).toEqual(one.weights);
    setArithmetic('reference');
    expect(fit(sparse, labels, CLASSES, { C: 3 }).weights).toEqual(one.weights);
  });

  test('goes on from any of its states to the same bits', () => {
    const { sparse, labels } = designs(60, 80);
    const states: State[] = [];
    const whole = fit(sparse, labels, CLASSES, { C: 30, onState: (take) => states.push(take()) });
    expect(states.length).toBeGreaterThan(5);
    for (const state of [states[0], states[3], states[states.length - 1]]) {
      const rest = fit(sparse, labels, CLASSES, { C: 30, state });
      expect(rest.weights).toEqual(whole.weights);
      expect(rest.passes).toBe(whole.passes);
    }
    expect(() => fit(sparse, labels, CLASSES, { C: 10, state: states[2] })).toThrow(/state: expected l2/);
  });

  test('without a penalty ends where the classes are separated', () => {
    const { sparse, labels } = designs(30, 100);
    expect(fit(sparse, labels, CLASSES, { l2: 0 }).stop).toBe('separated');
  });

  test('with no entry at all predicts the shares of the classes', () => {
    const { sparse, labels } = designs(30, 4);
    const block = {
      first: 0,
      width: 4,
      offsets: new Int32Array(31),
      indices: new Int32Array(0),
      values: new Float64Array(0),
    };
    const { weights, intercepts } = fit({ ...sparse, columns: 4, blocks: [], sparse: [block] }, labels, CLASSES);
    expect([...weights, ...intercepts].every((x) => Math.abs(x) < 1e-12)).toBe(true);
  });

  test('refuses other solvers', () => {
    const { sparse, labels } = designs(30, 4);
    expect(() => fitting(sparse, labels, CLASSES, { solver: 'lbfgs' }).next()).toThrow(
      'fit: expected solver auto or newton for sparse features, got lbfgs',
    );
  });
});
