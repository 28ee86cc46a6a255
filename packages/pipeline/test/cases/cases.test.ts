// Files as people have them, by the letter of their kind.

import { fileURLToPath } from 'node:url';
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
