import { describe, expect, test } from 'vitest';
import { csv } from '../../src/ui/csv.ts';

const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n');

describe('csv', () => {
  test('keeps every digit of a number', () => {
    expect(lines(csv({ columns: ['p'], rows: [[0.1 + 0.2], [5e-324], [-1]] }))).toEqual([
      'p',
      '0.30000000000000004',
      '5e-324',
      '-1',
      '',
    ]);
  });

  test('quotes what would break the line', () => {
    expect(lines(csv({ columns: ['a,b'], rows: [['say "x"'], ['two\nlines']] }))).toEqual([
      '"a,b"',
      '"say ""x"""',
      '"two\nlines"',
      '',
    ]);
  });

  test('makes a text of what a spreadsheet would compute', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1']) {
      expect(lines(csv({ columns: ['name'], rows: [[formula]] }))[1]).toMatch(/^"?'/);
    }
  });

  test('begins with the mark that keeps Hangul readable, and leaves a missing number empty', () => {
    const text = csv({ columns: ['이름', 'p'], rows: [['초등학생', null]] });
    expect(text.codePointAt(0)).toBe(0xfeff);
    expect(lines(text)[1]).toBe('초등학생,');
  });
});
