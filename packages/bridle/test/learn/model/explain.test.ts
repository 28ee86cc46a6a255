import { describe, expect, test } from 'vitest';
import { toNumber, units } from '../../../src/core/arithmetic/fixed-point.ts';
import { softmax } from '../../../src/core/softmax.ts';
import { explain } from '../../../src/learn/model/explain.ts';
import { logits, probabilities } from '../../../src/learn/model/logits.ts';
import type { Model } from '../../../src/learn/model/model.ts';
import { predict } from '../../../src/learn/model/predict.ts';
import { topContributions } from '../../../src/learn/model/top-contributions.ts';
import { featureNames } from '../../../src/learn/table/features.ts';
import { modelOf } from '../../helpers/models.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const table = exampleTable('penguins');
const model = modelOf(table, 'species');

/** Σ terms − sum in units in the last place of the sum, from whole units of 2⁻¹⁰⁷⁴. */
function ulpsOff(terms: readonly number[], sum: number): number {
  const rest = terms.reduce((total, x) => total + units(x), -units(sum));
  return Math.abs(toNumber(rest, 1074)) / 2 ** (Math.floor(Math.log2(Math.abs(sum))) - 52);
}

const addends = (explained: ReturnType<typeof explain>, k: number) => [
  explained.intercepts[k],
  ...explained.contributions.map(({ values }) => values[k]),
];

describe('explain', () => {
  test('gives the logits and probabilities of predict, and addends that sum to the logit within 1 ulp', () => {
    const z = logits(model, table);
    const p = predict(model, table).probabilities;
    for (let row = 0; row < table.rows; row += 1) {
      const explained = explain(model, table, row);
      expect(explained.logits).toEqual(z.slice(3 * row, 3 * row + 3));
      expect(explained.probabilities).toEqual(p.slice(3 * row, 3 * row + 3));
      for (let k = 0; k < 3; k += 1) {
        expect(ulpsOff(addends(explained, k), explained.logits[k])).toBeLessThanOrEqual(1);
      }
    }
  });

  test('names the features that are not 0, among them missing cells', () => {
    const features = (row: number) => explain(model, table, row).contributions.map(({ feature }) => feature);
    expect(features(0)).toEqual([
      'island = Torgersen',
      'bill_length_mm',
      'bill_depth_mm',
      'flipper_length_mm',
      'body_mass_g',
      'sex = MALE',
    ]);
    expect(features(3)).toContain('bill_length_mm is missing');
    expect(features(3)).toContain('sex is missing');
  });

  test('keeps the sum where large addends cancel and their plain products are off by many ulps', () => {
    const names = Array.from({ length: 9 }, (_, i) => `x${i}`);
    const values = names.map((_, i) => [1 / 3 + i, 1 / 7 - i]);
    const wide = tableOf(Object.fromEntries(names.map((name, i) => [name, values[i]])));
    const one = names.map((_, j) => (j % 2 ? -1e6 : 1e6) * (1 + 1 / (j + 3)));
    const rest = one.reduce((sum, w, j) => sum + w * values[j][0], 0);
    const hard: Model = {
      ...model,
      ...{ classes: ['a', 'b'], weights: Float64Array.from([...one, ...one.map((w) => -w / 3)]) },
      intercepts: new Float64Array([1e-6 - rest, 0.5]),
      recipe: {
        features: names.map((name) => ({ kind: 'numeric', name, fill: 0, mean: 0, scale: 1, hasMissing: false })),
      },
    };
    const explained = explain(hard, wide, 0);
    const naive = [1e-6 - rest, ...one.map((w, j) => w * values[j][0])];
    expect(ulpsOff(naive, explained.logits[0])).toBeGreaterThan(1);
    expect(ulpsOff(addends(explained, 0), explained.logits[0])).toBeLessThanOrEqual(1);
    one.forEach((w, j) => {
      expect(Math.abs(explained.contributions[j].values[0] - w * values[j][0])).toBeLessThan(1e-8);
    });
  });

  test('gives a calibration as factors where it is linear, and null where not', () => {
    const scaled: Model = {
      ...model,
      calibration: { method: 'vector', scale: [2, 1, 0.5], shift: [0.25, 0, -1] },
    };
    for (const calibrated of [
      scaled,
      { ...model, calibration: { method: 'temperature', temperature: 2.5 } } as Model,
    ]) {
      const { calibration, ...explained } = explain(calibrated, table, 7);
      if (!calibration) throw new Error('expected factors');
      const z = explained.logits.map((x, k) => calibration.scale[k] * x + calibration.shift[k]);
      const again = softmax(z);
      explained.probabilities.forEach((p, k) => {
        expect(Math.abs(p - again[k])).toBeLessThan(1e-14 * p);
      });
      expect(explain(calibrated, table, 7, { uncalibrated: true })).toEqual(explain(model, table, 7));
    }
    const curve = { x: [0, 1], y: [0.1, 0.9] };
    const isotonic: Model = { ...model, calibration: { method: 'isotonic', curves: [curve, curve, curve] } };
    expect(explain(isotonic, table, 7).calibration).toBeNull();
  });

  test('leaves addends as they are where the logit overflows', () => {
    const giant: Model = { ...model, weights: model.weights.map((_, i) => (i % 2 ? 1e308 : -1e308)) };
    const explained = explain(giant, table, 0);
    expect(explained.logits.some((z) => !Number.isFinite(z))).toBe(true);
    expect(explained.contributions.length).toBe(6);
  });

  test('refuses a row that is not there', () => {
    for (const row of [-1, table.rows, 0.5, Number.NaN]) {
      expect(() => explain(model, table, row)).toThrow(
        `explain: expected row to be a whole number from 0 to 343, got ${row}`,
      );
    }
  });
});

test('probabilities are those of predict', () => {
  expect(probabilities(model, table)).toEqual(predict(model, table).probabilities);
});

describe('topContributions', () => {
  test('gives the largest contributions to the class of each row, above the mean of the classes', () => {
    const names = featureNames(model.recipe);
    const classOf = Int32Array.from({ length: table.rows }, (_, row) => row % 3);
    const { features, values } = topContributions(model, table, classOf, 3);
    for (let row = 0; row < table.rows; row += 1) {
      const expected = explain(model, table, row)
        .contributions.map(({ feature, values: each }) => {
          const mean = each.reduce((sum, x) => sum + x / 3, 0);
          return { feature, value: each[classOf[row]] - mean };
        })
        .sort((a, b) => b.value - a.value)
        .slice(0, 3);
      const found = [...features.slice(3 * row, 3 * row + 3)].map((j) => names[j]);
      expect(found).toEqual(expected.map(({ feature }) => feature));
      const off = expected.map(({ value }, i) => Math.abs(values[3 * row + i] - value));
      expect(Math.max(...off)).toBeLessThan(1e-12);
    }
  });

  test('leaves places open where a row has fewer features', () => {
    const { features } = topContributions(model, table, new Int32Array(table.rows), 9);
    expect([...features.slice(0, 9)].map((j) => j < 0)).toEqual([...Array(6).fill(false), ...Array(3).fill(true)]);
    for (const count of [0, 1.5]) {
      expect(() => topContributions(model, table, [0], count)).toThrow(
        `topContributions: expected count to be a whole number ≥ 1, got ${count}`,
      );
    }
  });
});
