import { describe, expect, test } from 'vitest';
import { encodeLabels, readLabels } from '../../../src/learn/table/labels.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

function refusal(cells: (string | number | null)[]) {
  try {
    readLabels(tableOf({ y: cells }), 'y');
  } catch (error) {
    return error as Error & { code: string; facts: Record<string, string | number> };
  }
  throw new Error('nothing was refused');
}

describe('readLabels', () => {
  test('makes classes of whole numbers in numeric order, whatever the order of the rows', () => {
    const { classes, labels } = readLabels(tableOf({ y: [10, 9, 10, null, 9, -1, -1] }), 'y');
    expect(classes).toEqual(['-1', '9', '10']);
    expect([...labels]).toEqual([2, 1, 2, -1, 1, 0, 0]);
  });

  test('makes classes of texts in the order of code units, also of names that objects inherit', () => {
    const { classes, labels } = readLabels(tableOf({ y: ['toString', 'b', null, '__proto__', '가', 'b', '가'] }), 'y');
    expect(classes).toEqual(['__proto__', 'b', 'toString', '가']);
    expect([...labels]).toEqual([2, 1, -1, 0, 3, 1, 3]);
  });

  test('makes no class of a level that no row has', () => {
    const codes = new Int32Array([0, 2, 0]);
    const column = { kind: 'categorical' as const, name: 'y', codes, levels: ['a', 'unused', 'b'] };
    expect(readLabels({ rows: 3, columns: [column] }, 'y').classes).toEqual(['a', 'b']);
  });

  test('reads the targets of the examples', () => {
    expect(readLabels(exampleTable('digits'), 'digit').classes).toEqual([...'0123456789']);
    expect(readLabels(exampleTable('penguins'), 'species').classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
  });

  test.each<[string, (string | number | null)[], Record<string, string | number>]>([
    ['target-missing', [null, null], { column: 'y' }],
    ['target-constant', [3, 3, null], { column: 'y', value: '3' }],
    ['target-one-class', ['a', 'a', null], { column: 'y', value: 'a' }],
    ['target-continuous', [1, 2, 2.5, 1], { column: 'y', row: 3, value: '2.5' }],
    ['target-continuous', [1, 2, 3, 4, 4], { column: 'y', classes: 4, rows: 5 }],
    ['target-all-distinct', ['a', 'b', 'c'], { column: 'y', classes: 3, rows: 3 }],
    ['target-all-distinct', [1, 2, 3], { column: 'y', classes: 3, rows: 3 }],
  ])('refuses by name: %s', (code, cells, facts) => {
    const error = refusal(cells);
    expect(error).toMatchObject({ name: 'RecipeError', code, facts });
    expect(error.message).toMatch(/^The column "y" cannot be the target: .*\.$/);
  });

  test('names the nearest column where the target is not there', () => {
    expect(() => readLabels(exampleTable('iris'), 'specie')).toThrow('the nearest is "species"');
  });
});

describe('encodeLabels', () => {
  test('numbers the classes as the model has them, −1 where missing', () => {
    expect([...encodeLabels(tableOf({ y: ['b', null, 'a'] }), 'y', ['a', 'b', 'c'])]).toEqual([1, -1, 0]);
    expect([...encodeLabels(tableOf({ y: [9, 10] }), 'y', ['9', '10'])]).toEqual([0, 1]);
  });

  test('refuses a class that the model does not know and names the row', () => {
    expect(() => encodeLabels(tableOf({ y: ['a', 'z'] }), 'y', ['a', 'b'])).toThrow(
      expect.objectContaining({
        code: 'unknown-class',
        facts: { column: 'y', row: 2, value: 'z', known: 'a, b' },
        message: 'Row 2 of the column "y" is "z", a class that the model does not know (it knows a, b).',
      }),
    );
  });
});
