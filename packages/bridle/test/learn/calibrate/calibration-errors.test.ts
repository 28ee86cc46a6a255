import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { applyCalibration } from '../../../src/learn/calibrate/calibration.ts';
import { calibrationErrors } from '../../../src/learn/calibrate/calibration-errors.ts';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { classes, labels, logits, reference } from './reference.ts';

describe('calibrationErrors', () => {
  const p = applyCalibration(null, logits, classes);
  const errors = calibrationErrors(p, labels, classes);

  test('agrees with NumPy and scikit-learn', () => {
    expect(errors.eceEqualMass).toBeCloseTo(reference.eceEqualMass, 12);
    expect(errors.eceDebiased).toBeCloseTo(reference.eceDebiased, 12);
    expect(errors.eceClasswise).toBeCloseTo(reference.eceClasswise, 12);
    for (const part of ['reliability', 'resolution', 'uncertainty'] as const) {
      expect(errors.brierParts[part]).toBeCloseTo(reference.brierParts[part], 12);
    }
  });

  test('the parts sum to the Brier score', () => {
    const { reliability, resolution, uncertainty } = errors.brierParts;
    expect(reliability - resolution + uncertainty).toBeCloseTo(evaluate(p, labels, classes).brier, 12);
  });

  test('for probabilities that are true, the debiased error is near 0 and the plain one is not', () => {
    const random = seededRandom(5);
    const truth = Float64Array.from({ length: 2 * 600 }, (_, i) => (i % 2 === 0 ? random() : 0));
    for (let i = 0; i < truth.length; i += 2) truth[i + 1] = 1 - truth[i];
    const drawn = Array.from({ length: 600 }, (_, i) => (random() < truth[2 * i] ? 0 : 1));
    const { eceDebiased, eceEqualMass } = calibrationErrors(truth, drawn, 2, { draws: 0 });
    expect(eceEqualMass).toBeGreaterThan(0.03);
    expect(eceDebiased).toBeLessThan(0.03);
  });

  test('rows of equal confidence share a bin, so their order does not matter', () => {
    const same = Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 0.75 : 0.25));
    const sorted = Array.from({ length: 40 }, (_, i) => (i < 30 ? 0 : 1));
    expect(calibrationErrors(same, sorted, 2).eceEqualMass).toBe(0);
    expect(calibrationErrors(same, sorted.toReversed(), 2).eceEqualMass).toBe(0);
  });

  test('95 % intervals hold the figure, the same seed draws the same, and draws: 0 draws none', () => {
    const figures = evaluate(p, labels, classes);
    for (const key of ['accuracy', 'logLoss', 'brier', 'ece'] as const) {
      const { low, high } = errors.intervals?.[key] ?? { low: 0, high: 0 };
      expect(low).toBeLessThan(figures[key]);
      expect(high).toBeGreaterThan(figures[key]);
    }
    const { low, high } = errors.intervals?.accuracy ?? { low: 0, high: 0 };
    const error = Math.sqrt((figures.accuracy * (1 - figures.accuracy)) / figures.rows);
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 0.5);
    expect(calibrationErrors(p, labels, classes)).toEqual(errors);
    expect(calibrationErrors(p, labels, classes, { seed: 2 }).intervals).not.toEqual(errors.intervals);
    expect(calibrationErrors(p, labels, classes, { draws: 0 }).intervals).toBeNull();
  });

  test('beyond 20,000 rows, of which a draw has so many, intervals are those of all rows', () => {
    const random = seededRandom(8);
    const rows = 80_000;
    const many = Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? random() : 0));
    for (let i = 0; i < many.length; i += 2) many[i + 1] = 1 - many[i];
    const drawn = Int32Array.from({ length: rows }, (_, i) => (random() < many[2 * i] ? 0 : 1));
    const { intervals } = calibrationErrors(many, drawn, 2, { draws: 400 });
    const { accuracy } = evaluate(many, drawn, 2);
    const { low, high } = intervals?.accuracy ?? { low: 0, high: 0 };
    const width = 2 * 1.96 * Math.sqrt((accuracy * (1 - accuracy)) / rows); // a quarter of that of 5,000 rows
    expect(Math.abs((high - low) / width - 1)).toBeLessThan(0.2);
    expect(Math.abs((low + high) / 2 - accuracy)).toBeLessThan(width / 4);
  });

  test('rows without a label are left out; the fewest rows give figures', () => {
    expect(calibrationErrors([...p, 1, 0, 0, 0], [...labels, -1], classes)).toEqual(errors);
    expect(calibrationErrors([0.5, 0.5], [0], 2)).toMatchObject({ eceEqualMass: 0.5, eceDebiased: 0 });
  });

  test('refuses what does not fit', () => {
    expect(() => calibrationErrors([1, 0, 1], [0], 2)).toThrow('calibrationErrors: expected 2 probabilities, got 3');
    expect(() => calibrationErrors([1, 0], [-1], 2)).toThrow('expected at least one row with a label, got none');
  });
});
