import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNpz } from 'bridle/tensor-files';
import { afterAll, describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-features-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const ROWS = 60;
const numbers = Float32Array.from({ length: ROWS * 6 }, (_, i) => Math.sin(i * 3.7) + (i % 6));
const lines = Array.from(
  { length: ROWS },
  (_, i) => `${numbers[6 * i] > 0 ? 'up' : 'down'},${(i * i) % 7},${(i * 5) % 11}`,
);
writeFileSync(at('t.csv'), `y,"a:b",x\n${lines.join('\n')}\n`);
const arrays = new Map([
  ['text', { data: numbers, dims: [ROWS, 6] }],
  ['other', { data: new Float32Array(ROWS), dims: [ROWS, 1] }],
]);
writeFileSync(at('e.npz'), writeNpz(arrays));

describe('embeddings beside a table', () => {
  const train = ['train', at('t.csv'), '--target', 'y', '--C', '1', '--out', at('e.json'), '--no-report'];

  test('train, and the next step names them; show and --columns name them as one run of columns', async () => {
    const { code, out, err } = await call([...train, '--embeddings', at('e.npz'), '--tensor', 'text']);
    expect(code).toBe(0);
    expect(out).toMatch(/NEW_TABLE --embeddings\s+NEW_EMBEDDINGS/);
    expect(err).toContain('numbers: a:b, x, embedding[0] … embedding[5]');
    const shown = await call(['show', at('e.json')]);
    expect(shown.out).toMatch(/embeddings +6 numbers for each row/);
    expect(shown.out).not.toContain('[object');
    const columns = await call([...train.slice(0, 4), '--columns', '--embeddings', at('e.npz'), '--tensor', 'text']);
    expect(columns.out).toContain('embedding[0] … embedding[5]');
  });

  test('predict and evaluate; a table from stdin too, and lines of JSON with lists', async () => {
    const beside = ['--embeddings', at('e.npz'), '--tensor', 'text'];
    const { out } = await call(['predict', at('e.json'), at('t.csv'), ...beside]);
    expect(out.trim().split('\n')).toHaveLength(ROWS + 1);
    const csv = readFileSync(at('t.csv'), 'utf8');
    expect((await call(['predict', at('e.json'), '-', '--format', 'csv', ...beside], csv)).out).toBe(out);
    const line = JSON.stringify({ 'a:b': 0, x: 0, embedding: [...numbers.subarray(0, 6)] });
    const answer = await call(['predict', at('e.json'), '-'], `${line}\n`);
    expect(JSON.parse(answer.out).predicted).toBe(out.split('\n')[1].split(',')[0]);
    expect((await call(['evaluate', at('e.json'), at('t.csv'), ...beside])).code).toBe(0);
  });

  test.each([
    ['no array', [], '--embeddings'],
    ['several arrays', ['--embeddings', at('e.npz')], '--tensor'],
    ['a name without a file', ['--tensor', 'text'], '--embeddings'],
    ['an array of another width', ['--embeddings', at('e.npz'), '--tensor', 'other'], 'e.npz'],
  ])('are refused in both languages, with the option: %s', async (_, given, expected) => {
    for (const lang of ['en', 'ko']) {
      const { code, out, err } = await call(['predict', at('e.json'), at('t.csv'), ...given, '--lang', lang]);
      expect([code, out]).toEqual([2, '']);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).toContain(expected);
      expect(/[가-힣]/.test(err)).toBe(lang === 'ko');
    }
  });

  test('and products are no options of a database', async () => {
    for (const option of [
      ['--embeddings', at('e.npz')],
      ['--interactions', 'a:b'],
    ]) {
      const { code, err } = await call(['train', 'duckdb:x.db#t', '--target', 'y', ...option]);
      expect(code).toBe(2);
      expect(err).toContain(option[0]);
    }
  });
});

describe('products of columns', () => {
  const train = ['train', at('t.csv'), '--target', 'y', '--C', '1', '--out', at('p.json'), '--no-report'];

  test('are named in what is printed; a name with a colon is written in quotes, and a comma parts products', async () => {
    const { code, out } = await call([...train, '--interactions', '"a:b":x,x^2']);
    expect(code).toBe(0);
    expect(out).toMatch(/products +"a:b":x, x\^2/);
    expect((await call(['show', at('p.json')])).out).toMatch(/products +"a:b":x, x\^2/);
    const { features } = JSON.parse((await call(['show', at('p.json'), '--json'])).out);
    expect(features).toEqual(['a:b', 'x', 'a:b:x', 'x^2']);
  });

  test.each([
    ['a:b', 'no column "a"', '"a" 열이 없습니다'],
    ['x+x', '"x+x" is no product of columns', '"x+x"는 열의 곱이 아닙니다'],
    ['x:y', 'the column "y" is the target', '"y" 열은 목표 열입니다'],
  ])('%s is refused in both languages', async (product, english, korean) => {
    const en = await call([...train, '--interactions', product]);
    const ko = await call([...train, '--interactions', product, '--lang', 'ko']);
    expect([en.code, ko.code]).toEqual([2, 2]);
    expect(en.err).toContain(english);
    expect(ko.err).toContain(korean);
  });
});
