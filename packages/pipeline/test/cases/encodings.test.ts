// Kind Q: text that is not UTF-8.

import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inferColumns } from '../../src/infer-columns.ts';
import { predictTable } from '../../src/predict-table.ts';
import type { ReadNote } from '../../src/read/notes.ts';
import { type ReadOptions, readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const given = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The table, and what was noted. */
async function read(path: string, options: ReadOptions = {}) {
  const notes: ReadNote[] = [];
  return { table: await readTable(path, { ...options, onNote: (note) => notes.push(note) }), notes };
}

const names = async (path: string, options?: ReadOptions) =>
  (await read(path, options)).table.columns.map(({ name }) => name);

const latin = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/** "이름" and "똠", a syllable that EUC-KR lacks, in CP949. */
const NAME = [0xc0, 0xcc, 0xb8, 0xa7];
const RARE = [0x8c, 0x63];

describe('Q: text that is not UTF-8', () => {
  test('Korean in CP949 is read, and that is said', async () => {
    const { table, notes } = await read(given('Q1-cp949.csv'));
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['무게', 'numeric'],
      ['종류', 'categorical'],
    ]);
    expect(table.columns[1]).toMatchObject({ levels: ['가', '나'] });
    expect(notes).toEqual([{ code: 'read-as', encoding: 'CP949' }]);
  });

  test('of another file too, compressed, in cells, with syllables that EUC-KR lacks', async () => {
    const bytes = Buffer.from([...latin('a,'), ...NAME, ...latin('\n1,'), ...NAME, ...RARE, ...latin('\n2,x\n')]);
    const { table, notes } = await read(file('korean.csv.gz', gzipSync(bytes)));
    expect(table.columns[1]).toMatchObject({ name: '이름', levels: ['이름똠', 'x'] });
    expect(notes).toHaveLength(1);
    expect(await names(file('korean.jsonl', Buffer.from([...latin('{"'), ...NAME, ...latin('":1}\n')])))).toEqual([
      '이름',
    ]);
  });

  test('given as cp949 it is read without a note, and a model is trained on it and used', async () => {
    const out = file('q.json');
    const table = given('Q1-cp949.csv');
    expect((await read(table, { encoding: 'cp949' })).notes).toEqual([]);
    const { model } = await trainTable({ table, target: '종류', out, report: null, encoding: 'CP949' });
    expect(model.classes).toEqual(['가', '나']);
    expect(model.reading).toMatchObject({ encoding: 'CP949' });
    const { rows, overrides } = await predictTable({ model: out, table, out: null, encoding: 'uhc' });
    expect({ rows, overrides }).toEqual({
      rows: 60,
      overrides: [{ option: 'encoding', given: 'uhc', model: 'CP949' }],
    });
    expect((await inferColumns({ table, target: '종류', encoding: 'euc-kr' })).columns[0].name).toBe('무게');
  });

  test('Western text is refused with the option, and read by it', async () => {
    const path = file('west.csv', Buffer.concat([latin('größe,preis\n1,'), Buffer.of(0x80), latin('5\n')]));
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'not-utf8',
      message: `${path}, line 1: the text is not UTF-8; give its encoding, such as windows-1252, or save the file as UTF-8`,
    });
    const table = await readTable(path, { encoding: 'latin1', categorical: ['preis'] });
    expect(table.columns).toMatchObject([{ name: 'größe' }, { name: 'preis', levels: ['€5'] }]);
    await expect(readTable(path, { encoding: 'cp949' })).rejects.toMatchObject({ code: 'bad-encoding' });
    await expect(readTable(path, { encoding: 'klingon' })).rejects.toMatchObject({ code: 'unknown-encoding' });
  });

  test('is remembered by the model, which still reads UTF-8', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i},${i % 2 ? 'süß' : 'öd'},${i % 2 ? 'é' : 'e'}`).join('\n');
    const text = `größe,art,klasse\n${rows}\n`;
    const [western, unicode] = [file('w.csv', latin(text)), file('u.csv', text)];
    const out = file('w.json');
    await trainTable({ table: western, target: 'klasse', out, report: null, encoding: 'windows-1252' });
    const read = async (table: string) => (await predictTable({ model: out, table, out: null })).text;
    expect(await read(western)).toBe(await read(unicode));
    expect(await read(western)).toContain('é');
  });

  test('Western text whose capitals are pairs of CP949 is not taken for Korean', async () => {
    // Each of these is a rare syllable in CP949.
    const path = file('capitals.csv', latin('city,n\n\xc1VILA,1\n\xc1LAVA,2\n\xc4RZTE,3\n'));
    await expect(readTable(path)).rejects.toMatchObject({ code: 'not-utf8' });
  });

  test('UTF-16 is read by its mark, or by its name; without both it is named', async () => {
    const path = file('marked.tsv', utf16('\ufeff키\tb\n1\t2\n'));
    expect(await names(path)).toEqual(['키', 'b']);
    const { notes } = await read(path, { encoding: 'cp949' });
    expect(notes).toEqual([{ code: 'mark-decides', encoding: 'utf-16le', given: 'euc-kr' }]);
    const bare = file('bare.csv', utf16('a,b\n1,2\n3,4\n'));
    await expect(readTable(bare)).rejects.toMatchObject({ code: 'looks-utf16', facts: { encoding: 'utf-16le' } });
    expect(await names(bare, { encoding: 'utf-16le' })).toEqual(['a', 'b']);
    const swapped = file('swapped.csv', utf16('a,b\n1,2\n3,4\n').swap16());
    await expect(readTable(swapped)).rejects.toMatchObject({ facts: { encoding: 'utf-16be' } });
    expect(await names(swapped, { encoding: 'utf-16be' })).toEqual(['a', 'b']);
  });

  test('leaves no copy behind, whether it was read or refused', async () => {
    await read(given('Q1-cp949.csv'));
    const broken = file('broken.csv', Buffer.from([...latin('a,b\n1,'), ...NAME, ...latin('\n2\n')]));
    await expect(readTable(broken)).rejects.toMatchObject({ code: 'ragged-row', facts: { line: 3 } });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('.bridle-utf8'))).toEqual([]);
  });
});
