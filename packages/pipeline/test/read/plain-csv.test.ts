import { gzipSync } from 'node:zlib';
import type { Table } from 'bridle/learn';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readPlainCsv } from '../../src/read/plain-csv.ts';
import { type ReadOptions, readTable } from '../../src/read/read-table.ts';
import { csvRelation } from '../../src/read/relation.ts';
import { openSource } from '../../src/read/source.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

type Given = { missing?: string[]; decimal?: '.' | ','; wishes?: ('infer' | 'categorical' | 'declared' | 'skip')[] };

/** What is read in one pass; null where the file is left to DuckDB. */
async function plain(
  text: string | Uint8Array,
  { missing = ['', 'NA'], decimal, wishes }: Given = {},
  name = 'plain.csv',
) {
  const relation = await csvRelation(await openSource(file(name, text)), {}, () => {});
  const asked = wishes ?? relation.columns.map(() => 'infer' as const);
  return readPlainCsv(relation, { wishes: asked, missing, decimal, onRows: () => {} });
}

const cells = (table: Table | null) =>
  table?.columns.map((column) => [
    column.name,
    ...(column.kind === 'numeric' ? column.values : Array.from(column.codes, (code) => column.levels[code] ?? null)),
  ]);

describe('readPlainCsv', () => {
  test('reads plain numbers to the nearest float64, and missing cells', async () => {
    const texts = ['0.1', '-.5', '1e23', '5e-324', '1.7976931348623157e308', '123456789.123456789', '0.00390625', '-0'];
    texts.push(
      '9007199254740991',
      '9007199254740993.5',
      '0.30000000000000004',
      '2.2250738585072011e-308',
      '007',
      '1E+2',
    );
    const found = await plain(`x,y\r\n${texts.map((text) => `${text},NA\r\n`).join('')} 4 ,`);
    expect(cells(found)).toEqual([
      ['x', ...texts.map(Number), 4],
      ['y', ...texts.map(() => Number.NaN), Number.NaN],
    ]);
  });

  test('reads words as levels in the order of their first appearance, in UTF-8 and without spaces around them', async () => {
    const found = await plain('n, 종류 ,id\n,,\n1, 빨강,x\n2,파랑 ,y\n3,빨강,NA\n');
    expect(cells(found)).toEqual([
      ['n', Number.NaN, 1, 2, 3],
      ['종류', null, '빨강', '파랑', '빨강'],
      ['id', null, 'x', 'y', null],
    ]);
  });

  test('reads columns as they are wished', async () => {
    const text = 'a,b,c\n01,x y,3\n1.0,-,4\n';
    expect(cells(await plain(text, { wishes: ['categorical', 'skip', 'declared'] }))).toEqual([
      ['a', '01', '1.0'],
      ['c', 3, 4],
    ]);
  });

  test('reads records that lie across blocks, and more rows than the first block promises', async () => {
    const rows = Array.from({ length: 150_000 }, (_, i) => [
      i % 2 === 0 ? 'even' : 'odd',
      i < 50_000 ? 1e15 + i : i % 7,
    ]);
    const found = await plain(`k,x\n${rows.map((row) => row.join()).join('\n')}`);
    expect(found?.rows).toBe(rows.length);
    expect(cells(found)).toEqual([
      ['k', ...rows.map(([k]) => k)],
      ['x', ...rows.map(([, x]) => x)],
    ]);
  });

  test.each([
    ['a quote', 'x,y\n"1",2\n'],
    ['a blank line', 'x,y\n1,2\n\n3,4\n'],
    ['a row of too many cells', 'x,y\n1,2,\n'],
    ['a row of too few cells', 'x,y\n1\n'],
    ['lines that end in different ways', 'x,y\r\n1,2\n3,4\n'],
    ['a CR alone after the header', 'x,y\r1,2\n3,4\n'],
    ['a CR alone', 'x,y\n1,2\r3,4\n'],
    ['numbers and words in one column', 'x\n1\nred\n'],
    ['words and numbers in one column', 'x\nred\n1\n'],
    ['numbers in another form', 'x\n1.\n'],
    ['numbers with a unit', 'x\n5 kg\n6 kg\n'],
    ['a word for "no value"', 'x\nunknown\nred\n'],
    ['a number that is not finite', 'x\n1e999\n'],
    ['the word inf, which DuckDB reads as a number', 'x\ninf\n-Infinity\n'],
    ['an integer beyond 2⁵³', 'x\n9007199254740993\n'],
    ['bytes that are not UTF-8', Buffer.from('x\ncaf\xe9\n', 'latin1')],
    ['a space that is not UTF-8', Buffer.from('x\n4\xa0\n', 'latin1')],
    ['a control character', 'x\nre\u0007d\n'],
    ['no rows', 'x,y\n'],
    ['a name that is missing', ',x\n0,5\n1,6\n'],
  ])('leaves a file with %s to DuckDB', async (_, text) => {
    expect(await plain(text)).toBeNull();
  });

  test('leaves a missing token among the numbers, and a decimal comma, to DuckDB', async () => {
    expect(await plain('x\n-999\n', { missing: ['-999'] })).toBeNull();
    expect(await plain('x;y\n1;2\n', { decimal: ',' })).toBeNull();
  });

  test('leaves points that may group digits to DuckDB, unless another number shows that they begin decimals', async () => {
    const [unclear, clear] = ['x;y\n1.234;1\n5.678;2\n', 'x;y\n1.234;1\n5.67;2\n'];
    expect(await plain(unclear)).toBeNull();
    expect(cells(await plain(clear))).toEqual([
      ['x', 1.234, 5.67],
      ['y', 1, 2],
    ]);
    expect(cells(await plain(unclear, { decimal: '.' }))?.[0]).toEqual(['x', 1.234, 5.678]);
  });
});

