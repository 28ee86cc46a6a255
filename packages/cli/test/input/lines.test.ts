import { describe, expect, test } from 'vitest';
import { readLines } from '../../src/input/lines.ts';

const matrix = (columns: number, numbers: number[]) => ({
  data: Float64Array.from(numbers),
  rows: numbers.length / columns,
  columns,
});

describe('readLines', () => {
  test('reads a line as a row, whatever separates its numbers, and skips empty lines', () => {
    expect(readLines('1 2\n3,4\r\n\n5;6\n7\t8\n')).toEqual(matrix(2, [1, 2, 3, 4, 5, 6, 7, 8]));
  });

  test('takes NaN and infinities, which are what a check is for', () => {
    expect(readLines('1,NaN\n-inf,1e400')).toEqual(matrix(2, [1, Number.NaN, -Infinity, Infinity]));
  });

  test('takes a first line without numbers for a header, and a byte-order mark', () => {
    expect(readLines('\uFEFFa,b\n1,2')).toEqual({ ...matrix(2, [1, 2]), names: ['a', 'b'] });
    expect(readLines('"a b";c\n1;2')).toEqual({ ...matrix(2, [1, 2]), names: ['a b', 'c'] });
    expect(readLines('a b c\n1 2')).toEqual(matrix(2, [1, 2])); // no name for each column
  });

  test('makes a single row of one number a line', () => {
    expect(readLines('score\n3\n1\n2\n')).toEqual(matrix(3, [3, 1, 2]));
  });

  test('reads a list of lists, on one line or on many', () => {
    expect(readLines('[[1, 2], [3, 4]]')).toEqual(matrix(2, [1, 2, 3, 4]));
    expect(readLines('[\n [\n  1,\n  2\n ],\n [3, 4]\n]\n')).toEqual(matrix(2, [1, 2, 3, 4]));
    expect(readLines('[1 2]\n[3 4]')).toEqual(matrix(2, [1, 2, 3, 4]));
    expect(readLines('[1, 2, 3]')).toEqual(matrix(3, [1, 2, 3]));
  });

  test('stops at a cell that is not a number, and at an empty one, which would shift its row', () => {
    expect(readLines('1,2\n3,x')).toEqual({ line: 2, word: 'x' });
    expect(readLines('1,,2\n3,4,5')).toEqual({ line: 1, word: '' });
    expect(readLines(',1\n2,3')).toEqual({ line: 1, word: '' });
    expect(readLines('1,2,\n3,4,')).toEqual(matrix(2, [1, 2, 3, 4]));
  });

  test('stops at a line of another length', () => {
    expect(readLines('1,2\n3')).toEqual({ line: 2, found: 1, expected: 2 });
  });

  test('has no rows for a text without numbers', () => {
    expect(readLines('')).toEqual({ data: new Float64Array(0), rows: 0, columns: 0 });
    expect(readLines('a,b\n')).toEqual({ data: new Float64Array(0), rows: 0, columns: 0 });
  });

  // A pattern that could share the blanks between two places would take hours for this.
  test('reads a list of lists with a million blanks in it', () => {
    const blanks = ' '.repeat(1e6);
    expect(readLines(`[[1, 2]${blanks},${blanks}[3, 4]${blanks}]`)).toEqual(matrix(2, [1, 2, 3, 4]));
    expect(readLines(`[[1, 2]${blanks}x`)).toEqual({ line: 1, word: 'x' });
  });
});
