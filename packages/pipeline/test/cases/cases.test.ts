// Files as people have them, by the letter of their kind.

import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { alikeClasses } from '../../src/alike-classes.ts';
import { readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const given = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('DD: a lone quote at the start of a TSV cell', () => {
  test.each([
    ['as given', given('DD1-lone-quote.tsv'), 2],
    ['in a later cell of a later line', file('later.tsv', 'note\tsize\nn0\t900\nn1\t"5 inch\n'), 3],
    ['twice, on two lines', file('twice.tsv', 'note\tsize\n"5 inch\t900\n"6 inch\t957\n'), 2],
  ])('%s is refused with what TSV may hold', async (_, path, line) => {
    await expect(readTable(path)).rejects.toMatchObject({ code: 'lone-quote', facts: { file: path, line } });
  });

  test('is read where the cell is enclosed as the sentence says', async () => {
    const table = await readTable(file('enclosed.tsv', 'note\tsize\n"""0 so"\t900\nn1\t957\n'));
    expect(table.columns[0]).toMatchObject({ levels: ['"0 so', 'n1'] });
  });

  test('of CSV stays an unclosed quote', async () => {
    const path = file('open.csv', 'note,size\n"5 inch,900\n');
    await expect(readTable(path)).rejects.toMatchObject({ code: 'unclosed-quote' });
  });
});

describe('CC: classes that differ only in case or blanks', () => {
  test('are named after the training', async () => {
    const { model, alikeClasses: alike } = await trainTable({
      table: given('CC1-case.csv'),
      target: 'kind',
      out: file('cc.json'),
      report: null,
    });
    expect(alike.length).toBeGreaterThan(0);
    const count = new Set(model.classes.map((name) => name.trim().toLowerCase())).size;
    expect(model.classes.length - alike.flat().length + alike.length).toBe(count);
  });

  test('are told from classes that differ in more', () => {
    expect(alikeClasses(['New York', 'a', 'new  york', 'b', 'ＡB', 'ab', 'c d', 'cd', 'É', 'e'])).toEqual([
      ['New York', 'new  york'],
      ['ＡB', 'ab'],
      ['c d', 'cd'],
    ]);
  });
});

describe('V: JSON shapes and vectors', () => {
  test('rows in the one array of objects of an object are read, and that is said', async () => {
    const notes: unknown[] = [];
    const onNote = (note: unknown) => notes.push(note);
    const table = await readTable(given('V1-wrapped.json'), { onNote });
    expect(table.rows).toBe(60);
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['size', 'numeric'],
      ['kind', 'categorical'],
    ]);
    const service = file(
      'service.json.gz',
      gzipSync(
        '\ufeff{"response":{"header":{"code":["00",1],"a":"[{\\"\\""},"body":{"items":{"목록":[{"a":1,"b":[1,2]},{"a":2,"b":[3,4]}]}},"n":2}}',
      ),
    );
    const { rows, columns } = await readTable(service, { onNote });
    expect([rows, columns.map(({ name }) => name)]).toEqual([2, ['a', 'b[0]', 'b[1]']]);
    expect(notes).toEqual([
      { code: 'rows-in', path: 'rows' },
      { code: 'rows-in', path: 'response.body.items.목록' },
    ]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('.bridle-rows'))).toEqual([]);
  });

  test('several such arrays are named; a file cut off or followed by more is refused', async () => {
    const several = file('several.json', '{"train":[{"a":1}],"more":{"test":[{"a":2}]}}');
    await expect(readTable(several)).rejects.toMatchObject({
      message: `${several} has several arrays of objects ("train", "more.test"), and the rows may be in any of them; write one of them as a file`,
    });
    for (const text of [
      '{"rows":[{"a":1}]',
      '{"rows":[{"a":1}',
      '{"rows":[{"a":1}]} x',
      '{"rows":[{"a":1},]}',
      '{"rows":[{"a":1}]}]',
    ]) {
      await expect(readTable(file('cut.json', text)), text).rejects.toMatchObject({ name: 'InputError' });
    }
    const grid = file('grid.json', '{\n  "width": 2,\n  "values": [1, 2]\n}\n');
    await expect(readTable(grid)).rejects.toMatchObject({ code: 'one-object' });
    const lines = await readTable(file('lines.json', '{"a":1,"b":2}\n{"a":3,"b":4}\n'));
    expect(lines.rows).toBe(2);
  });

  test('a column of lists of numbers becomes columns', async () => {
    const table = await readTable(given('V3-vector-column.jsonl'));
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['vector[0]', 'numeric'],
      ['vector[1]', 'numeric'],
      ['kind', 'categorical'],
    ]);
    expect(table.columns[0]).toMatchObject({ values: { 0: 0.9, 1: 0.957, 2: 1.024 } });
  });
});
