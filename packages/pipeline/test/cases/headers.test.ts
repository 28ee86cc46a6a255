// Kinds K (lines before the header), R (no header) and U (the shapes of pandas and R), and the options that decide.

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { predictTable } from '../../src/predict-table.ts';
import type { ReadNote } from '../../src/read/notes.ts';
import { type ReadOptions, readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const given = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The rows, the columns as NAME:kind, and what was noted. */
async function shape(path: string, options: ReadOptions = {}) {
  const notes: ReadNote[] = [];
  const { rows, columns } = await readTable(path, { ...options, onNote: (note) => notes.push(note) });
  return { rows, columns: columns.map(({ name, kind }) => `${name}:${kind}`).join(' '), notes };
}

const made = (name: string, lines: string[], options?: ReadOptions) =>
  shape(file(name, lines.map((line) => `${line}\n`).join('')), options);

const header = (line: number) => [{ code: 'lines-before-header', line }];

describe('K: lines before the header', () => {
  test('a line sep= sets the delimiter', async () => {
    const found = await shape(given('K1-sep-line.csv'));
    expect(found).toEqual({ rows: 20, columns: 'size:numeric kind:categorical', notes: [] });
    const bars = await made('bars.csv', ['"sep=|"', 'a,b|c', '1|x,y', '2|z']);
    expect(bars).toEqual({ rows: 2, columns: 'a,b:numeric c:categorical', notes: [] });
  });

  test('a title is passed over, and that is said', async () => {
    const found = await shape(given('K2-title-line.csv'));
    expect(found).toEqual({ rows: 20, columns: 'size:numeric width:numeric kind:categorical', notes: header(2) });
  });

  test.each([
    ['a title without delimiters and a blank line', ['Report of May', '', 'a,b,c', '1,2,x', '3,4,y']],
    ['titles with fewer cells than the rows', ['Report, of May', 'by us', 'a,b,c,d', '1,2,x,1', '3,4,y,2']],
    ['comments', ['# made by hand, in May', '# version 2', 'a,b,c', '1,2,x', '3,4,y']],
    ['a quote in a title', ['The "May" report 5" wide', 'a,b,c', '1,2,x', '3,4,y']],
  ])('%s', async (_, lines) => {
    const at = lines.findIndex((line) => line.startsWith('a,b')) + 1;
    const found = await made('titles.csv', lines);
    expect(found).toMatchObject({ rows: 2, notes: header(at) });
    expect(found.columns).toContain('a:numeric b:numeric c:categorical');
  });

  test('a comment that names the columns is the header', async () => {
    const variants = await made('v.tsv', ['##format=1', '#chrom\tpos', 'x\t1', 'y\t2']);
    expect(variants).toEqual({ rows: 2, columns: 'chrom:categorical pos:numeric', notes: header(2) });
    const spaced = await made('spaced.csv', ['# a,b', '1,2', '3,4']);
    expect(spaced).toEqual({ rows: 2, columns: 'a:numeric b:numeric', notes: [] });
  });

  test('errors name the line of the file', async () => {
    const lines = ['Report of May', '', 'a,b', '1,2', '3,4', '5,6', '7,8', '9,1', '1,1', '2,2', '3,3', '4,4', 'x,4'];
    await expect(made('t.csv', lines)).rejects.toMatchObject({ code: 'mixed-column', facts: { line: 13, row: 10 } });
    await expect(made('r.csv', [...lines.slice(0, 5), '5,6,7'])).rejects.toMatchObject({
      ...{ code: 'ragged-row', facts: { line: 6 } },
    });
  });

  test('a line that is not the header, with no header after it, is refused', async () => {
    const path = file('none.csv', 'Report\n1,2,x\n3,4,y\n5,6,x\n');
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'not-the-header',
      message: `${path}: line 1 is not the header, because the lines after it have 3 cells; remove the lines before the header`,
    });
  });

  test('a header with one named column, or whose rows are ragged, is no title', async () => {
    await expect(made('a.csv', ['a,b,c', '1,2', '3,4,5'])).rejects.toMatchObject({ code: 'ragged-row' });
    expect(await made('one.csv', ['a', '1', '2'])).toEqual({ rows: 2, columns: 'a:numeric', notes: [] });
    await expect(made('n.csv', ['a,', '1,2', '3,4'])).rejects.toMatchObject({ code: 'unnamed-column' });
  });
});

