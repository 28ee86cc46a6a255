// Kinds M (formatted numbers), N and O (decimal marks) and P (words for "no value").

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inferColumns } from '../../src/infer-columns.ts';
import { predictTable } from '../../src/predict-table.ts';
import type { ReadNote } from '../../src/read/notes.ts';
import { type ReadOptions, readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const given = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The cells of a column, null where missing, and the notes. */
async function column(path: string, name: string, options: ReadOptions = {}) {
  const notes: ReadNote[] = [];
  const { columns } = await readTable(path, { ...options, onNote: (note) => notes.push(note) });
  const found = columns.find((other) => other.name === name);
  if (found?.kind !== 'numeric') return { cells: found?.levels, notes };
  return { cells: Array.from(found.values, (x) => (Number.isNaN(x) ? null : x)), notes };
}

/** A table of the column x, with the delimiter of the file's kind. */
const made = (cells: string[], name = 'x.csv', options?: ReadOptions) =>
  column(file(name, ['x', ...cells].map((cell) => `${cell}\n`).join('')), 'x', options);

/** The accuracy on rows that training held out. */
async function heldOut(path: string, target: string) {
  const { heldOut: found } = await trainTable({ table: path, target, out: file('m.json'), report: null });
  return found?.accuracy.toFixed(4);
}

describe('M: formatted numbers', () => {
  test.each([
    ['M1-thousands-quoted.csv', 'amount', [900, 957, 1024], '1,024', 1024],
    ['M2-percent.csv', 'rate', [18, 21, 20], '18%', 18],
    ['M5-dollar.csv', 'price', [9, 10.5, 10], '$9.00', 9],
    ['M6-minus-sign.csv', 't', [-9, -9.57, -10.24], '−9.00', -9],
  ])('%s', async (name, x, first, found, value) => {
    const { cells, notes } = await column(given(name), x);
    expect(cells?.slice(0, 3)).toEqual(first);
    expect(notes).toEqual([{ code: 'number-format', columns: [x], found, value }]);
    expect(await heldOut(given(name), 'kind')).toBe('1.0000');
  });

  test.each([
    ['원, and a blank', ['"1,200 원"', '950 원', '-3 원'], [1200, 950, -3]],
    ['won before the digits, full width too', ['"₩1,200"', '￦950', '₩ 0'], [1200, 950, 0]],
    ['euros', ['5 €', '5.5 €', '"1,000 €"'], [5, 5.5, 1000]],
    ['a unit', ['5.5 kg', '12 kg', '0.25 kg'], [5.5, 12, 0.25]],
    ['no-break spaces', ['1\u00a0200', '15', '12\u202f345.5'], [1200, 15, 12345.5]],
    ['full-width digits', ['１２', '３．５', '－７'], [12, 3.5, -7]],
    ['apostrophes, as in Switzerland', ["1'200", '15.5', '1’000’000'], [1200, 15.5, 1e6]],
    ["India's groups", ['"12,34,567"', '15.5', '"1,23,456"'], [1234567, 15.5, 123456]],
    ["an accountant's minus", ['"$(1,200)"', '$15.50', '($3)'], null],
    ['brackets for a minus', ['"(1,200)"', '15.50', '(3)'], [-1200, 15.5, -3]],
    ['a currency by its code', ['USD 5', 'USD 7.25', 'USD -1'], [5, 7.25, -1]],
    ['degrees', ['12.5°C', '−3°C', '0°C'], [12.5, -3, 0]],
  ])('%s', async (_, lines, expected) => {
    const { cells, notes } = await made(lines);
    if (expected === null) return expect(cells).toEqual(lines.map((line) => line.replaceAll('"', '')));
    expect(cells).toEqual(expected);
    expect(notes).toMatchObject([{ code: 'number-format', columns: ['x'] }]);
  });

  test.each([
    [
      'units that differ',
      ['5 kg', '500 g', ...Array.from({ length: 30 }, (_, i) => `${i}.5 ${i % 2 ? 'kg' : 'g'}`)],
      3,
    ],
    ['a number without the unit of the others', [...Array.from({ length: 20 }, (_, i) => `${i} kg`), '7'], 22],
    ['a share among percentages', [...Array.from({ length: 20 }, (_, i) => `${i}%`), '0.45'], 22],
  ])('%s are refused', async (_, lines, line) => {
    await expect(made(lines)).rejects.toMatchObject({ code: 'two-formats', facts: { line, column: 'x' } });
  });

  test('codes, dates, ranges and ordinals stay categories', async () => {
    for (const lines of [
      ['1st', '2nd', '3rd', '1st'],
      ['12A', '13B', '14C', '15D', '12E'],
      ['10-20', '20-30', '30-40', '10-20'],
      ['2024-01-02', '2024-03-04', '2024-01-02'],
      ['1.2.2020', '3.4.2021', '1.2.2020'],
      ['1_000', '2_000', '1_000'],
      ['65+', '20', '30', '65+'],
      ['192.168.0.1', '10.0.0.1', '192.168.0.1'],
    ]) {
      expect((await made(lines)).cells).toEqual([...new Set(lines)]);
    }
  });

  test('a cell that is no number among them is refused with its line', async () => {
    const lines = [...Array.from({ length: 20 }, (_, i) => `$${i}`), 'free'];
    await expect(made(lines)).rejects.toMatchObject({ code: 'mixed-column', facts: { line: 22, found: 'free' } });
    await expect(made(['$9007199254740993', '$5'])).rejects.toMatchObject({ code: 'too-large-integer' });
    await expect(made(['$1e999', '$5'])).rejects.toMatchObject({ code: 'not-finite' });
  });

  test('in JSON and Parquet, where plain digits in quotes are text, and that is said', async () => {
    const json = file('x.jsonl', '{"x":"$1,200","y":"5"}\n{"x":"$7","y":"6"}\n');
    const notes = [
      { code: 'number-format', columns: ['x'], found: '$1,200', value: 1200 },
      { code: 'numbers-as-text', columns: ['y'] },
    ];
    expect(await column(json, 'x')).toEqual({ cells: [1200, 7], notes });
    expect((await column(json, 'y')).cells).toEqual(['5', '6']);
    const parquet = file('x.parquet');
    await duckdb(
      `COPY (SELECT unnest(['$1,200', '$7']) AS x, unnest(['5', '6']) AS y) TO '${parquet}' (FORMAT parquet)`,
    );
    expect(await column(parquet, 'x')).toEqual({ cells: [1200, 7], notes });
  });

  test('in a table of many columns', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const row = (seventh: string) => names.map((_, i) => (i === 7 ? seventh : '1')).join();
    const { columns } = await readTable(file('wide.csv', `${names}\n${row('$5')}\n${row('$3')}\n`));
    expect(columns[7]).toMatchObject({ kind: 'numeric', values: { 0: 5, 1: 3 } });
  });

  test('a model reads them as its training did, and refuses others', async () => {
    const out = file('price.json');
    const { model } = await trainTable({ table: given('M5-dollar.csv'), target: 'kind', out, report: null });
    expect(model.reading).toMatchObject({ formats: { price: { decimal: '.', prefix: '$', suffix: '' } } });
    const text = async (cell: string) =>
      (await predictTable({ model: out, table: file('p.csv', `price\n${cell}\n`), out: null })).text;
    expect(await text('"$1,010.50"')).toBe(await text('$1010.5'));
    await expect(text('9.00')).rejects.toMatchObject({ code: 'other-format', facts: { found: '9.00', line: 2 } });
    await expect(text('€9.00')).rejects.toMatchObject({ code: 'other-format' });
    await expect(text('free')).rejects.toMatchObject({ code: 'other-format' });
  });
});