describe('readTable on CSV of plain cells', () => {
  // A packed file is always read by DuckDB.
  const bothWays = async (text: string, options: ReadOptions) => {
    const notes: unknown[] = [];
    const read = async (path: string) => {
      const told: unknown[] = [];
      notes.push(told);
      try {
        const table = await readTable(path, { ...options, onNote: (note) => told.push(note) });
        return table.columns.map((column) =>
          column.kind === 'numeric'
            ? { ...column, values: Array.from(column.values) }
            : { ...column, codes: Array.from(column.codes) },
        );
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return { code: error.code, facts: { ...error.facts, file: '' } };
      }
    };
    const found = [await read(file('same.csv', text)), await read(file('same.csv.gz', gzipSync(text)))];
    return { found, notes };
  };

  test('gives what DuckDB gives: cells, levels, notes and errors', async () => {
    const digits = fc.stringMatching(/^-?\d{1,17}$/);
    const decimals = fc.stringMatching(/^-?\d{0,9}\.\d{1,12}$/);
    const exponents = fc.stringMatching(/^-?\d\.\d{1,3}e[-+]?\d{1,2}$/);
    const words = fc.constantFrom('red', '파랑', 'x_1', '2024-01-05', 'T', ' b ', 'A1', '-');
    const gaps = fc.constantFrom('', 'NA');
    const odd = fc.constantFrom('1.', '+5', 'nan', 'Inf', '1,5', '"q"', '$4', '1_000', '0x10', '１', '1 000', '#', "'");
    const kinds = [digits, decimals, exponents, words, fc.oneof(digits, gaps), fc.oneof(decimals, gaps)];
    const column = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...kinds) },
      { weight: 1, arbitrary: fc.constant(fc.oneof({ weight: 3, arbitrary: words }, digits, odd)) },
    );
    const shape = fc.record({
      columns: fc.array(column, { minLength: 1, maxLength: 5 }),
      mark: fc.constantFrom(',', ',', ';', '\t'),
      end: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
    });
    const table = shape.chain(({ columns, mark, end, last }) =>
      fc
        .array(fc.tuple(...columns), { minLength: 1, maxLength: 12 })
        .map(
          (rows) =>
            [columns.map((_, c) => `c${c}`), ...rows].map((row) => row.join(mark)).join(end) + (last ? end : ''),
        ),
    );
    let direct = 0;
    await fc.assert(
      fc.asyncProperty(table, async (text) => {
        const { found, notes } = await bothWays(text, { header: true });
        expect(found[0]).toEqual(found[1]);
        expect(notes[0]).toEqual(notes[1]);
        if ((await plain(text)) !== null) direct += 1;
      }),
      { numRuns: 30, seed: 1 },
    );
    expect(direct).toBeGreaterThan(10);
  });
});