const index = [{ code: 'index-left-out' }];
const none = (columns: number) => [{ code: 'no-header', columns }];

describe('R: no header', () => {
  test('no record is lost, columns have numbers, and that is said', async () => {
    const found = await shape(given('R1-no-header.csv'));
    expect(found).toEqual({ rows: 60, columns: '1:numeric 2:numeric 3:categorical', notes: none(3) });
  });

  test.each([
    ['decimals and a class', ['5.1,3.5,red', '4.9,3,red', '6,2,blue'], '1:numeric 2:numeric 3:categorical'],
    [
      'whole numbers, a class that recurs, a gap',
      ['39,,yes', '50,8,no', '38,7,yes', '12,9,no'],
      '1:numeric 2:numeric 3:categorical',
    ],
    ['categories alone', ['p,x', 'e,x', 'e,y', 'p,y', 'p,x'], '1:categorical 2:categorical'],
    ['the same number twice', ['5,5', '6,7', '8,9'], '1:numeric 2:numeric'],
    ['negative numbers', ['-1,2', '-2,3', '5,6'], '1:numeric 2:numeric'],
  ])('%s', async (_, lines, columns) => {
    expect(await made('r.csv', lines)).toEqual({
      rows: lines.length,
      columns,
      notes: none(lines[0].split(',').length),
    });
  });

  test.each([
    ['years as names', ['country,2010,2011', 'x,5,7', 'y,6,8'], []],
    [
      'bounds of classes',
      [',142.24,144.78,147.32,149.9', '9.4,0,0,1,0', '9.5,0,1,0,0'],
      [{ code: 'numeric-header', found: '142.24' }],
    ],
    ['counted columns', ['0,1,2', '5,6,7', '8,9,1'], []],
    [
      'whole numbers that may be names, with a warning',
      ['John,34', 'Mary,56', 'Ann,12'],
      [{ code: 'numeric-header', found: '34' }],
    ],
    ['names that do not recur', ['kind,size', 'a,x', 'b,y', 'a,x'], []],
  ])('%s stay the header', async (_, lines, notes) => {
    expect(await made('h.csv', lines)).toMatchObject({
      rows: lines.length - 1,
      notes: lines[0].startsWith(',') ? [...notes, ...index] : notes,
    });
  });

  test('--header and --no-header decide without a note', async () => {
    const path = given('R1-no-header.csv');
    expect(await shape(path, { header: true })).toMatchObject({ rows: 59, notes: [] });
    expect(await shape(path, { header: false })).toMatchObject({ rows: 60, notes: [] });
    const named = file('named.csv', '# c\na,b\nx,y\n');
    expect(await shape(named, { header: false })).toMatchObject({ rows: 2, columns: '1:categorical 2:categorical' });
  });

  test('an error in the first record names line 1', async () => {
    const lines = ['tall,1', ...Array.from({ length: 12 }, (_, i) => `${i},${i}`)];
    const path = file('first.csv', `${lines.join('\n')}\n`);
    await expect(readTable(path, { header: false })).rejects.toMatchObject({
      code: 'mixed-column',
      facts: { line: 1 },
    });
  });

  test('a model remembers it, for a file of one row too', async () => {
    const out = file('r.json');
    const { model } = await trainTable({ table: given('R1-no-header.csv'), target: '3', out, report: null });
    expect(model.reading).toMatchObject({ header: false });
    const { rows, text } = await predictTable({ model: out, table: file('one.csv', '0.9,0\n'), out: null });
    expect({ rows, row: text?.split('\n')[1].slice(0, 2) }).toEqual({ rows: 1, row: 'a,' });
  });
});

