import { describe, expect, test } from 'vitest';
import { LIMITS, readCsv } from '../../src/table/read-csv.ts';

const column = (text: string, i: number) => {
  const read = readCsv(text);
  if (read.kind !== 'table') throw new Error(read.kind);
  return read.table.columns[i];
};

describe('a table of one’s own', () => {
  test('has columns of numbers and of categories, with missing cells', () => {
    expect(readCsv('x,y\n1,a\n,b\nNA,\n-2.5e1,a\n')).toEqual({
      kind: 'table',
      table: {
        rows: 4,
        columns: [
          { kind: 'numeric', name: 'x', values: Float64Array.of(1, Number.NaN, Number.NaN, -25) },
          { kind: 'categorical', name: 'y', codes: Int32Array.of(0, 1, -1, 0), levels: ['a', 'b'] },
        ],
      },
    });
  });

  test('may be separated by tabs or semicolons, and end its lines in any way', () => {
    for (const text of ['a\tb\r\n1\tx,y\r\n', 'a;b\n1;"x,y"', 'a,b\r1,"x,y"\r']) {
      expect(column(text, 1)).toMatchObject({ kind: 'categorical', levels: ['x,y'] });
    }
  });

  test('quoted cells keep separators, quotes and line ends; a byte-order mark is no letter', () => {
    expect(column('\uFEFF"a, b",c\n"x ""1""\n2",3\n', 0)).toEqual({
      kind: 'categorical',
      name: 'a, b',
      codes: Int32Array.of(0),
      levels: ['x "1"\n2'],
    });
  });

  test('one word among numbers makes a column of categories, and so does ∞', () => {
    expect(column('x\n1\n2?\n', 0).kind).toBe('categorical');
    expect(column('x\n1\ninf\n', 0).kind).toBe('categorical');
  });

  test.each([
    ['', { kind: 'empty' }],
    ['x,y\n', { kind: 'empty' }],
    ['x,y\n1,2\n1,2,3\n', { kind: 'ragged', row: 3, found: 3, expected: 2 }],
    ['x,y\n1,"2\n3,4\n', { kind: 'quote', row: 2 }],
    ['x,x\n1,2\n', { kind: 'names', found: 'x' }],
    ['x,\n1,2\n', { kind: 'names', found: '' }],
    [`${'c,'.repeat(LIMITS.columns)}c\n1\n`, { kind: 'large', what: 'columns', found: LIMITS.columns + 1 }],
    [`x\n${'1\n'.repeat(LIMITS.rows + 1)}`, { kind: 'large', what: 'rows', found: LIMITS.rows + 1 }],
    [' '.repeat(LIMITS.characters + 1), { kind: 'large', what: 'characters', found: LIMITS.characters + 1 }],
  ])('%.30j is told as what it is', (text, read) => {
    expect(readCsv(text)).toEqual(read);
  });

  test('names of the prototype are names like any other', () => {
    expect(column('__proto__,y\n1,constructor\n2,toString\n', 0)).toMatchObject({ name: '__proto__', kind: 'numeric' });
    expect(column('__proto__,y\n1,constructor\n2,toString\n', 1)).toMatchObject({
      levels: ['constructor', 'toString'],
    });
  });
});
