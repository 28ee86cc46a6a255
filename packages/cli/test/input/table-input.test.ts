import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-table-input-'));
const rows = Array.from({ length: 20 }, (_, i) => `${i},${i < 10 ? 'a' : 'b'}`);
const csv = `size,kind\n${rows.join('\n')}\n`;
const out = join(folder, 'model.json');
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('bridle-stdin-'));

describe('a table from stdin', () => {
  test('is trained on, predicted, evaluated and checked with --format', async () => {
    const train = ['train', '-', '--format', 'csv', '--target', 'kind', '--out', out, '--no-report', '--json'];
    const trained = JSON.parse((await call(train, csv)).out);
    expect(trained).toMatchObject({ table: 'stdin', rows: 20, classes: ['a', 'b'] });
    expect(JSON.parse(readFileSync(out, 'utf8')).training.table).toBe('stdin');
    const predicted = await call(['predict', out, '-', '--format', 'jsonl'], '{"size":1}\n{"size":19}\n');
    expect(
      predicted.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).predicted),
    ).toEqual(['a', 'b']);
    const tsv = csv.replaceAll(',', '\t');
    expect((await call(['evaluate', out, '-', '--format', 'tsv'], tsv)).out).toContain('stdin · 20 rows');
    const checked = await call(['check', '-', '--format', 'json', '--json'], '[{"x":1,"y":2},{"x":3,"y":4}]');
    expect(JSON.parse(checked.out).columns).toEqual(['x', 'y']);
    expect(left()).toEqual([]);
  });

  test('needs the format, and errors name stdin', async () => {
    const train = ['train', '-', '--target', 'kind'];
    expect(await call(train, csv)).toMatchObject({
      code: 2,
      err: 'bridle: a table from stdin needs --format csv, tsv, json, jsonl or parquet.\n',
    });
    const broken = await call([...train, '--format', 'csv'], 'size,kind\n1,a\n2,b,c\n');
    expect(broken.err).toBe(
      'bridle: stdin, line 3: expected 2 cells, as in the header, but found 3; correct the line.\n',
    );
    expect((await call([...train, '--format', 'csv', '--lang', 'ko'], 'size,kind\n1,a\n2\n')).err).toContain(
      'stdin 3번째 줄',
    );
    expect((await call([...train, '--format', 'xls'], csv)).err).toContain('--format');
    expect(left()).toEqual([]);
  });
});

describe('--format', () => {
  test('reads a file of any name, packed or not', async () => {
    const path = join(folder, 'table.data');
    for (const content of [csv, gzipSync(csv)]) {
      writeFileSync(path, content);
      const columns = ['train', path, '--target', 'kind', '--columns', '--json'];
      expect(JSON.parse((await call([...columns, '--format', 'csv'])).out)).toMatchObject({ rows: 20 });
      expect((await call(columns)).err).toContain('the file name must end in one of');
    }
  });

  test('a spreadsheet is refused with what to do', async () => {
    const path = join(folder, 'book.xlsx');
    writeFileSync(path, Buffer.from('504b030414000600', 'hex'));
    const { code, err } = await call(['train', path, '--target', 'kind']);
    expect(code).toBe(2);
    expect(err).toContain('in the spreadsheet program save the sheet as CSV (UTF-8), and give that file');
  });
});
