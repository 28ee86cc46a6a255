import { learnRecipe, type Recipe, type Table } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { decodeProfile, learnProfile, type Profile, withProfile } from '../../src/drift/profile.ts';

const rows = 1000;
const x = { kind: 'numeric' as const, name: 'x', values: Float64Array.from({ length: rows }, (_, i) => Math.sqrt(i)) };
const half = { kind: 'numeric' as const, name: 'half', values: x.values.map((v, i) => (i % 2 ? Number.NaN : v % 3)) };
const zeros = { kind: 'numeric' as const, name: 'zeros', values: x.values.map((_, i) => (i % 50 ? 7 : -(i / 50))) };
const level = {
  kind: 'categorical' as const,
  name: 'level',
  levels: Array.from({ length: 30 }, (_, k) => `k${k}`),
  codes: Int32Array.from({ length: rows }, (_, i) => Math.min(29, Math.floor(Math.sqrt(i)))),
};
const y = {
  kind: 'categorical' as const,
  name: 'y',
  levels: ['a', 'b'],
  codes: Int32Array.from(x.values, (_, i) => i % 2),
};
const table: Table = { rows, columns: [x, half, zeros, level, y] };
const { recipe } = learnRecipe(table, { target: 'y' });
const profile = learnProfile(recipe, table, null);
const textOf = (of: Profile) => JSON.parse(withProfile('{\n  "format": "bridle-model"\n}\n', of)).profile;

describe('a profile', () => {
  test('has tenths of the rows for numbers, or their values where these are few', () => {
    const [first, second] = profile;
    expect(first).toMatchObject({ kind: 'numbers', least: 0, most: Math.sqrt(999), missing: 0 });
    expect(first?.counts).toHaveLength(10);
    for (const count of first?.counts ?? []) expect(Math.abs(count - 100)).toBeLessThanOrEqual(2);
    expect(second).toMatchObject({ missing: 500 });
    expect(second?.counts.reduce((a, b) => a + b)).toBe(500);
    const coins = { ...x, values: x.values.map((_, i) => (i % 20 === 0 ? 0 : 1)) };
    expect(learnProfile(recipe, { rows, columns: [coins] }, null)[0]).toMatchObject({ edges: [0], counts: [50, 950] });
  });

  test('tells what is below from a number that nearly all rows have', () => {
    expect(profile[2]).toMatchObject({ edges: [0], counts: [20, 980], least: -19, most: 7 });
  });

  test('has the most frequent levels, and the others together', () => {
    const found = profile[3];
    expect(found).toMatchObject({ kind: 'levels', missing: 0 });
    expect(found?.counts).toHaveLength(21);
    expect(found?.counts.reduce((a, b) => a + b)).toBe(rows);
    const levels = recipe.features[3].kind === 'categorical' ? recipe.features[3].levels : [];
    expect(found?.kind === 'levels' && levels[found.levels[0]]).toBe('k29');
  });

  test('counts by weight', () => {
    const weights = Float64Array.from({ length: rows }, (_, i) => (i < 10 ? 5 : 0));
    const [first] = learnProfile(recipe, table, weights);
    expect(first).toMatchObject({
      least: 0,
      most: 3,
      counts: [50, 0, 0, 0, 0, 0, 0, 0, 0, 0].slice(0, first?.counts.length),
    });
  });

  test('comes back from the model file, in a few bytes a column', () => {
    expect(decodeProfile(textOf(profile), recipe)).toEqual(profile);
    expect(textOf(profile).length / recipe.features.length).toBeLessThan(120);
    const edges = profile[0]?.kind === 'numbers' ? profile[0].edges : [];
    expect(edges.every((edge) => String(edge).length <= 7)).toBe(true);
    expect(String(x.values[100]).length).toBeLessThanOrEqual(2);
    expect(String(x.values[200]).length).toBeGreaterThan(15); // as an edge would have been without rounding
  });

  test('is refused in a file with one wrong number, by name', () => {
    const entries = () => JSON.parse(textOf(profile));
    /** The text with another value at a path. */
    const put = (value: unknown, ...path: number[]): string => {
      const all = entries();
      const inner = path.slice(0, -1).reduce((at, i) => at[i], all);
      inner[path[path.length - 1]] = value;
      return JSON.stringify(all);
    };
    const one: Recipe = { features: [recipe.features[0]] };
    const [, second] = entries()[3][2];
    const wrong = [
      ...[7, '[', '{}', '[]', JSON.stringify(entries().slice(1))],
      ...[
        put(7, 0),
        put(-1, 0, 0),
        put([1], 0, 1),
        put(-1, 0, 1, 0),
        put(1e9, 0, 2, 0),
        put(1e9, 0, 3),
        put(null, 0, 4),
      ],
      ...[put(99, 3, 2, 0), put(second, 3, 2, 0), put(0.5, 3, 2, 0)],
    ];
    for (const text of wrong) {
      expect(() => decodeProfile(text, recipe)).toThrow(
        /^The model's field "profile(\[\d\])?" is wrong: found .{1,80}\.$/,
      );
    }
    const long = `[[0,[${Array(40).fill(1).join(',')}],[${Array.from({ length: 39 }, (_, i) => i).join(',')}],0,99]]`;
    expect(() => decodeProfile(long, one)).toThrow('The model\'s field "profile[0]" is wrong');
    const deep = `[${'['.repeat(1e5)}${']'.repeat(1e5)}]`;
    expect(() => decodeProfile(deep, one)).toThrow('field "profile[0]" is wrong: found […] of 1.');
    expect(decodeProfile('[null]', one)).toEqual([null]);
  });
});