describe('N: points between semicolons', () => {
  test('group digits where the column shows it', async () => {
    const { cells, notes } = await column(given('N1-dot-groups.csv'), 'Betrag');
    expect(cells?.slice(0, 3)).toEqual([900, 957, 1024]);
    expect(notes).toEqual([{ code: 'number-format', columns: ['Betrag'], found: '1.024', value: 1024 }]);
    expect(await heldOut(given('N1-dot-groups.csv'), 'Art')).toBe('1.0000');
  });

  test.each([
    ['commas are decimals', ['1.234,5;a', '7,25;b'], [1234.5, 7.25]],
    ['two groups', ['1.234.567;a', '1.500;b'], [1234567, 1500]],
    ['decimals of other lengths', ['1.234;a', '1.5;b'], [1.234, 1.5]],
    ['a zero before the point', ['0.234;a', '1.234;b'], [0.234, 1.234]],
  ])('%s', async (_, lines, expected) => {
    const path = file('n.csv', `x;y\n${lines.join('\n')}\n`);
    expect((await column(path, 'x')).cells).toEqual(expected);
  });

  test('are refused where nothing decides, and read by the option', async () => {
    const path = file('u.csv', 'x;y\n5.120;a\n1.234;b\n');
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'unclear-number',
      message: `${path}, line 2: column "x" contains "5.120", whose mark may begin the decimals or group the digits; give the decimal mark`,
    });
    expect((await column(path, 'x', { decimal: '.' })).cells).toEqual([5.12, 1.234]);
    expect((await column(path, 'x', { decimal: ',' })).cells).toEqual([5120, 1234]);
    const commas = file('c.csv', 'x;y\n5,120;a\n1,234;b\n');
    await expect(readTable(commas)).rejects.toMatchObject({ code: 'unclear-number' });
    expect((await column(commas, 'x', { decimal: ',' })).cells).toEqual([5.12, 1.234]);
  });

  test('are as elsewhere in the file, and that is said', async () => {
    const path = file('e.csv', 'x;y\n5.120;0,5\n1.234;0,7\n');
    const { cells, notes } = await column(path, 'x');
    expect(cells).toEqual([5120, 1234]);
    expect(notes).toContainEqual({ code: 'decimal-assumed', columns: ['x'], found: '5.120', value: 5120 });
  });

  test('two marks in one column are refused', async () => {
    const path = file('t.csv', 'x;y\n5.5;0\n1,25;0\n');
    await expect(readTable(path)).rejects.toMatchObject({ code: 'two-marks', facts: { found: '1,25', other: '5.5' } });
  });

  test('between tabs a point is a decimal mark, which is said where it may be none; between commas it is one', async () => {
    expect(await made(['5.120', '1.234'], 'x.tsv')).toEqual({
      cells: [5.12, 1.234],
      notes: [{ code: 'decimal-assumed', columns: ['x'], found: '5.120', value: 5.12 }],
    });
    expect(await made(['5.120', '1.234'])).toEqual({ cells: [5.12, 1.234], notes: [] });
    expect(await made(['5.120', '1.5'], 'x.tsv')).toEqual({ cells: [5.12, 1.5], notes: [] });
  });
});

