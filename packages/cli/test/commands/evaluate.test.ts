import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { width } from '../../src/output/text.ts';
import { root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-evaluate-'));
const iris = join(root, 'examples/iris/iris.csv');
const model = join(folder, 'iris.json');

beforeAll(async () => {
  await call(['train', iris, '--target', 'species', '--C', '1', '--out', model, '--no-report']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bridle evaluate', () => {
  test('measures a model beside what it measured at training, class by class', async () => {
    const { code, out, err } = await call(['evaluate', model, iris]);
    expect(out.replaceAll(root, '')).toBe(`\
data    examples/iris/iris.csv · 150 rows
target  species · 3 classes

                   this table  at training
rows                      150           30
accuracy               97.33%         100%
log-loss               0.1406       0.1266
Brier score            0.0619       0.0534
calibration error      0.1072       0.1082

true \\ predicted  setosa  versicolor  virginica  precision  recall
setosa                50           ·          ·       100%    100%
versicolor             ·          47          3     97.92%  94.00%
virginica              ·           1         49     94.23%  98.00%
`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('says the same in Korean, and which rows it could not use', async () => {
    const table = join(folder, 'some.csv');
    const [header, ...lines] = readFileSync(iris, 'utf8').trimEnd().split('\r\n');
    writeFileSync(table, [header, ...lines, '5,3,1,0.2,', ''].join('\n'));
    const { out } = await call(['evaluate', model, table, '--lang', 'ko']);
    expect(out.replaceAll(folder, '')).toBe(`\
데이터        /some.csv · 151행
목표 열       species · 클래스 3개
쓰지 않은 행  목표 열이 비어 있는 1행

                이 표  학습 당시
행 수             150         30
정확도         97.33%       100%
로그 손실      0.1406     0.1266
브라이어 점수  0.0619     0.0534
보정 오차      0.1072     0.1082

실제 \\ 예측  setosa  versicolor  virginica  정밀도  재현율
setosa           50           ·          ·    100%    100%
versicolor        ·          47          3  97.92%  94.00%
virginica         ·           1         49  94.23%  98.00%
`);
  });

  test('--accuracy finds the threshold that gives it, in both languages', async () => {
    const { out } = await call(['evaluate', model, iris, '--accuracy', '0.99']);
    const [, threshold] = out.match(/abstention\s+--reject-below (0\.\d+) gives an accuracy of 99\.\d+% on/) ?? [];
    const { reject } = JSON.parse((await call(['evaluate', model, iris, '--accuracy', '0.99', '--json'])).out);
    expect(Number(threshold)).toBeLessThanOrEqual(reject.threshold);
    expect(reject.accuracy).toBeGreaterThanOrEqual(0.99);
    expect((await call(['evaluate', model, iris, '--accuracy', '0.99', '--lang', 'ko'])).out).toContain('판단 보류');
    const coin = join(folder, 'coin.csv');
    writeFileSync(coin, readFileSync(iris, 'utf8').replaceAll('setosa', 'virginica'));
    expect((await call(['evaluate', model, coin, '--accuracy', '1'])).out).toContain('no threshold reaches');
  });

  test('--uncalibrated leaves the calibration of the model out, here and in predict', async () => {
    const hot = join(folder, 'hot.json');
    const text = readFileSync(model, 'utf8');
    writeFileSync(
      hot,
      text.replace('"calibration": null', '"calibration": {"method": "temperature", "temperature": 3}'),
    );
    const of = async (...words: string[]) => JSON.parse((await call(['evaluate', hot, iris, '--json', ...words])).out);
    const plain = JSON.parse((await call(['evaluate', model, iris, '--json'])).out);
    expect((await of()).evaluation.logLoss).not.toBe(plain.evaluation.logLoss);
    expect((await of('--uncalibrated')).evaluation).toEqual(plain.evaluation);
    const predicted = await call(['predict', hot, iris, '--uncalibrated']);
    expect(predicted.out).toBe((await call(['predict', model, iris])).out);
    expect((await call(['predict', hot, iris])).out).not.toBe(predicted.out);
  });

  test('names the columns that have drifted much since training, in both languages and in --json', async () => {
    const table = join(folder, 'inches.csv');
    const [header, ...lines] = readFileSync(iris, 'utf8').trimEnd().split('\r\n');
    const inches = lines.map((line) => line.replace(/^[\d.]+/, (cm) => (Number(cm) / 2.54).toFixed(2)));
    writeFileSync(table, [header, ...inches, ''].join('\n'));
    const { out } = await call(['evaluate', model, table]);
    expect(out).toMatch(
      /^drift +large since training in sepal_length_cm \(PSI \d\.\d\d\); --report FILE shows\n +every column$/m,
    );
    expect((await call(['evaluate', model, table, '--lang', 'ko'])).out).toMatch(/^분포 변화 +sepal_length_cm\(PSI /m);
    const { drift, evaluation } = JSON.parse((await call(['evaluate', model, table, '--json'])).out);
    expect(drift.columns.map((one: { column: string; drift: string }) => [one.column, one.drift])).toContainEqual([
      'petal_width_cm',
      'small',
    ]);
    expect(drift.columns[0]).toMatchObject({ column: 'sepal_length_cm', kind: 'numeric', drift: 'large' });
    expect(drift.columns[0].unseen).toBeGreaterThan(0.9);
    expect(drift.classes.drift).toBe('small');
    expect(evaluation.riskCoverage.curve.at(-1)).toMatchObject({ coverage: 1, accuracy: evaluation.accuracy });
  });

  test('--json gives every measure, and --report writes the page', async () => {
    const report = join(folder, 'e.html');
    const { out } = await call(['evaluate', model, iris, '--json', '--report', report]);
    const { evaluation, ...rest } = JSON.parse(out);
    expect(rest).toMatchObject({ model, table: iris, report, rows: 150, missingTargetRows: 0, unseen: [] });
    expect(evaluation.confusion[1]).toEqual([0, 47, 3]);
    expect(evaluation.perClass).toHaveLength(3);
    expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test('fits the confusion of ten classes into 80 columns, and leaves out what does not fit', async () => {
    const digits = join(root, 'examples/digits/digits.csv');
    const other = join(folder, 'digits.json');
    await call(['train', digits, '--target', 'digit', '--out', other, '--no-report', '--l2', '1']);
    const { out } = await call(['evaluate', other, digits]);
    expect(out).toContain('true \\ predicted');
    for (const line of out.split('\n').slice(2)) expect(width(line)).toBeLessThanOrEqual(80);
    const many = join(folder, 'many.csv');
    writeFileSync(many, `x,y\n${Array.from({ length: 60 }, (_, i) => `${i % 7},k${i % 15}`).join('\n')}\n`);
    await call(['train', many, '--target', 'y', '--out', other, '--no-report', '--holdout', '0']);
    const large = (await call(['evaluate', other, many])).out;
    expect(large).toContain('15 classes');
    expect(large).not.toContain('predicted');
  });

  test('leaves the recall of a class that has no rows open, and the precision of one that is never predicted', async () => {
    const [header, ...lines] = readFileSync(iris, 'utf8').trimEnd().split('\r\n');
    const table = join(folder, 'setosa.csv');
    writeFileSync(table, [header, ...lines.filter((line) => line.endsWith('setosa'))].join('\n'));
    const { out } = await call(['evaluate', model, table]);
    expect(out.split('\n').slice(-4, -1)).toEqual([
      'setosa                50           ·          ·       100%    100%',
      'versicolor             ·           ·          ·          —       —',
      'virginica              ·           ·          ·          —       —',
    ]);
  });

  test('refuses a table without the target, and a class that the model does not know', async () => {
    const table = join(folder, 'without.csv');
    writeFileSync(table, 'sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n1,2,3,4\n');
    const { code, err } = await call(['evaluate', model, table]);
    expect(code).toBe(2);
    expect(err).toContain('no column "species"');
    writeFileSync(table, readFileSync(iris, 'utf8').replace('virginica', 'virginca'));
    expect((await call(['evaluate', model, table, '--lang', 'ko'])).err.replaceAll(folder, '')).toBe(
      'bridle: /without.csv: "species" 열의 101번째 행 "virginca"는 모델에 없는 클래스입니다(모델의 클래스: setosa, versicolor, virginica).\n',
    );
  });
});
