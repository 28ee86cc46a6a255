import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { width } from '../../src/output/text.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-show-'));
const model = join(folder, 'penguins.json');
const penguins = new URL('../../../../examples/penguins/penguins.csv', import.meta.url).pathname;

beforeAll(async () => {
  const words = ['--target', 'species', '--C', '1', '--out', model, '--no-report'];
  expect((await call(['train', penguins, ...words])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

const shown = async (...argv: string[]) => {
  const { code, out, err } = await call(['show', ...argv]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out.replaceAll(`${folder}/`, '').replace(/\d\.\de-\d+/g, '#');
};

describe('bridle show', () => {
  test('names target, classes, columns, penalty, certificate, calibration, metrics and the largest weights', async () => {
    expect(await shown(model)).toBe(`\
model        penguins.json
target       species
classes      3: Adelie, Chinstrap, Gentoo
features     15
numbers      bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g
categories   island (3), sex (3)
penalty      λ = 0.00363636 · C = 1 · numbers standardised
training     penguins.csv · 275 rows · Newton's method · 6 iterations
optimum      |gradient|∞ # · at most # above the minimum
calibration  none

                   held out
rows                     69
accuracy             98.55%
log-loss             0.0470
Brier score          0.0232
calibration error    0.0325

largest weights
  Adelie     bill_length_mm -2.24 · bill_depth_mm +1.04 ·
             flipper_length_mm -0.706 · island = Dream -0.631 ·
             island = Torgersen +0.622 · sex = FEMALE -0.613
  Chinstrap  bill_length_mm +1.86 · island = Dream +1.13 · body_mass_g -0.959 ·
             island = Biscoe -0.693 · sex = FEMALE +0.46 ·
             island = Torgersen -0.433
  Gentoo     bill_depth_mm -1.29 · flipper_length_mm +0.995 ·
             body_mass_g +0.984 · island = Biscoe +0.684 ·
             island = Dream -0.496 · bill_length_mm +0.387
`);
  });

  test('says the same in Korean', async () => {
    const lines = (await shown(model, '--lang', 'ko')).split('\n');
    expect(lines.slice(2, 10)).toEqual([
      '클래스   3: Adelie, Chinstrap, Gentoo',
      '특징     15',
      '숫자 열  bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g',
      '범주 열  island (3), sex (3)',
      '정규화   λ = 0.00363636 · C = 1 · 숫자를 표준화함',
      '학습     penguins.csv · 275행 · 뉴턴법 · 반복 6회',
      '최적점   |기울기|∞ # · 최솟값과의 차이 # 이하',
      '보정     없음',
    ]);
    for (const line of lines) expect(width(line), line).toBeLessThanOrEqual(80);
  });

  test('gives it all as JSON, with the weights of the model', async () => {
    const document = JSON.parse(await shown(model, '--json'));
    expect(document).toMatchObject({
      target: 'species',
      classes: ['Adelie', 'Chinstrap', 'Gentoo'],
      training: { table: 'penguins.csv', rows: 275, C: 1, solver: 'newton' },
      calibration: null,
      metrics: { rows: 69 },
    });
    expect(document.features).toHaveLength(15);
    const [{ weights }] = document.largestWeights;
    expect(weights[0].feature).toBe('bill_length_mm');
    const file = JSON.parse(readFileSync(model, 'utf8'));
    const all = new Float64Array(new Uint8Array(Buffer.from(file.weights, 'base64')).buffer);
    expect(all[document.features.indexOf('bill_length_mm')]).toBe(weights[0].weight);
  });

  test('names a dozen classes and columns, and counts the rest; a model may have neither penalty nor metrics', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [
      ...Array.from({ length: 15 }, (_, j) => (i * 7 + j * j) % 11),
      `c${i % 20}`,
    ]);
    const table = join(folder, 'many.csv');
    const head = [...Array.from({ length: 15 }, (_, j) => `x${j}`), 'y'];
    writeFileSync(table, [head, ...rows].map((row) => row.join()).join('\n'));
    const many = join(folder, 'many.json');
    const options = ['--l2', '0', '--holdout', '0', '--no-standardize', '--max-iterations', '1', '--no-report'];
    expect((await call(['train', table, '--target', 'y', '--out', many, ...options])).code).toBe(0);
    const text = await shown(many);
    expect(text).toContain('classes        20: c0, c1, c10');
    expect(text).toMatch(/numbers {8}x0, .*x11,\s+3 more\n/);
    expect(text).toContain('penalty        none\n');
    expect(text).toContain('8 more classes; --json has them all.');
    expect(text).not.toContain('accuracy');
  });

  test('says how the table was read, which columns are dates, and that categories are joined', async () => {
    const table = join(folder, 'days.csv');
    const row = (i: number) =>
      `A${i},2024-0${1 + (i % 9)}-1${i % 7},${i === 5 ? '?' : (i * 7) % 11},${i % 10 ? 'xyz'[i % 3] : `w${i}`},${'ab'[i % 2]}`;
    writeFileSync(table, ['nr,day,x,c,y', ...Array.from({ length: 40 }, (_, i) => row(i))].join('\n'));
    const days = join(folder, 'days.json');
    const train = ['train', table, '--target', 'y', '--missing', '?', '--id', 'nr', '--min-count', '3', '--C', '1'];
    expect((await call([...train, '--holdout', '0', '--out', days, '--no-report'])).code).toBe(0);
    const text = await shown(days);
    expect(text).toContain(
      '\nnumbers      x\ncategories   c (3 + 1)\ndates        day\nread with    missing ? · id nr\n',
    );
    expect(JSON.parse(await shown(days, '--json'))).toMatchObject({ reading: { missing: ['', '?'], id: ['nr'] } });
  });

  test('shows names that would control a terminal as text', async () => {
    const evil = join(folder, 'evil.json');
    writeFileSync(evil, readFileSync(model, 'utf8').replaceAll('Adelie', '\\u001b[2J'));
    expect(await shown(evil)).toContain('\\x1b[2J');
  });

  test('refuses what is not a model in one sentence', async () => {
    for (const path of [penguins, join(folder, 'nowhere'), folder]) {
      const { code, out, err } = await call(['show', path]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^bridle: [^\n]+\.\n$/);
    }
  });
});