describe('O: decimal commas outside semicolon files', () => {
  test('are decided by column', async () => {
    const { cells, notes } = await column(given('O1-decimal-comma.tsv'), 'size');
    expect(cells?.slice(0, 3)).toEqual([9, 9.57, 10.24]);
    expect(notes).toEqual([{ code: 'number-format', columns: ['size'], found: '9,00', value: 9 }]);
    expect((await column(given('O1-decimal-comma.tsv'), 'noise')).cells?.[0]).toBe(0.94);
    expect(await heldOut(given('O1-decimal-comma.tsv'), 'kind')).toBe('1.0000');
  });

  test('in quotes between commas, and between bars', async () => {
    expect((await made(['"3,5"', '4', '"0,25"'])).cells).toEqual([3.5, 4, 0.25]);
    const bars = file('b.csv', 'x|y\n3,5|a\n-4,25|b\n');
    expect((await column(bars, 'x')).cells).toEqual([3.5, -4.25]);
  });

  test('a model keeps the mark of each column', async () => {
    const out = file('o.json');
    await trainTable({ table: given('O1-decimal-comma.tsv'), target: 'kind', out, report: null });
    const text = async (name: string, content: string) =>
      (await predictTable({ model: out, table: file(name, content), out: null })).text;
    // 12,345 alone would be 12345 between commas.
    const alone = await text('o.csv', 'size,noise\n"12,345",0.5\n');
    expect(alone).toBe(await text('o.tsv', 'size\tnoise\n12,3450\t0.5\n'));
  });
});

describe('P: words for "no value"', () => {
  test.each([
    ['P1-question-mark.csv', '?'],
    ['P3-korean-none.csv', '없음'],
  ])('%s', async (name, word) => {
    const { cells, notes } = await column(given(name), 'size');
    expect(cells?.slice(0, 2)).toEqual([null, 957]);
    expect(notes).toEqual([{ code: 'no-value', column: 'size', word, cells: 12, rows: 60 }]);
    expect(Number(await heldOut(given(name), 'kind'))).toBeCloseTo(0.9167, 3);
  });

  test('below a tenth too, in several words, among formatted numbers and in JSON', async () => {
    const lines = [...Array.from({ length: 30 }, (_, i) => `$${i}`), 'N/A', '해당없음', '-'];
    expect((await made(lines)).cells?.slice(-4)).toEqual([29, null, null, null]);
    const json = file('p.jsonl', '{"x":1}\n{"x":"missing"}\n{"x":null}\n{"x":2}\n');
    expect((await column(json, 'x')).cells).toEqual([1, null, null, 2]);
  });

  test('of categories stay categories, and a column of words alone has no numbers', async () => {
    expect((await made(['none', 'small', 'none'])).cells).toEqual(['none', 'small']);
    expect((await made(['?', '?', '-'])).cells).toEqual(['?', '-']);
  });

  test('mean missing in a later table, whatever the training had', async () => {
    const table = given('M6-minus-sign.csv');
    const out = file('later.json');
    await trainTable({ table, target: 'kind', out, report: null });
    const predict = (cell: string) =>
      predictTable({ model: out, table: file('l.csv', `t,noise\n${cell},0.5\n`), out: null });
    expect((await predict('?')).text).toBe((await predict('')).text);
    await expect(predict('cold')).rejects.toMatchObject({ code: 'not-a-number', facts: { found: 'cold' } });
  });

  test('--columns shows them', async () => {
    const { columns } = await inferColumns({ table: given('P1-question-mark.csv'), target: 'kind' });
    expect(columns).toEqual([{ name: 'size', kind: 'numeric', levels: null, missing: 12 }]);
  });
});