describe('U: the shapes of pandas and R', () => {
  test('an unnamed first column that identifies the rows is left out, and that is said', async () => {
    const found = await shape(given('U1-unnamed-first.csv'));
    expect(found).toEqual({ rows: 60, columns: 'size:numeric kind:categorical', notes: index });
    const names = await made('mtcars.csv', ['"","mpg","cyl"', '"Mazda",21,6', '"Fiat",32,4']);
    expect(names).toEqual({ rows: 2, columns: 'mpg:numeric cyl:numeric', notes: index });
  });

  test('a header without the name of the row names', async () => {
    const found = await made('r.csv', ['mpg,cyl', 'Mazda,21,6', 'Fiat,32,4']);
    expect(found).toEqual({ rows: 2, columns: 'mpg:numeric cyl:numeric', notes: index });
    const counted = await made('counted.csv', ['mpg;cyl', '1;21;6', '2;32;4', '3;5;1']);
    expect(counted).toEqual({ rows: 3, columns: 'mpg:numeric cyl:numeric', notes: index });
    await expect(made('data.csv', ['mpg,cyl', '5,21,6', '7,32,4'])).rejects.toMatchObject({ code: 'ragged-row' });
  });

  test('a delimiter at the end of each line makes no column', async () => {
    const found = await shape(given('U3-trailing-comma.csv'));
    const notes = [{ code: 'empty-column', position: 3 }];
    expect(found).toEqual({ rows: 60, columns: 'size:numeric kind:categorical', notes });
    expect(await made('rows.csv', ['a,b', '1,x,', '2,y,'])).toMatchObject({
      columns: 'a:numeric b:categorical',
      notes,
    });
  });

  test('another column without a name is refused', async () => {
    await expect(made('m.csv', ['a,,c', '1,2,3', '4,,6'])).rejects.toMatchObject({
      ...{ code: 'unnamed-column', facts: { position: 2 } },
    });
    await expect(made('f.csv', [',c', '1,3', '1,6'])).rejects.toMatchObject({ facts: { position: 1 } });
  });

  test('beside text that is not UTF-8, or without end, are refused in our words', async () => {
    const latin = file('latin.csv', Buffer.from('size,kind,\n900,a,\xa0\n957,b,\n', 'latin1'));
    await expect(readTable(latin)).rejects.toMatchObject({ code: 'not-utf8' });
    const wide = file('wide.tsv', `a${'\t'.repeat(60_000)}\n`.repeat(3));
    await expect(readTable(wide)).rejects.toMatchObject({ code: 'unnamed-column' });
    await expect(readTable(file('sep.csv', '"sep=;"\n\n'))).rejects.toMatchObject({ code: 'empty-file' });
  });

  test('a table for prediction may have them too', async () => {
    const out = file('u.json');
    await trainTable({ table: given('U1-unnamed-first.csv'), target: 'kind', out, report: null });
    const table = file('later.csv.gz', gzipSync(',size,\n1,900,\n1,2917,\n'));
    const { text } = await predictTable({ model: out, table, out: null });
    expect(text?.split('\n').map((line) => line[0])).toEqual(['p', 'a', 'b', undefined]);
  });
});

describe('L: cells divided by blanks', () => {
  test('are read if single blanks divide them, and that is said', async () => {
    const note = [{ code: 'blank-separated' }];
    const found = await made('r.csv', ['"mpg" "cyl"', '"Mazda 4" 21 6', '"Fiat" 32 4']);
    expect(found).toEqual({ rows: 2, columns: 'mpg:numeric cyl:numeric', notes: [...note, ...index] });
    expect(await made('l.tsv', ['Chins Situps', '5 162', '2 110'])).toMatchObject({ rows: 2, notes: note });
    expect(await made('none.csv', ['-0.3 0.1', '0.2 0.5', '0.7 0.1'])).toMatchObject({
      rows: 3,
      notes: [...note, ...none(2)],
    });
  });

  test('are refused if runs of blanks divide them, and texts with blanks are one column', async () => {
    await expect(made('w.csv', ['a  b', '1  2', ' 3 4'])).rejects.toMatchObject({ code: 'blank-separated' });
    expect(await made('u.csv', ['my weight', '5 kg', '7 kg'])).toMatchObject({ columns: 'my weight:numeric' });
    expect(await made('t.csv', ['full name', 'Ann Lee', 'Bob Roe'])).toEqual({
      ...{ rows: 2, columns: 'full name:categorical', notes: [] },
    });
  });
});

describe('--delimiter', () => {
  test('decides, and is remembered', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i}:${i < 10 ? 'a,a,a' : 'b,b,b'}`);
    const path = file('colon.csv', ['size:kind', ...rows].join('\n'));
    expect(await shape(path, { delimiter: ':' })).toMatchObject({ rows: 20, columns: 'size:numeric kind:categorical' });
    const out = file('d.json');
    await trainTable({ table: path, target: 'kind', out, report: null, delimiter: ':' });
    expect((await predictTable({ model: out, table: path, out: null })).rows).toBe(20);
    await expect(readTable(path, { delimiter: '::' })).rejects.toMatchObject({ code: 'bad-option' });
    await expect(readTable(path, { delimiter: '"' })).rejects.toMatchObject({ code: 'bad-option' });
  });
});
