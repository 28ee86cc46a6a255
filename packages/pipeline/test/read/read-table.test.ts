import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import type { Column, Table } from 'bridle/learn';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable, readWished } from '../../src/read/read-table.ts';
import { duckdb, example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

/** A column as its cells: numbers, texts, and null for missing. */
function cells(column: Column): (number | string | null)[] {
  if (column.kind === 'numeric') return Array.from(column.values, (x) => (Number.isNaN(x) ? null : x));
  return Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]));
}

const record = (table: Table) => table.columns.map((column) => [column.name, column.kind, ...cells(column)]);

describe('readTable on CSV', () => {
  test('infers numeric and categorical columns, and takes the empty cell and NA for missing', async () => {
    const path = file('kinds.csv', 'n,c,gap,both\n1,red,,5\n-2.5e3,NA,,\n,blue,,x\n.5,red,,NA\n');
    expect(record(await readTable(path))).toEqual([
      ['n', 'numeric', 1, -2500, null, 0.5],
      ['c', 'categorical', 'red', null, 'blue', 'red'],
      ['gap', 'numeric', null, null, null, null],
      ['both', 'categorical', '5', null, 'x', null],
    ]);
  });

  test('reads every number to the nearest float64', async () => {
    const texts = [
      '0.1',
      '5e-324',
      '1.7976931348623157e308',
      '123456789.123456789',
      '2.2250738585072011e-308',
      '1e23',
      '-0',
    ];
    const table = await readTable(file('exact.csv', `x\n${texts.join('\n')}\n`));
    expect(cells(table.columns[0])).toEqual(texts.map(Number));
  });

  test('takes a byte order mark, CRLF, quoted newlines and delimiters, blank lines, spaces, and a missing last newline', async () => {
    const text = '\ufeff\r\n name ,"a ""b"" c"\r\n"x\r\ny", 1\r\n\r\n" z ","2"\r\n"p,q",3';
    expect(record(await readTable(file('quoted.csv', text)))).toEqual([
      ['name', 'categorical', 'x\r\ny', 'z', 'p,q'],
      ['a "b" c', 'numeric', 1, 2, 3],
    ]);
  });

  test('takes a byte order mark, and white space of every script, off the start and the end of a cell', async () => {
    const mark = '\ufeff';
    const part = `${mark}x,${mark}y\n${mark}1,${mark}a\n`;
    const joined = `${part}${mark}2,"${mark}a"\n\u3000 3\u00a0,\ta \n"${mark}4\n",${mark}\n`;
    expect(record(await readTable(file('marks.csv', joined)))).toEqual([
      ['x', 'numeric', 1, 2, 3, 4],
      ['y', 'categorical', 'a', 'a', 'a', null],
    ]);
    const rows = [1, 2].map((x) => JSON.stringify({ x: `${mark}${x}`, n: x }));
    expect(record(await readTable(file('marks.jsonl', `${mark}${rows.join('\n')}`)))).toEqual([
      ['x', 'categorical', '1', '2'],
      ['n', 'numeric', 1, 2],
    ]);
  });

  test('reads UTF-16 with a byte order mark, in every kind of text', async () => {
    const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
    const expected = [
      ['키', 'numeric', 1.5, 2],
      ['이름', 'categorical', '가', '나'],
    ];
    const csv = '\ufeff키,이름\n1.5,가\n2,나\n';
    const json = '\ufeff[{"키":1.5,"이름":"가"},{"키":2,"이름":"나"}]';
    const mine = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('.bridle-utf8.') && name.includes(`-${process.pid}-`));
    expect(record(await readTable(file('le.csv', Buffer.from(csv, 'utf16le'))))).toEqual(expected);
    expect(record(await readTable(file('be.csv', swapped(csv))))).toEqual(expected);
    expect(record(await readTable(file('be.csv.gz', gzipSync(swapped(csv)))))).toEqual(expected);
    expect(record(await readTable(file('le.json', Buffer.from(json, 'utf16le'))))).toEqual(expected);
    expect(mine()).toEqual([]);
  });

  test('finds semicolons, tabs and bars, and reads 3,5 as a number between semicolons', async () => {
    const expected = [
      ['a', 'numeric', 3.5, 4],
      ['b, c', 'categorical', 'x', 'y'],
    ];
    expect(record(await readTable(file('semi.csv', 'a;b, c\n3,5;x\n4;y\n')))).toEqual(expected);
    expect(record(await readTable(file('tab.csv', 'a\tb, c\n3.5\tx\n4\ty\n')))).toEqual(expected);
    expect(record(await readTable(file('bar.csv', 'a|b, c\n3.5|x\n4|y\n')))).toEqual(expected);
    expect(record(await readTable(file('tab.tsv', 'a\tb, c\n3.5\tx\n4\ty\n')))).toEqual(expected);
  });

  test('keeps one name for one file: quotes, stars, brackets, spaces and Hangul in a path', async () => {
    file("a'b *.csv", 'x\n1\n');
    file("a'b 2.csv", 'x\n2\n');
    file('[표 1]?.csv', 'x\n3\n');
    expect(record(await readTable(file("a'b *.csv")))).toEqual([['x', 'numeric', 1]]);
    expect(record(await readTable(file('[표 1]?.csv')))).toEqual([['x', 'numeric', 3]]);
  });

  test('keeps __proto__, constructor and columns that differ only in case as plain names', async () => {
    const table = await readTable(file('proto.csv', '__proto__,constructor,a,A\n1,toString,2,3\n'));
    expect(record(table)).toEqual([
      ['__proto__', 'numeric', 1],
      ['constructor', 'categorical', 'toString'],
      ['a', 'numeric', 2],
      ['A', 'numeric', 3],
    ]);
  });

  test('keeps the order of rows over many chunks and threads', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i},level ${i % 7}`);
    const table = await readTable(file('long.csv', `i,t\n${rows.join('\n')}\n`));
    expect(cells(table.columns[0])).toEqual(Array.from(rows, (_, i) => i));
    expect(table.columns[1]).toMatchObject({ levels: [0, 1, 2, 3, 4, 5, 6].map((i) => `level ${i}`) });
  });

  test('takes other tokens for missing, and columns of numbers for categories', async () => {
    const path = file('zip.csv', 'zip,x\n01234,1\n98765,?\n,-999\n');
    expect(record(await readTable(path, { missing: ['', '?', '-999'], categorical: ['zip'] }))).toEqual([
      ['zip', 'categorical', '01234', '98765', null],
      ['x', 'numeric', 1, null, null],
    ]);
  });

  test('does not make 1_2 the number 12', async () => {
    const table = await readTable(file('under.csv', 'id\n1_2\n12\n3_4\n'));
    expect(record(table)).toEqual([['id', 'categorical', '1_2', '12', '3_4']]);
  });

  test('reads more columns than one query takes', async () => {
    const names = Array.from({ length: 600 }, (_, i) => `k${i}`);
    const rows = [1, 2, 3].map((r) => names.map((_, i) => r * i).join(','));
    const table = await readTable(file('wide.csv', `${names.join(',')}\n${rows.join('\n')}\n`));
    expect(cells(table.columns[599])).toEqual([599, 1198, 1797]);
  });

  test('reports progress and stops at the signal', async () => {
    const plain = file('steps.csv', `x\n${'1\n'.repeat(600_000)}`);
    const quoted = file('quoted-steps.csv', `x\n"1"\n${'1\n'.repeat(9999)}`);
    for (const [path, rows] of [
      [plain, 600_000],
      [quoted, 10_000],
    ] as const) {
      const seen: number[] = [];
      await readTable(path, { onProgress: ({ rows: done }) => seen.push(done) });
      expect(seen.at(-1)).toBe(rows);
      expect(seen.length).toBeGreaterThan(1);
      const stop = new AbortController();
      const reading = readTable(path, { signal: stop.signal, onProgress: () => stop.abort(new Error('stop')) });
      await expect(reading).rejects.toThrow('stop');
      await expect(readTable(path, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    }
  });
});

describe('readTable on other kinds of file', () => {
  test.each(['iris', 'digits', 'penguins', 'wine'] as const)(
    'gives %s the same bits from every kind of file',
    async (name) => {
      const source = example(name);
      const table = await readTable(source);
      const from = `read_csv('${source}', nullstr = ['', 'NA'])`;
      const targets = {
        parquet: 'FORMAT parquet',
        json: 'FORMAT json, ARRAY true',
        jsonl: 'FORMAT json',
        tsv: "FORMAT csv, DELIMITER '\t', HEADER",
      };
      for (const [extension, options] of Object.entries(targets)) {
        const path = file(`${name}.${extension}`);
        await duckdb(`COPY (FROM ${from}) TO '${path}' (${options})`);
        expect(await readTable(path)).toEqual(table);
      }
      expect(await readTable(file(`${name}.csv.gz`, gzipSync(readFileSync(source))))).toEqual(table);
    },
  );

  test('takes the columns of JSON from every object, in the order in which they appear', async () => {
    const rows = ['{"b":1,"s":"7"}', '{"b":2.5,"new":true,"__proto__":"x"}', '{"new":false,"b":null,"s":"NA"}'];
    const expected = [
      ['b', 'numeric', 1, 2.5, null],
      ['s', 'categorical', '7', null, null],
      ['new', 'categorical', null, 'true', 'false'],
      ['__proto__', 'categorical', null, 'x', null],
    ];
    expect(record(await readTable(file('rows.json', `[${rows.join(',\n')}]`)))).toEqual(expected);
    expect(record(await readTable(file('rows.jsonl', `\n${rows.join('\n\n')}\n`)))).toEqual(expected);
    expect(record(await readTable(file('lines.json', rows.join('\n'))))).toEqual(expected);
  });

  test('takes every plain type of Parquet, and reads around the others when they are excluded', async () => {
    const path = file('types.parquet');
    await duckdb(`COPY (SELECT * FROM (VALUES
      (1::TINYINT, 1.5::FLOAT, 0.1::DECIMAL(10, 3), true, DATE '2020-01-02', 'x', 7::UBIGINT, [1], {'a': 1, 'b': [2]}, NULL::DOUBLE),
      (NULL, NULL, 123456789.123::DECIMAL(18, 3), NULL, NULL, '12', 9007199254740991, [2], NULL, NULL))
      AS t(tiny, "float", dec, yes, day, "text", large, list, struct, none)) TO '${path}' (FORMAT parquet)`);
    await expect(readTable(path)).rejects.toMatchObject({ code: 'unsupported-type', facts: { column: 'struct' } });
    expect(record(await readTable(path, { exclude: ['struct', 'list'] }))).toEqual([
      ['tiny', 'numeric', 1, null],
      ['float', 'numeric', 1.5, null],
      ['dec', 'numeric', 0.1, 123456789.123],
      ['yes', 'categorical', 'true', null],
      ['day', 'categorical', '2020-01-02', null],
      ['text', 'categorical', 'x', '12'],
      ['large', 'numeric', 7, 9007199254740991],
      ['none', 'numeric', null, null],
    ]);
  });

  test('names the levels of numbers as JavaScript would, so that they agree among kinds of file', async () => {
    await duckdb(`COPY (SELECT unnest([1.0, 2.5, NULL]::DOUBLE[]) AS x) TO '${file('real.parquet')}' (FORMAT parquet)`);
    const wishes = new Map([['x', 'categorical' as const]]);
    expect(record((await readWished(file('real.parquet'), wishes, 'skip')).table)).toEqual([
      ['x', 'categorical', '1', '2.5', null],
    ]);
    expect(record((await readWished(file('real.csv', 'x\n1\n2.5\nNA\n'), wishes, 'skip')).table)).toEqual([
      ['x', 'categorical', '1', '2.5', null],
    ]);
  });

  test('takes NaN in Parquet for missing only when told so', async () => {
    await duckdb(`COPY (SELECT unnest([1.0, 'NaN'::DOUBLE]) AS x) TO '${file('nan.parquet')}' (FORMAT parquet)`);
    await expect(readTable(file('nan.parquet'))).rejects.toMatchObject({
      code: 'not-finite',
      facts: { row: 2, found: 'nan' },
    });
    expect(record(await readTable(file('nan.parquet'), { missing: ['NaN'] }))).toEqual([['x', 'numeric', 1, null]]);
  });

  test('keeps apart JSON keys that differ in a byte-order mark at their start', async () => {
    const { columns } = await readTable(file('marks.json', '[{"b":1,"\\ufeffb":2},{"\\ufeffb":3,"b":4}]'));
    expect(columns.map(cells)).toEqual([
      [1, 4],
      [2, 3],
    ]);
  });
});

describe('readTable refuses, in one sentence', () => {
  const latin = Buffer.from('a,b\n1,x\n2,caf\xe9\n', 'latin1');
  const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  const cases: [name: string, content: string | Uint8Array, code: string, sentence: string][] = [
    ['empty.csv', '', 'empty-file', 'is empty; a table needs a header and at least one row'],
    ['blank.csv', '\r\n\n  \n', 'empty-file', 'is empty; a table needs a header and at least one row'],
    ['empty.jsonl', '', 'empty-file', 'is empty; a table needs a header and at least one row'],
    ['header.csv', 'a,b\n', 'no-rows', 'has a header but no data rows; add at least one row'],
    ['header.json', '[]', 'no-rows', 'has a header but no data rows; add at least one row'],
    [
      'short.csv',
      'a,b\n1,2\n3\n4,5\n',
      'ragged-row',
      ', line 3: expected 2 cells, as in the header, but found 1; correct the line',
    ],
    [
      'long.csv',
      'a,b\n1,2\n3,4,5\n',
      'ragged-row',
      ', line 3: expected 2 cells, as in the header, but found 3; correct the line',
    ],
    [
      'shifted.csv',
      'a,b\n"1\n\n2",2\n\n3,4,5\n',
      'ragged-row',
      ', line 6: expected 2 cells, as in the header, but found 3; correct the line',
    ],
    [
      'open.csv',
      'a,b\n1,2\n"3,4\n5,6\n',
      'unclosed-quote',
      ', line 3: a quoted cell is not closed correctly; add the closing quote, and write quotes inside the cell twice',
    ],
    [
      'latin.csv',
      latin,
      'not-utf8',
      ', line 3: the text is not UTF-8; give its encoding, such as windows-1252, or save the file as UTF-8',
    ],
    [
      'head.csv',
      Buffer.from('caf\xe9\n1\n', 'latin1'),
      'not-utf8',
      ', line 1: the text is not UTF-8; give its encoding, such as windows-1252, or save the file as UTF-8',
    ],
    [
      'utf16.csv',
      Buffer.concat([Buffer.from('\ufeffa,b\n1,', 'utf16le'), Buffer.of(0x00, 0xd8, 0x0a, 0x00)]),
      'bad-encoding',
      ', near line 1: the text is not valid UTF-16LE; give the right encoding, or save the file as UTF-8',
    ],
    [
      'photo.csv',
      png,
      'not-text',
      'contains binary data, not text; check the file type and use the matching file extension',
    ],
    [
      'photo.jsonl',
      png,
      'not-text',
      'contains binary data, not text; check the file type and use the matching file extension',
    ],
    ['twice.csv', 'a,b,a\n1,2,3\n', 'duplicate-column', ': two columns are named "a"; rename one of them'],
    [
      'unnamed.csv',
      ',a\n1,2\n1,3\n',
      'unnamed-column',
      ': column 1 has no name in the header; name it, or remove it if it only contains row numbers',
    ],
    [
      'nan.csv',
      'a,b\n1,2\n3,nan\n',
      'not-finite',
      ', line 3: column "b" contains "nan", which is not a finite number; correct it, or declare it missing',
    ],
    [
      'inf.csv',
      'a,b\n1,2\n3,-Inf\n',
      'not-finite',
      ', line 3: column "b" contains "-Inf", which is not a finite number; correct it, or declare it missing',
    ],
    [
      'large.csv',
      'a\n1\n1e400\n',
      'not-finite',
      ', line 3: column "a" contains "1e400", which is not a finite number; correct it, or declare it missing',
    ],
    [
      'inf.json',
      '[{"a":1},{"a":1e400}]',
      'not-finite',
      ', row 2: column "a" contains "1e400", which is not a finite number; correct it, or declare it missing',
    ],
    [
      'id.csv',
      'a\n1\n9007199254740993\n',
      'too-large-integer',
      ', line 3: column "a" contains 9007199254740993, an integer too large for float64 to represent exactly; exclude the column, or declare it categorical',
    ],
    [
      'id.jsonl',
      '{"a":1}\n\n{"a":9007199254740993}',
      'too-large-integer',
      ', line 3: column "a" contains 9007199254740993, an integer too large for float64 to represent exactly; exclude the column, or declare it categorical',
    ],
    [
      'returns.csv',
      '\r\na,b\r12,3\r\n4,5\r\n',
      'broken-csv',
      'cannot be read as CSV: it has stray quotes, mixed line endings or a line without end; save it again as plain CSV',
    ],
    [
      'surplus.csv',
      'a,b,c\n1,2,3\n\nx,y,1,\n',
      'ragged-row',
      ', line 4: expected 3 cells, as in the header, but found 4; correct the line',
    ],
    [
      'surplus-quotes.csv',
      '\ufeff"a,\nb";c\n"x;""\r\ny";1;;\n',
      'ragged-row',
      ', line 3: expected 2 cells, as in the header, but found 4; correct the line',
    ],
    [
      'surplus-end.csv',
      'a,b\n"1",2,""',
      'ragged-row',
      ', line 2: expected 2 cells, as in the header, but found 3; correct the line',
    ],
    [
      'mixed.csv',
      `a,b\n${'1,2\n'.repeat(17)}"x\n",2\n3,oops\n1,2\n`,
      'mixed-column',
      ', line 19: column "a" contains "x", but nearly all of its cells are numbers; correct it, declare it missing, or declare the column categorical',
    ],
    ['cut.json', '[{"a":1},{"a":2', 'broken-json', ', row 2: not valid JSON; the file may be cut off'],
    ['cut.jsonl', '{"a":1}\n{"a":2', 'broken-json', ', line 2: not valid JSON; the file may be cut off'],
    [
      'pretty.json',
      '{\n  "a": 1\n}\n',
      'broken-json',
      ', line 1: not valid JSON; the file may be cut off, or an object may span several lines: write one object per line, or an array of objects',
    ],
    [
      'arrays.json',
      '[{"a":1},[1,2]]',
      'not-records',
      ', row 2: expected an object such as {"column": value}; write one object per row',
    ],
    [
      'scalars.jsonl',
      '1\n2\n',
      'not-records',
      ', row 1: expected an object such as {"column": value}; write one object per row',
    ],
    ['double.jsonl', '{"a":1,"a":2}', 'duplicate-key', ', line 1: the key "a" occurs twice in one object; remove one'],
    [
      'case.jsonl',
      '{"a":1,"A":2}',
      'colliding-columns',
      ': the columns "a" and "A" differ only in case; rename one of them',
    ],
    [
      'noname.jsonl',
      '{"":1}',
      'unnamed-column',
      ': column 1 has no name in the header; name it, or remove it if it only contains row numbers',
    ],
    [
      'nested.jsonl',
      '{"a":1}\n{"a":{"b":1}}',
      'unsupported-type',
      ': column "a" has values of type object or array, which are neither numbers nor text; exclude or convert the column',
    ],
    [
      'deep.json',
      `[{"a":${'['.repeat(1_000_000)}`,
      'too-deep',
      'nests values more than 100 levels deep; write one object of plain values per row',
    ],
    ['short.parquet', 'PAR1', 'broken-parquet', 'is not a complete Parquet file; write it again'],
    ['junk.csv.gz', 'a,b\n1,2\n', 'broken-gzip', 'is not a complete gzip file; compress it again'],
    [
      'cut.csv.gz',
      gzipSync('a,b\n1,2\n').subarray(0, 20),
      'broken-gzip',
      'is not a complete gzip file; compress it again',
    ],
    [
      'table.docx',
      'text',
      'unknown-extension',
      ': the file name must end in one of .csv, .tsv, .jsonl, .ndjson, .json, .parquet (text also with .gz or .zst); rename or convert the file',
    ],
    [
      'table.xlsx',
      'PK',
      'spreadsheet',
      'is a spreadsheet or a ZIP archive, which is not read; in the spreadsheet program save the sheet as CSV (UTF-8), and give that file',
    ],
  ];
  test.each(cases)('%s', async (name, content, code, sentence) => {
    const path = file(name, content);
    const error = await readTable(path).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'InputError', code, facts: { file: path } });
    expect(error.message).toBe(
      sentence.startsWith(',') || sentence.startsWith(':') ? path + sentence : `${path} ${sentence}`,
    );
  });

  test('a path with nothing there, a folder, a device', async () => {
    await expect(readTable(file('nothing.csv'))).rejects.toMatchObject({ code: 'no-such-file' });
    await expect(readTable(file('.'))).rejects.toMatchObject({ code: 'is-a-folder' });
    await expect(readTable('/dev/null')).rejects.toMatchObject({ code: 'not-a-file' });
  });

  test('a Parquet file with bytes overwritten anywhere, or cut anywhere', async () => {
    await duckdb(
      `COPY (SELECT range AS a, 'x' || range AS b FROM range(1000)) TO '${file('whole.parquet')}' (FORMAT parquet)`,
    );
    const whole = readFileSync(file('whole.parquet'));
    for (const at of [4, whole.length - 200, whole.length - 60]) {
      const broken = Buffer.from(whole).fill(0xff, at, at + 40);
      await expect(readTable(file('broken.parquet', broken))).rejects.toMatchObject({ code: 'broken-parquet' });
    }
    for (const length of [0, 3, 100, whole.length - 1]) {
      await expect(readTable(file('cut.parquet', whole.subarray(0, length)))).rejects.toMatchObject({
        code: 'broken-parquet',
      });
    }
  });

  test('a column to exclude or to take as categories that is not there, with the nearest name', async () => {
    const path = file('names.csv', 'colour,weight\nred,1\n');
    await expect(readTable(path, { exclude: ['color'] })).rejects.toMatchObject({
      message: `${path} has no column "color"; the nearest name is "colour"`,
    });
    await expect(readTable(path, { categorical: ['wieght'] })).rejects.toMatchObject({ code: 'no-such-column' });
    await expect(readTable(path, { exclude: ['island'] })).rejects.toMatchObject({
      message: `${path} has no column "island"`,
    });
  });

  test('text where a number is wished, even once in a thousand', async () => {
    const path = file('wish.csv', `a\n${'1\n'.repeat(5)}tall\n`);
    const error = await readWished(path, new Map([['a', 'numeric']]), 'skip').catch((thrown) => thrown);
    expect(error.message).toBe(
      `${path}, line 7: column "a" contains "tall", but the model needs a number there; correct it, or declare it missing`,
    );
  });

  test('bytes changed or cut off anywhere, by an InputError of one line, if it does not read them as a table', async () => {
    const [json, parquet] = [file('seed.json'), file('seed.parquet')];
    const from = `FROM read_csv('${example('penguins')}', nullstr = ['', 'NA']) LIMIT 30`;
    await duckdb(
      `COPY (${from}) TO '${json}' (FORMAT json, ARRAY true)`,
      `COPY (${from}) TO '${parquet}' (FORMAT parquet)`,
    );
    const seeds = {
      csv: readFileSync(example('penguins')).subarray(0, 2000),
      json: readFileSync(json),
      parquet: readFileSync(parquet),
    };
    let refused = 0;
    const kind = fc.constantFrom(...(Object.keys(seeds) as (keyof typeof seeds)[]));
    const places = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('",[]{}\\\n')))), {
      maxLength: 6,
    });
    const property = fc.asyncProperty(
      kind,
      places,
      fc.option(fc.nat(), { freq: 4 }),
      async (extension, changes, cut) => {
        const bytes = Buffer.from(seeds[extension]);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const path = file(`changed.${extension}`, cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
        const error = await readTable(path).then(
          () => null,
          (thrown) => thrown,
        );
        if (error === null) return;
        refused += 1;
        expect(error.name).toBe('InputError');
        expect(error.message).toMatch(/^[^\n]+$/);
      },
    );
    await fc.assert(property, { seed: 7, numRuns: 60 });
    expect(refused).toBeGreaterThan(20);
  });
});
