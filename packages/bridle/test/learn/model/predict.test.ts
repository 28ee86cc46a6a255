import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { logits } from '../../../src/learn/model/logits.ts';
import { serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { predict } from '../../../src/learn/model/predict.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { takeRows } from '../../../src/learn/table/table.ts';
import { scoreRows } from '../../../src/learn/tiles/score-rows.ts';
import { setArithmetic } from '../../../src/runtime/arithmetic.ts';
import { modelOf } from '../../helpers/models.ts';
import { exampleTable } from '../../helpers/tables.ts';

const table = exampleTable('penguins');
const model = modelOf(table, 'species');
const { probabilities } = predict(model, table);

function numericModel(names: string[]) {
  const features = names.map((name) => ({
    kind: 'numeric' as const,
    name,
    fill: 0.25,
    mean: 0.1,
    scale: 2,
    hasMissing: false,
  }));
  const weights = Float64Array.from({ length: 3 * names.length }, (_, at) => Math.cos(at));
  return { recipe: { features }, weights };
}

describe('predict', () => {
  test('gives rows of probabilities, (rows, classes), that sum to 1 and know the penguins', () => {
    expect(probabilities.length).toBe(table.rows * 3);
    for (let row = 0; row < table.rows; row += 1) {
      const [a, b, c] = probabilities.subarray(3 * row, 3 * row + 3);
      expect(Math.abs(a + b + c - 1)).toBeLessThan(1e-15);
    }
    const { labels } = readLabels(table, 'species');
    expect(evaluate(probabilities, labels, 3).accuracy).toBeGreaterThan(0.99);
  });

  test('gives the same bits from the model read back from its text', () => {
    expect(predict(parseModel(serializeModel(model)), table).probabilities).toEqual(probabilities);
  });

  test('gives a row the same bits alone, in another order, and among others', () => {
    expect(predict(model, takeRows(table, [300])).probabilities).toEqual(probabilities.slice(900, 903));
    const reversed = Int32Array.from({ length: table.rows }, (_, i) => table.rows - 1 - i);
    const back = predict(model, takeRows(table, reversed)).probabilities;
    expect(back.slice(0, 3)).toEqual(probabilities.slice(-3));
  });

  test('finds columns by name, wherever they stand, and needs no target', () => {
    const columns = table.columns.filter(({ name }) => name !== 'species').reverse();
    expect(predict(model, { rows: table.rows, columns }).probabilities).toEqual(probabilities);
  });

  test.each(['reproducible', 'auto'] as const)('gives the scores of the kernels the same bits, at %s', (level) => {
    setArithmetic(level);
    let calls = 0;
    const counted: typeof scoreRows = (...args) => {
      calls += 1;
      return scoreRows(...args);
    };
    expect(logits(model, table, { scoreRows: counted })).toEqual(logits(model, table));
    const fast = predict(model, table, { scoreRows: counted }).probabilities;
    expect(calls).toBe(3); // the table first, which has more than numbers, then its design
    if (level === 'reproducible') expect(fast).toEqual(probabilities);
    expect(Math.max(...fast.map((p, at) => Math.abs(p - probabilities[at])))).toBeLessThan(1e-13);
    setArithmetic('auto');
  });

  test('rounds once with scoreRows too, in arithmetic reference', () => {
    setArithmetic('reference');
    expect(predict(model, table, { scoreRows }).probabilities).toEqual(probabilities);
    setArithmetic('auto');
  });

  describe('of numbers alone, which are not looked at first', () => {
    const rows = 3000;
    const values = Float64Array.from({ length: rows }, (_, i) => Math.sin(i));
    const numbers = { ...model, ...numericModel(['x', 'y']), calibration: null };
    const tableOf = (y: Float64Array) => ({
      rows,
      columns: [
        { kind: 'numeric' as const, name: 'y', values: y },
        { kind: 'numeric' as const, name: 'x', values: Float32Array.from(values) },
      ],
    });

    test('has the probabilities of the general way', () => {
      const plain = predict(numbers, tableOf(values));
      const fast = predict(numbers, tableOf(values), { scoreRows });
      expect(fast.unseen).toEqual([]);
      expect(Math.max(...fast.probabilities.map((p, at) => Math.abs(p - plain.probabilities[at])))).toBeLessThan(1e-15);
      expect(logits(numbers, tableOf(values), { scoreRows })).toEqual(logits(numbers, tableOf(values)));
    });

    test.each([0, 2999])('fills the missing number of row %i and counts it', (row) => {
      const gap = values.with(row, Number.NaN);
      const { probabilities: fast, unseen } = predict(numbers, tableOf(gap), { scoreRows });
      expect(unseen).toEqual([{ column: 'y', level: null, count: 1 }]);
      expect(fast).toEqual(predict(numbers, tableOf(values.with(row, 0.25)), { scoreRows }).probabilities);
    });

    test('refuses a number that is too large, with its row', () => {
      const large = values.with(2500, 2e140);
      expect(() => predict(numbers, tableOf(large), { scoreRows })).toThrow(/Row 2501 of the column "y" is 2e\+140/);
    });
  });

  test('of no rows gives none', () => {
    expect(predict(model, takeRows(table, [])).probabilities.length).toBe(0);
  });

  test('is sure, not NaN, when weights are ten thousand times too large', () => {
    const loud = { ...model, weights: model.weights.map((weight) => weight * 1e4) };
    const { probabilities: sure } = predict(loud, table);
    expect(sure.every((p) => p >= 0 && p <= 1)).toBe(true);
  });

  test('refuses more probabilities than one array can hold', () => {
    expect(() => predict(model, { rows: 2 ** 31, columns: [] })).toThrow(
      new RangeError('predict: expected rows × classes at most 4294967295, got 2147483648 × 3'),
    );
  });
});
