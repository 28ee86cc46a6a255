import { describe, expect, test } from 'vitest';
import { readPasted } from '../../src/ui/paste.ts';

const read = (text: string) => readPasted(text, { min: -10_000, max: 10_000, most: 50, longest: 40 });
const scores = (...list: number[]) => expect.objectContaining({ kind: 'scores', scores: list });

describe('scores pasted from a spreadsheet', () => {
  test('a column, a row, or numbers between commas', () => {
    expect(read('1\n1\n3\n')).toEqual(scores(1, 1, 3));
    expect(read('1\t1\t3')).toEqual(scores(1, 1, 3));
    expect(read('1, 1; 3')).toEqual(scores(1, 1, 3));
    expect(read('1\r\n\r\n−2\r\n')).toEqual(scores(1, -2));
  });

  test('a name before a number names it', () => {
    expect(read('초등\t1\n중등\t2')).toEqual({ kind: 'scores', scores: [1, 2], names: ['초등', '중등'], unused: 0 });
    expect(read('a, 1\nb, 2')).toEqual({ kind: 'scores', scores: [1, 2], names: ['a', 'b'], unused: 0 });
  });

  test('a first line without a number is a header', () => {
    expect(read('name\tscore\na\t1\nb\t2')).toEqual({ kind: 'scores', scores: [1, 2], names: ['a', 'b'], unused: 0 });
  });

  test('says where it found no number, and counts what is too many', () => {
    expect(read('1\ntwo\n3')).toEqual({ kind: 'wrong', line: 2, found: 'two' });
    expect(read('1\n1e400')).toEqual({ kind: 'wrong', line: 2, found: '1e400' });
    expect(read('a\t1\nb\t=1+1')).toEqual({ kind: 'wrong', line: 2, found: '=1+1' });
    expect(read('10001')).toEqual({ kind: 'wrong', line: 1, found: '10001' });
    expect(read(' \n\t\n')).toEqual({ kind: 'empty' });
    expect(read('1\n'.repeat(10_000))).toEqual({ kind: 'many', found: 10_000 });
  });

  test('a number with commas is one in a cell of its own, and a question where it may be several', () => {
    expect(read('a\t1,234\nb\t2')).toEqual({ kind: 'scores', scores: [1234, 2], names: ['a', 'b'], unused: 0 });
    expect(read('"1,234",5')).toEqual(scores(1234, 5));
    expect(read('1,234')).toEqual({ kind: 'unclear', line: 1, found: '1,234' });
    expect(read('5\na,−1,234.5')).toEqual({ kind: 'unclear', line: 2, found: '−1,234.5' });
    expect(read('1, 234')).toEqual(scores(1, 234));
    expect(read('1,2,345')).toEqual(scores(1, 2, 345));
    expect(read('1,23')).toEqual(scores(1, 23));
  });

  test('quotes hold a name together, and further columns are counted', () => {
    const text = 'name,score,weight\n"Kim, Lee ""K""",3,7\n"Park",4,8';
    expect(read(text)).toEqual({ kind: 'scores', scores: [3, 4], names: ['Kim, Lee "K"', 'Park'], unused: 1 });
  });

  test('takes −∞ and NaN only where they are asked for', () => {
    expect(read('1\nnan')).toEqual({ kind: 'wrong', line: 2, found: 'nan' });
    const any = { min: -Infinity, max: Infinity, most: 50, longest: 40, nan: true };
    expect(readPasted('1\n-inf\nNaN', any)).toEqual(scores(1, -Infinity, Number.NaN));
  });
});
