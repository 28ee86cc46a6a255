import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { predictTable } from '../../src/predict-table.ts';
import { filesOf } from '../../src/read/files.ts';
import type { ReadOptions } from '../../src/read/read-table.ts';
import { readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { duckdb, example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const [header, ...records] = readFileSync(example('penguins'), 'utf8').trimEnd().split(/\r?\n/);

/** The pattern of files with these contents. */
function parts(name: string, ...contents: string[]): string {
  for (const [i, content] of contents.entries()) file(`${name}-${i + 1}.csv`, content);
  return file(`${name}-*.csv`);
}

const inParts = parts(
  'penguins',
  ...[records.slice(0, 100), records.slice(100, 101), records.slice(101)].map((rows) =>
    [header, ...rows, ''].join('\n'),
  ),
);

async function column(pattern: string, options: ReadOptions = {}) {
  const x = (await readTable(pattern, options)).columns.find(({ name }) => name === 'x');
  return x?.kind === 'numeric' ? [...x.values] : x && Array.from(x.codes, (code) => x.levels[code] ?? null);
}

describe('a pattern', () => {
  test('names files in the order of their names, and never hidden ones', async () => {
    for (const name of ['b-2.csv', 'b-10.csv', 'b-.csv', '.b-3.csv', 'b-2.csv.gz']) file(`order/${name}`, 'x\n1\n');
    const found = async (pattern: string) =>
      (await filesOf(file(`order/${pattern}`))).map((path) => path.split('/').at(-1));
    expect(await found('b-*.csv')).toEqual(['b-.csv', 'b-10.csv', 'b-2.csv']);
    expect(await found('b-?.csv')).toEqual(['b-2.csv']);
    expect(await found('*2*')).toEqual(['b-2.csv', 'b-2.csv.gz']);
    expect(await found('b-2.csv')).toEqual(['b-2.csv']);
  });

  test('is a name where a file has it', async () => {
    const path = file('star/a*.csv', 'x\n1\n');
    file('star/ab.csv', 'x\n2\n');
    expect(await filesOf(path)).toEqual([path]);
  });

  test('that no file matches is refused', async () => {
    await expect(readTable(file('none-*.csv'))).rejects.toMatchObject({ code: 'no-match' });
  });
});

describe('several files', () => {
  test('are the table that one file of all rows would be, and give its model', async () => {
    expect(await readTable(inParts)).toEqual(await readTable(example('penguins')));
    const train = (table: string, out: string) =>
      trainTable({ table, target: 'species', out: file(out), report: null, C: 1 });
    const [whole, joined] = [await train(example('penguins'), 'whole.json'), await train(inParts, 'parts.json')];
    expect(joined.model.weights).toEqual(whole.model.weights);
    const predict = async (table: string) =>
      (await predictTable({ model: file('parts.json'), table, out: null, keep: 'all' })).text;
    expect(await predict(inParts)).toBe(await predict(example('penguins')));
  });

  test('of Parquet keep float32', async () => {
    await duckdb(
      `COPY (SELECT 0.5::FLOAT AS x, 'a' AS y) TO '${file('f-1.parquet')}'`,
      `COPY (SELECT 'b' AS y, 1.5::FLOAT AS x) TO '${file('f-2.parquet')}'`,
    );
    const { columns } = await readTable(file('f-*.parquet'));
    expect(columns).toEqual([
      { kind: 'numeric', name: 'x', values: Float32Array.of(0.5, 1.5) },
      { kind: 'categorical', name: 'y', codes: Int32Array.of(0, 1), levels: ['a', 'b'] },
    ]);
  });

  test('are read as one: text in one file makes the column text, as it stands, in all', async () => {
    const pattern = parts('mixed', 'x\n007\n7.0\n', 'x\na\nb\n');
    expect(await column(pattern)).toEqual(['007', '7.0', 'a', 'b']);
    await expect(column(pattern, { numeric: ['x'] })).rejects.toMatchObject({ code: 'not-declared' });
  });

  test('a file without a value in a column leaves its kind to the others', async () => {
    expect(await column(parts('empty', 'x,y\n,1\n', 'x,y\n2,1\n'))).toEqual([Number.NaN, 2]);
    expect(await column(parts('blank', 'x,y\nNA,1\n', 'x,y\na,1\n'))).toEqual([null, 'a']);
  });

  test('the way of writing numbers in one file holds in all', async () => {
    const pattern = parts('comma', 'x,y\n"1,5",a\n"2,25",b\n', 'x,y\n"1,234",a\n"2,345",b\n');
    expect(await column(file('comma-2.csv'))).toEqual([1234, 2345]);
    expect(await column(pattern)).toEqual([1.5, 2.25, 1.234, 2.345]);
    await expect(column(parts('unit', 'x\n$1.5\n$2.5\n', 'x\n€1.5\n€2.5\n'))).rejects.toMatchObject({
      code: 'other-format',
    });
  });

  test('a file of other columns is named', async () => {
    await expect(readTable(parts('other', 'x,y\n1,2\n', 'x,z\n1,2\n'))).rejects.toMatchObject({
      code: 'other-columns',
      facts: { file: file('other-2.csv'), column: 'y', other: file('other-1.csv') },
    });
    await expect(readTable(parts('more', 'x\n1\n', 'x,z\n1,2\n'))).rejects.toMatchObject({
      code: 'other-columns',
      facts: { file: file('more-1.csv'), column: 'z', other: file('more-2.csv') },
    });
  });

  test('none of them is replaced by an output', async () => {
    const out = file('penguins-2.csv');
    await expect(predictTable({ model: file('parts.json'), table: inParts, out })).rejects.toMatchObject({
      code: 'output-is-input',
    });
  });
});
