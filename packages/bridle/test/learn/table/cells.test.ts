import { describe, expect, test } from 'vitest';
import { cellText, countTexts, indexCells, MISSING, UNKNOWN } from '../../../src/learn/table/cells.ts';
import { tableOf } from '../../helpers/tables.ts';

const [numbers, texts] = tableOf({ n: [10, 9, null, 10, 0.5], t: ['b', 'a', null, '__proto__', 'b'] }).columns;

describe('countTexts', () => {
  test('counts numbers in numeric order and texts in code-unit order, without missing cells', () => {
    expect([...countTexts(numbers)]).toEqual([
      ['0.5', 1],
      ['9', 1],
      ['10', 2],
    ]);
    expect([...countTexts(texts)]).toEqual([
      ['__proto__', 1],
      ['a', 1],
      ['b', 2],
    ]);
  });

  test('leaves out levels that no row has, and joins levels that are written twice', () => {
    const codes = new Int32Array([0, 2, 2]);
    const levels = ['x', 'unused', 'x'];
    expect([...countTexts({ kind: 'categorical', name: 'c', codes, levels })]).toEqual([['x', 3]]);
  });
});

describe('indexCells', () => {
  test('finds each cell in a list, by its text whether the column is of numbers or of texts', () => {
    expect([...indexCells(numbers, ['10', '9'])]).toEqual([0, 1, MISSING, 0, UNKNOWN]);
    expect([...indexCells(texts, ['a', 'b'])]).toEqual([1, 0, MISSING, UNKNOWN, 1]);
  });
});

test('the text of a cell is its number in shortest form, its level, or empty where it is missing', () => {
  expect([0, 2, 4].map((row) => cellText(numbers, row))).toEqual(['10', '', '0.5']);
  expect([0, 2, 3].map((row) => cellText(texts, row))).toEqual(['b', '', '__proto__']);
});
