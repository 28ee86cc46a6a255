import { describe, expect, test } from 'vitest';
import { applyCalibration } from '../../../src/learn/calibrate/calibration.ts';
import { crossCalibrated } from '../../../src/learn/calibrate/cross-calibrated.ts';
import { fitCalibration } from '../../../src/learn/calibrate/fit-calibration.ts';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { classes, labels, logits } from './reference.ts';

const foldOf = labels.map((_, row) => row % 3);

describe('crossCalibrated', () => {
  test('maps a row by the calibration of the other folds', () => {
    const p = crossCalibrated(logits, labels, classes, { foldOf, method: 'temperature' });
    const others = labels.map((label, row) => (row % 3 === 1 ? -1 : label));
    const { calibration } = fitCalibration(logits, others, classes);
    const want = applyCalibration(calibration, logits.subarray(4, 8), classes);
    expect([...p.subarray(4, 8)]).toEqual([...want]);
  });

  test('what fits its own rows best loses on others: isotonic calibration', () => {
    const lossOf = (p: Float64Array) => evaluate(p, labels, classes).logLoss;
    const { calibration } = fitCalibration(logits, labels, classes, { method: 'isotonic' });
    const onItself = lossOf(applyCalibration(calibration, logits, classes));
    expect(lossOf(crossCalibrated(logits, labels, classes, { foldOf, method: 'isotonic' }))).toBeGreaterThan(onItself);
  });

  test('a fold keeps its softmax where the others have no best temperature, which would be fatal for its mistake', () => {
    const separable = [3, 0, 0, 3, 3, 0, 2, 0];
    const truth = [0, 1, 0, 1]; // the last row is wrong, and alone in its fold
    const { converged, calibration } = fitCalibration(separable.slice(0, 6), truth.slice(0, 3), 2);
    expect(converged).toBe(false);
    expect(applyCalibration(calibration, [2, 0], 2)[1]).toBe(0);
    const p = crossCalibrated(separable, truth, 2, { foldOf: [0, 0, 0, 1], method: 'temperature' });
    expect([...p.subarray(6)]).toEqual([...applyCalibration(null, [2, 0], 2)]);
  });

  test('rows without a label are NaN', () => {
    const known = labels.map((label, row) => (row === 0 ? -1 : label));
    const p = crossCalibrated(logits, known, classes, { foldOf, method: 'temperature' });
    expect(p[0]).toBeNaN();
    expect(p[classes]).not.toBeNaN();
  });
});
