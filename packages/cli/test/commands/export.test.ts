import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialects, exportTargets } from '@bridle/pipeline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-export-'));
const iris = join(root, 'examples/iris/iris.csv');
const model = join(folder, 'iris.json');

beforeAll(async () => {
  await call(['train', iris, '--target', 'species', '--out', model, '--no-report']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bridle export', () => {
  test.each(exportTargets)('to %s writes a file and says how near it is to the model', async (to) => {
    const out = join(folder, `flowers.${to === 'js' ? 'mjs' : to}`);
    const { code, out: said, err } = await call(['export', model, '--to', to, '--out', out]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(said).toContain(out);
    expect(said).toMatch(/ · 1,000 rows compared with the model's own predictions, largest difference \S+\n$/);
    expect(existsSync(out)).toBe(true);
  });

  test('gives the difference and the files in one document with --json', async () => {
    const out = join(folder, 'document.sql');
    const args = ['export', model, '--to', 'sql', '--dialect', 'sqlite', '--sample', iris, '--out', out, '--json'];
    const document = JSON.parse((await call(args)).out);
    expect(document).toEqual({
      ...{ model, to: 'sql', dialect: 'sqlite', files: [out], rows: 150, bound: 1e-12 },
      largestDifference: expect.any(Number),
    });
    expect(document.largestDifference).toBeLessThanOrEqual(1e-12);
  });

  test('prints a text to stdout, and the comparison to stderr', async () => {
    const args = [
      'export',
      model,
      '--to',
      'sql',
      '--dialect',
      'postgres',
      '--from',
      'public.flowers',
      '--keep',
      'id',
      'site',
    ];
    const { code, out, err } = await call([...args, '--out', '-']);
    expect(code).toBe(0);
    expect(out).toContain('FROM "public"."flowers"');
    expect(out).toContain('SELECT bridle_k1 AS "id",\n  bridle_k2 AS "site",');
    expect(err).toContain('as there is no postgres here.');
    const korean = await call([...args, '--out', '-', '--lang', 'ko']);
    expect(korean.err).toContain('1,000행에서 모델의 예측과 비교');
    expect(korean.err).toContain('postgres를 실행할 수 없어');
  });

  test('keeps an existing file unless it is told to replace it', async () => {
    const out = join(folder, 'kept.json');
    expect((await call(['export', model, '--to', 'json', '--out', out])).code).toBe(0);
    const before = readFileSync(out, 'utf8');
    const { code, err } = await call(['export', model, '--to', 'json', '--out', out]);
    expect({ code, err }).toEqual({
      code: 2,
      err: `bridle: ${out} exists already; choose another file, or replace it with --force.\n`,
    });
    expect((await call(['export', model, '--to', 'json', '--out', out, '--force'])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(before);
  });

  test.each([
    [['--to', 'npz', '--out', '-'], 'npz is not a text, so it cannot be printed; give a file (--out).'],
    [['--to', 'js', '--keep', 'id'], '--keep and --to js cannot be used together'],
    [['--to', 'sql', '--out', '-', '--json'], '--out - and --json cannot be used together'],
    [['--to', 'sql', '--dialect', 'oracle'], '--dialect: expected duckdb, postgres,'],
    [['--to', 'sql', '--from', 'a..b'], 'The name of the table, or a part of it, is empty.'],
    [['--to', 'sql', '--keep', 'Predicted'], 'The column "Predicted" cannot be kept'],
    [['--to', 'pickle'], '--to: expected onnx, sql, js, npz or json, found "pickle"'],
    [[], 'the option --to is required'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { code, out, err } = await call(['export', model, ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('names every target and dialect in its help, and which dialects were executed', async () => {
    const { out } = await call(['export', '--help']);
    for (const word of [...dialects, ...exportTargets]) expect(out).toContain(word);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'for duckdb, postgres, sqlite, clickhouse and spark are executed on these engines',
    );
  });
});
