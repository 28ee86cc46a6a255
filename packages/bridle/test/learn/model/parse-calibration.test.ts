import { describe, expect, test } from 'vitest';
import type { Calibration } from '../../../src/learn/calibrate/calibration.ts';
import { logits } from '../../../src/learn/model/logits.ts';
import { serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { predict } from '../../../src/learn/model/predict.ts';
import { modelOf } from '../../helpers/models.ts';
import { exampleTable } from '../../helpers/tables.ts';

const iris = exampleTable('iris');
const model = modelOf(iris, 'species');
const curve = { x: [0, 0.5, 1], y: [0, 0.25, 1] };
const calibrations: Calibration[] = [
  { method: 'temperature', temperature: 0.75 },
  { method: 'vector', scale: [1, 2, 0.1 + 0.2], shift: [0, -1, 1] },
  { method: 'dirichlet', weights: [1, 0, 0, 0, 1, 0, 0, 0.5, 1], intercepts: [0, 1e-17, -0.5] },
  { method: 'isotonic', curves: [curve, curve, { x: [0.5], y: [0.5] }] },
];

describe('the calibration of a model file', () => {
  test.each(calibrations)('$method comes back with the same bits, and predict applies it', (calibration) => {
    const read = parseModel(serializeModel({ ...model, calibration }));
    expect(read.calibration).toEqual(calibration);
    const plain = predict(model, iris).probabilities;
    expect(predict(read, iris).probabilities).not.toEqual(plain);
    expect(predict(read, iris, { uncalibrated: true }).probabilities).toEqual(plain);
    expect(logits(read, iris)).toEqual(logits(model, iris));
  });

  test.each([
    ['a method that does not exist', { method: 'platt' }, 'calibration.method'],
    ['no method', {}, 'calibration.method'],
    ['a list', [], 'calibration'],
    ['a temperature of 0', { method: 'temperature', temperature: 0 }, 'calibration.temperature'],
    ['a temperature that is text', { method: 'temperature', temperature: '1' }, 'calibration.temperature'],
    ['too few numbers', { method: 'vector', scale: [1, 2], shift: [0, 0, 0] }, 'calibration.scale'],
    ['a number that is none', { method: 'vector', scale: [1, 2, null], shift: [0, 0, 0] }, 'calibration.scale[2]'],
    [
      'too many weights',
      { method: 'dirichlet', weights: Array(10).fill(1), intercepts: [0, 0, 0] },
      'calibration.weights',
    ],
    ['a curve too few', { method: 'isotonic', curves: [curve, curve] }, 'calibration.curves'],
    [
      'a curve that goes back',
      { method: 'isotonic', curves: [curve, { x: [1, 0], y: [0, 1] }, curve] },
      'calibration.curves[1].x[1]',
    ],
    [
      'a curve without points',
      { method: 'isotonic', curves: [{ x: [], y: [] }, curve, curve] },
      'calibration.curves[0].x',
    ],
    [
      'a height above 1',
      { method: 'isotonic', curves: [curve, curve, { x: [0], y: [2] }] },
      'calibration.curves[2].y[0]',
    ],
    [
      'another count of heights',
      { method: 'isotonic', curves: [{ x: [0, 1], y: [0] }, curve, curve] },
      'calibration.curves[0].y',
    ],
  ])('%s is refused by its path', (_, calibration, field) => {
    const text = JSON.stringify({ ...JSON.parse(serializeModel(model)), calibration });
    expect(() => parseModel(text)).toThrow(
      expect.objectContaining({ code: 'bad-field', facts: expect.objectContaining({ field }) }),
    );
  });

  test('version 1 had none', () => {
    const { reading: _, ...rest } = JSON.parse(serializeModel(model));
    const text = JSON.stringify({ ...rest, version: 1, calibration: calibrations[0] });
    expect(() => parseModel(text)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ field: 'calibration' }) }),
    );
  });
});
