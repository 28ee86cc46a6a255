import { describe, expect, test } from 'vitest';
import { decidesTarget } from '../../../src/learn/inspect/decides-target.ts';
import { inspectColumns } from '../../../src/learn/inspect/inspect-columns.ts';
import { rowIdentity } from '../../../src/learn/inspect/row-identity.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import type { Column } from '../../../src/learn/table/table.ts';

const ROWS = 40;
const numbers = (name: string, of: (row: number) => number, rows = ROWS): Column => ({
  kind: 'numeric',
  name,
  values: Float64Array.from({ length: rows }, (_, row) => of(row)),
});
const texts = (name: string, of: (row: number) => string | null, rows = ROWS): Column => {
  const cells = Array.from({ length: rows }, (_, row) => of(row));
  const levels = [...new Set(cells.filter((cell) => cell !== null))];
  return {
    kind: 'categorical',
    name,
    levels,
    codes: Int32Array.from(cells, (c) => (c === null ? -1 : levels.indexOf(c))),
  };
};

describe('rowIdentity', () => {
  test.each<[string, Column, string | undefined]>([
    ['numbers that count the rows, from anywhere', numbers('x', (row) => row + 17), 'row-numbers'],
    ['numbers that count a few rows', numbers('x', (row) => row, 19), undefined],
    ['a few, under a name that says so', numbers('PassengerId', (row) => row, 3), 'row-numbers'],
    [
      'distinct whole numbers under such a name',
      numbers('customer_id', (row) => (row * 7919) % 1009),
      'row-identifiers',
    ],
    ['in Korean', numbers('주문번호', (row) => (row * 7919) % 1009), 'row-identifiers'],
    ['under another name', numbers('price', (row) => (row * 7919) % 1009), undefined],
    ['under such a name, with repeats', numbers('store id', (row) => row % 9), undefined],
    ['a word that ends in id', numbers('humid', (row) => (row * 7919) % 1009), undefined],
    ['numbers that count, with a gap', numbers('x', (row) => (row < 20 ? row : row + 1)), undefined],
    ['numbers that count, with a missing one', numbers('id', (row) => (row === 5 ? Number.NaN : row)), undefined],
    ['half numbers', numbers('id', (row) => row / 2), undefined],
    ['texts that differ in half of the rows', texts('name', (row) => `n${row % 20}`), 'nearly-distinct'],
    ['texts that differ in fewer', texts('name', (row) => `n${row % 19}`), undefined],
    ['few texts', texts('name', (row) => `n${row}`, 19), undefined],
    ['missing cells do not count', texts('name', (row) => (row % 2 ? null : `n${row}`)), 'nearly-distinct'],
  ])('%s', (_, column, code) => {
    expect(rowIdentity(column)?.code).toBe(code);
  });
});

describe('decidesTarget', () => {
  test('judges all rows, the wrong ones first: 19 of 1,000 outside the largest class may be, 21 may not', () => {
    const many = Int32Array.from({ length: 2000 }, (_, row) => (row < 21 || row >= 1021 ? 1 : row % 2 === 0 ? 2 : 3));
    const outside = many.reduce((sum, label) => sum + (label === 1 ? 0 : 1), 0);
    expect(outside).toBe(1000);
    const wrong = (count: number) => numbers('code', (row) => (row < count ? 2 : many[row]), 2000);
    expect(decidesTarget(wrong(19), many, 4)).toBe(true);
    expect(decidesTarget(wrong(21), many, 4)).toBe(false);
  });

  const labels = Int32Array.from({ length: 100 }, (_, row) => (row % 10 < 4 ? 0 : row % 10 < 7 ? 1 : 2));
  const decides = (column: Column) => decidesTarget(column, labels, 3);

  test('a copy under other names, of texts or numbers, and one with a cell in a hundred wrong', () => {
    expect(decides(texts('code', (row) => 'xyz'[labels[row]], 100))).toBe(true);
    expect(decides(numbers('code', (row) => 10 - labels[row], 100))).toBe(true);
    expect(decides(texts('code', (row) => 'xyz'[row === 50 ? 2 : labels[row]], 100))).toBe(true);
    expect(decides(texts('code', (row) => 'xyz'[row % 10 === 0 ? 2 : labels[row]], 100))).toBe(false);
  });

  test('measurements whose ranges for the classes are apart', () => {
    expect(decides(numbers('score', (row) => labels[row] * 100 + row / 3, 100))).toBe(true);
    expect(decides(numbers('score', (row) => labels[row] * 100 + (row === 4 ? -5 : row) / 3, 100))).toBe(true);
    expect(decides(numbers('score', (row) => labels[row] * 10 + row / 3, 100))).toBe(false);
  });

  test('a column of nearly distinct values decides by chance, and a constant one does not', () => {
    expect(decides(texts('name', (row) => `n${row % 60}`, 100))).toBe(false);
    expect(decides(texts('name', () => 'n', 100))).toBe(false);
  });

  test('rows without a class, and columns that are mostly missing, say nothing', () => {
    const few = labels.map((label, row) => (row < 19 ? label : -1));
    expect(
      decidesTarget(
        texts('code', (row) => 'xyz'[labels[row]], 100),
        few,
        3,
      ),
    ).toBe(false);
    expect(decides(texts('code', (row) => (row % 3 ? null : 'xyz'[labels[row]]), 100))).toBe(false);
  });
});

describe('inspectColumns', () => {
  const y = texts('y', (row) => 'ab'[row % 2]);
  const inspect = (columns: Column[], options = {}) => {
    const table = { rows: ROWS, columns: [...columns, y] };
    const { labels } = readLabels(table, 'y');
    return inspectColumns(table, { target: 'y', labels, classes: 2 }, options);
  };
  const id = numbers('id', (row) => row);
  const x = numbers('x', (row) => (row * 7) % 11);

  test('leaves out what identifies rows, unless nothing else is left', () => {
    expect(inspect([id, x])).toEqual({
      findings: [{ column: 'id', code: 'row-numbers', left: true }],
      leftOut: [{ name: 'id', reason: 'row-numbers' }],
      dates: [],
      texts: [],
    });
    expect(inspect([id])).toEqual({
      findings: [{ column: 'id', code: 'row-numbers', left: false }],
      leftOut: [],
      dates: [],
      texts: [],
    });
  });

  test('says nothing about a column whose kind was declared', () => {
    expect(inspect([id, x], { numeric: ['id'] }).findings).toEqual([]);
    const copy = texts('copy', (row) => 'xy'[row % 2]);
    expect(inspect([copy, x]).findings).toMatchObject([{ column: 'copy', code: 'decides-target', left: false }]);
    expect(inspect([copy, x], { categorical: ['copy'] }).findings).toEqual([]);
  });
});
