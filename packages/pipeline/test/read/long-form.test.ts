import type { Table } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/read/read-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const cells = (table: Table, i: number) => {
  const column = table.columns[i];
  if (column.kind === 'numeric') return Array.from(column.values, (x) => (Number.isNaN(x) ? null : x));
  return Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]));
};
const places = (columns: number) => Array.from({ length: columns }, (_, i) => i);

/** Columns by turns of numbers, of texts, and of numbers with gaps. */
function cell(row: number, i: number): string {
  if (i % 3 === 0) return String((row * 31 + i * 7) % 97);
  if (i % 3 === 1) return `level ${(row + i) % 4}`;
  return row % 2 ? 'NA' : String(row - i / 4);
}

describe('a table of more columns than one query handles', () => {
  test('of 10,000 columns and 60 rows is read as one of few columns is', async () => {
    const lines = places(60).map((r) =>
      places(10_000)
        .map((i) => cell(r, i))
        .join(','),
    );
    const table = await readTable(
      file(
        'wide.csv',
        `${places(10_000)
          .map((i) => `k${i}`)
          .join(',')}\n${lines.join('\n')}\n`,
      ),
    );
    expect([table.rows, table.columns.length]).toEqual([60, 10_000]);
    const few = places(30).map((r) => [0, 1, 2, 9999].map((i) => cell(r, i)).join(','));
    const narrow = await readTable(file('narrow.csv', `k0,k1,k2,k9999\n${few.join('\n')}\n`));
    for (const [at, i] of [0, 1, 2, 9999].entries()) {
      expect(table.columns[i].name).toBe(narrow.columns[at].name);
      expect(cells(table, i).slice(0, 30)).toEqual(cells(narrow, at));
    }
  });

  test('of JSON keeps its rules: strings are categories, keys may be absent', async () => {
    const rows = places(5).map((r) =>
      JSON.stringify(
        Object.fromEntries(places(300).flatMap((i) => (r === i ? [] : [[`k${i}`, i % 2 ? String(r) : r]]))),
      ),
    );
    const table = await readTable(file('wide.jsonl', rows.join('\n')));
    const byName = (name: string) => table.columns.findIndex((column) => column.name === name);
    expect(cells(table, byName('k2'))).toEqual([0, 1, null, 3, 4]);
    expect(cells(table, byName('k3'))).toEqual(['0', '1', '2', null, '4']);
  });

  test('refuses a cell by its line, and leaves columns out as told', async () => {
    const names = places(400).map((i) => `k${i}`);
    const rows = places(20).map((r) => names.map((_, i) => (i === 333 && r === 7 ? 'oops' : String(r))).join(','));
    const path = file('fault.csv', `${names.join(',')}\n${rows.join('\n')}\n`);
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'mixed-column',
      facts: { line: 9, column: 'k333', found: 'oops' },
    });
    const table = await readTable(path, { exclude: ['k333', 'k0'] });
    expect(table.columns.length).toBe(398);
    expect(cells(table, 0)).toEqual(places(20));
  });
});
