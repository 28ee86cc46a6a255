import { describe, expect, test } from 'vitest';
import { applyCalibration } from '../../../src/learn/calibrate/calibration.ts';
import { fitCalibration } from '../../../src/learn/calibrate/fit-calibration.ts';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { classes, labels, logits, reference, weights } from './reference.ts';

const fitted = (options: Parameters<typeof fitCalibration>[3]) => fitCalibration(logits, labels, classes, options);

function parametersOf(options: Parameters<typeof fitCalibration>[3]): number[] {
  const { calibration, converged } = fitted(options);
  expect(converged).toBe(true);
  if (calibration.method === 'temperature') return [calibration.temperature];
  if (calibration.method === 'vector') return [...calibration.scale, ...calibration.shift];
  if (calibration.method === 'dirichlet') return [...calibration.weights, ...calibration.intercepts];
  throw new Error('isotonic calibration has curves');
}

function expectClose(found: ArrayLike<number>, expected: readonly number[], digits: number): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i += 1) expect(found[i]).toBeCloseTo(expected[i], digits);
}

describe('fitCalibration agrees with SciPy and scikit-learn', () => {
  test('temperature', () => {
    expectClose(parametersOf({}), [reference.temperature], 11);
    expectClose(parametersOf({ sampleWeights: weights }), [reference.temperatureWeighted], 11);
  });

  test('vector scaling', () => {
    expectClose(parametersOf({ method: 'vector' }), reference.vector.parameters, 6);
    const weighted = parametersOf({ method: 'vector', sampleWeights: weights });
    expectClose(weighted, reference.vectorWeighted.parameters, 6);
  });

  test('Dirichlet calibration', () => {
    expectClose(parametersOf({ method: 'dirichlet' }), reference.dirichlet.parameters, 5);
  });

  test('isotonic calibration, one class against the rest', () => {
    const { calibration } = fitted({ method: 'isotonic' });
    const p = applyCalibration(calibration, logits, classes);
    expectClose(p.subarray(0, reference.isotonic.length), reference.isotonic, 12);
    const { calibration: weighted } = fitted({ method: 'isotonic', sampleWeights: weights });
    const q = applyCalibration(weighted, logits, classes);
    expectClose(q.subarray(0, reference.isotonicWeighted.length), reference.isotonicWeighted, 12);
  });
});

describe('fitCalibration', () => {
  const logLossOf = (p: Float64Array) => evaluate(p, labels, classes).logLoss;

  test('lowers the log-loss of overconfident logits, and the richer maps lower it further', () => {
    const before = logLossOf(applyCalibration(null, logits, classes));
    const [temperature, vector, dirichlet] = (['temperature', 'vector', 'dirichlet'] as const).map((method) =>
      logLossOf(applyCalibration(fitted({ method }).calibration, logits, classes)),
    );
    expect(before).toBeCloseTo(reference.logLoss, 12);
    expect(temperature).toBeLessThan(before - 0.2);
    expect(vector).toBeLessThan(temperature);
    expect(dirichlet).toBeLessThan(temperature);
  });

  test.each(['temperature', 'vector', 'dirichlet', 'isotonic'] as const)(
    '%s: a row of weight 0 or label −1 counts as absent, one of weight 2 as two rows',
    (method) => {
      const some = logits.slice(0, 40 * classes);
      const known = labels.slice(0, 40);
      const l2 = 0.01;
      const twice = fitCalibration([...some, ...some.slice(0, 4)], [...known, known[0]], classes, { method, l2 });
      const weighted = fitCalibration([...some, 9, 9, 9, 9, 1, 2, 3, 4], [...known, 0, -1], classes, {
        method,
        l2,
        sampleWeights: [2, ...new Array(39).fill(1), 0, 1],
      });
      const [p, q] = [twice, weighted].map(({ calibration }) => applyCalibration(calibration, some, classes));
      expectClose(p, [...q], 6);
    },
  );

  test('a temperature without an optimum stays at its bound, and that is said', () => {
    const separated = fitCalibration([1, 0, 0, 1], [0, 1], 2);
    expect(separated).toEqual({
      calibration: { method: 'temperature', temperature: 1 / 22026.465794806718 },
      converged: false,
    });
    const reversed = fitCalibration([1, 0, 0, 1], [1, 0], 2);
    expect(reversed.converged).toBe(false);
    expect(applyCalibration(reversed.calibration, [1, 0], 2)[0]).toBeCloseTo(0.5, 4);
  });

  test('large logits overflow the exponentials, and not the temperature', () => {
    const large = [800, 0, 800, 0, 800, 0, 0, 800];
    expect(Math.exp(large[0])).toBe(Infinity);
    const { calibration } = fitCalibration(large, [0, 0, 1, 1], 2);
    const p = applyCalibration(calibration, large, 2);
    expect(p[0]).toBeCloseTo(0.75, 12);
  });

  test('refuses what does not fit', () => {
    expect(() => fitCalibration([1, 2, 3], [0], 2)).toThrow('fitCalibration: expected 2 logits, got 3');
    expect(() => fitCalibration([1, 2], [2], 2)).toThrow('expected labels from 0 to 1, got 2');
    expect(() => fitCalibration([1, 2], [-1], 2)).toThrow('expected a row with a label and a weight above 0, got none');
    expect(() => fitCalibration([1, Number.NaN], [0], 2)).toThrow('expected finite logits, got NaN');
    expect(() => fitCalibration([1, 2], [0], 2, { sampleWeights: [-1] })).toThrow('finite sampleWeights ≥ 0, got -1');
    expect(() => fitCalibration([1, 2], [0], 2, { sampleWeights: [0] })).toThrow('weight above 0, got none');
    expect(() => fitCalibration([1, 2], [0], 2, { l2: 0 })).toThrow('expected a finite l2 > 0, got 0');
    expect(() => fitCalibration([1, 2], [0], 2, { method: 'platt' as 'vector' })).toThrow('got platt');
    expect(() => fitCalibration([1], [0], 1)).toThrow('expected at least 2 classes, got 1');
  });
});
