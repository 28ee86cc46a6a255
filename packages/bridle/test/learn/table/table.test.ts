import { describe, expect, test } from 'vitest';
import { columnOf, takeRows } from '../../../src/learn/table/table.ts';
import { tableOf } from '../../helpers/tables.ts';

const table = tableOf({ x: [5, null, 7], c: ['a', 'b', null] });

describe('takeRows', () => {
  test('gives the rows asked for in their order, repeated ones too, and leaves the table alone', () => {
    const taken = takeRows(table, [2, 0, 0]);
    expect(taken.rows).toBe(3);
    expect(taken.columns).toEqual([
      { kind: 'numeric', name: 'x', values: new Float64Array([7, 5, 5]) },
      { kind: 'categorical', name: 'c', codes: new Int32Array([-1, 0, 0]), levels: ['a', 'b'] },
    ]);
    expect(table.rows).toBe(3);
  });

  test('keeps float32 columns float32, and does not copy where it takes all rows in order', () => {
    const single = { rows: 2, columns: [{ kind: 'numeric' as const, name: 'x', values: new Float32Array([0.1, 2]) }] };
    expect(takeRows(single, [1]).columns[0]).toEqual({ ...single.columns[0], values: new Float32Array([2]) });
    expect(takeRows(single, [0, 1]).columns[0]).toBe(single.columns[0]);
    expect(takeRows(single, [1, 0]).columns[0]).toMatchObject({ values: new Float32Array([2, 0.1]) });
  });

  test('of no rows is an empty table with its columns', () => {
    expect(takeRows(table, [])).toMatchObject({ rows: 0, columns: [{ name: 'x' }, { name: 'c' }] });
  });
});

describe('columnOf', () => {
  test('finds a column by its exact name', () => {
    expect(columnOf(table, 'c')).toBe(table.columns[1]);
  });

  test('names the nearest column where there is none of that name', () => {
    expect(() => columnOf(tableOf({ species: [1], sex: [2] }), 'Specie')).toThrow(
      expect.objectContaining({
        name: 'RecipeError',
        code: 'no-such-column',
        facts: { column: 'Specie', nearest: 'species' },
        message: 'There is no column "Specie"; the nearest is "species".',
      }),
    );
    expect(() => columnOf(tableOf({ species: [1], sex: [2] }), 'weight')).toThrow('There is no column "weight".');
    expect(() => columnOf({ rows: 0, columns: [] }, 'x')).toThrow('There is no column "x".');
  });

  test('does not find what only the prototype of objects has', () => {
    expect(() => columnOf(table, '__proto__')).toThrow(expect.objectContaining({ code: 'no-such-column' }));
  });
});
