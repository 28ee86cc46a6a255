import { describe, expect, test } from 'vitest';
import { scoreColumns, takeColumns } from '../../src/input/score-columns.ts';

const matrix = (names: string[] | undefined, ...rows: number[][]) => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0].length,
  ...(names && { names }),
});

describe('scoreColumns', () => {
  test.each(['id', 'ID', 'index', 'row', 'Unnamed: 0', '', 'No.', 'user_id', 'customerId', '번호'])(
    'leaves out whole numbers named "%s", an identifier',
    (name) => {
      expect(scoreColumns(matrix([name, 'a', 'b'], [1001, 12, 11], [1002, 3, 2]), undefined)).toEqual({
        kept: [1, 2],
        leftOut: [{ name, reason: 'identifier' }],
      });
    },
  );

  test.each(['label', 'y', 'target', 'y_true', '정답'])('leaves out whole numbers named "%s", a label', (name) => {
    expect(scoreColumns(matrix(['a', 'b', name], [1.5, 2, 0], [3, 1, 1]), undefined)).toEqual({
      kept: [0, 1],
      leftOut: [{ name, reason: 'label' }],
    });
  });

  test('leaves out a first column that counts three rows or more, with a header or without', () => {
    const rows = [
      [7, 0.5, 2],
      [8, 1.5, 1],
      [9, -1, 3],
    ];
    expect(scoreColumns(matrix(undefined, ...rows), undefined)).toEqual({
      kept: [1, 2],
      leftOut: [{ name: '1', reason: 'identifier' }],
    });
    expect(scoreColumns(matrix(undefined, ...rows.slice(1)), undefined)).toMatchObject({ kept: [0, 1, 2] });
  });

  test('keeps what is not whole, what counts in every column, and names that only resemble an identifier', () => {
    const all = { kept: [0, 1], leftOut: [] };
    expect(scoreColumns(matrix(['id', 'b'], [0.5, 1], [1.5, 2]), undefined)).toEqual(all);
    expect(scoreColumns(matrix(undefined, [1, 5], [2, 6], [3, 7]), undefined)).toEqual(all);
    expect(scoreColumns(matrix(['idea', 'solid'], [1, 5], [3, 2]), undefined)).toEqual(all);
    expect(scoreColumns(matrix(['x', 'y'], [1, 2000], [3, 5]), undefined)).toEqual(all); // no classes of one column
    expect(scoreColumns(matrix(['id', 'label'], [1, 0], [2, 1]), undefined)).toEqual(all); // nothing else is left
  });

  test('takes the columns that are asked for, by name or by number', () => {
    const named = matrix(['id', 'a', 'b'], [1, 2, 3], [2, 5, 6]);
    expect(scoreColumns(named, ['id', '3'])).toEqual({ kept: [0, 2], leftOut: [] });
    expect(scoreColumns(named, ['aa'])).toEqual({ missing: 'aa', nearest: 'a' });
    expect(takeColumns(named, [2, 0])).toEqual(matrix(['b', 'id'], [3, 1], [6, 2]));
  });
});
