import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-train-'));
const iris = join(root, 'examples/iris/iris.csv');
const penguins = join(root, 'examples/penguins/penguins.csv');
const model = join(folder, 'iris.model.json');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text with its folders, and the figures that a solver or a clock may change, taken out. */
function stable(text: string): string {
  return text
    .replaceAll(folder, '')
    .replaceAll(root, '')
    .replace(/(?<!C = )\d(\.\d+)?e-\d+/g, '#')
    .replace(/\d+ passes/, '# passes')
    .replace(/순회 \d+회/, '순회 #회')
    .replace(/· (\d+ ms|[\d.]+ s)$/gm, '· #');
}

describe('bridle train', () => {
  test('says what it did: data, solver, certificate, measures, files, what is next', async () => {
    const { code, out, err } = await call(['train', iris, '--target', 'species', '--out', model]);
    expect(stable(out)).toBe(`\
data         examples/iris/iris.csv · 150 rows
target       species · 3 classes
features     4
split        120 rows for training, 30 held out
penalty      C = 31.6 · best of 17 in 5 folds · log-loss 0.0742 ± 0.0226
solver       Newton's method · 7 iterations · # passes over the data · #
objective    0.073053007098
optimum      |gradient|∞ # · at most # above the minimum
calibration  none · temperature does not help: log-loss 0.0742 → 0.0758

                   training  held out
rows                    120        30
accuracy             97.50%      100%
log-loss             0.0562    0.0313
Brier score          0.0327    0.0105
calibration error    0.0225    0.0281

model   /iris.model.json
report  /iris.report.html
next    bridle predict /iris.model.json NEW_TABLE
`);
    const numbers = 'numbers: sepal_length_cm, sepal_width_cm, petal_length_cm, petal_width_cm\n';
    expect({ code, err: err.replaceAll(/^choosing the penalty.*\n/gm, '') }).toEqual({ code: 0, err: numbers });
    expect(readdirSync(folder).sort()).toEqual(['iris.model.json', 'iris.report.html']);
  });

  test('says the same in Korean, with the columns and rows that it did not use', async () => {
    const table = join(folder, '꽃.csv');
    const rows = ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b', ''].map((kind, i) => `${i % 3},${i},7,${kind}`);
    writeFileSync(table, `키,번호,상수,품종\n${rows.join('\n')}\n`);
    const words = [
      '--target',
      '품종',
      '--out',
      join(folder, '꽃.json'),
      '--no-report',
      '--drop',
      '번호',
      '--holdout',
      '0',
    ];
    const { code, out } = await call(['train', table, ...words, '--lang', 'ko']);
    const labels = stable(out).split('\n\n')[0];
    expect(labels.replace(/0\.\d{12}/, '#')).toBe(`\
데이터        /꽃.csv · 9행
목표 열       품종 · 클래스 2개
특징          1개 · 제외한 열 번호 (--drop) · 제외한 열 상수 (값이 하나뿐)
쓰지 않은 행  목표 열이 비어 있는 1행
분할          모든 행을 학습에 사용
정규화        C = 1e-8 · 4겹 교차 검증, 후보 25개 · 로그 손실 0.6931 ± 0.0000
최적화        뉴턴법 · 반복 1회 · 데이터 순회 #회 · #
목적 함수     #
최적점        |기울기|∞ # · 최솟값과의 차이 # 이하
보정          없음 · 온도 보정은 효과가 없음: 로그 손실 0.6931 → 0.6931`);
    expect(out).toContain(`모델  ${join(folder, '꽃.json')}\n다음  bridle predict ${join(folder, '꽃.json')} 새_표\n`);
    expect(code).toBe(0);
  });

  test('--json reports the optimum of iris at C = 1 without standardising, 0.192575444027', async () => {
    const words = ['--target', 'species', '--C', '1', '--no-standardize', '--holdout', '0', '--no-report', '--json'];
    const { code, out } = await call(['train', iris, '--out', model, ...words]);
    const result = JSON.parse(out);
    expect(result.objective.toFixed(12)).toBe('0.192575444027');
    expect(result).toMatchObject({
      table: iris,
      target: 'species',
      classes: ['setosa', 'versicolor', 'virginica'],
      model,
      report: null,
      rows: 150,
      trainRows: 150,
      testRows: 0,
      features: 4,
      l2: 1 / 150,
      C: 1,
      converged: true,
      heldOut: null,
    });
    expect(result.training.confusion).toEqual([
      [50, 0, 0],
      [0, 47, 3],
      [0, 1, 49],
    ]);
    expect(result.gapBound).toBeLessThan(1e-12);
    expect(out.split('\n').length).toBe(2);
    expect(code).toBe(0);
  });

  test('--json has the path of the penalty and what calibration does out of fold', async () => {
    const words = ['--target', 'species', '--out', model, '--no-report', '--json', '--folds', '3'];
    const { penalty, calibration, l2, C, heldOut } = JSON.parse((await call(['train', iris, ...words])).out);
    expect(penalty).toMatchObject({ chosen: 'auto', folds: 3, singleRowClasses: [] });
    const best = penalty.path.reduce((a: { logLoss: number }, b: { logLoss: number }) =>
      b.logLoss < a.logLoss ? b : a,
    );
    expect(best).toEqual({ l2, C, logLoss: expect.any(Number), standardError: expect.any(Number) });
    expect(calibration).toMatchObject({ asked: 'auto', before: { rows: 120 }, after: { rows: 120 } });
    expect(Object.keys(heldOut)).toEqual(
      expect.arrayContaining(['ece', 'eceEqualMass', 'eceClasswise', 'eceDebiased', 'brierParts', 'intervals']),
    );
  });

  test('--calibration none leaves it out; --one-se does not go with a given penalty', async () => {
    const words = ['train', iris, '--target', 'species', '--out', model, '--no-report'];
    expect((await call([...words, '--calibration', 'none'])).out).not.toContain('calibration  ');
    const { code, err } = await call([...words, '--one-se', '--l2', '1']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^bridle: [^\n]*l2 = 1[^\n]*\n$/) });
    expect((await call([...words, '--one-se', '--C', '1'])).code).toBe(2);
  });

  test('--l2 0 --summary prints estimates, tests and effects, and has them in --json', async () => {
    const words = [
      'train',
      penguins,
      '--target',
      'sex',
      '--missing',
      '.,NA',
      '--l2',
      '0',
      '--out',
      model,
      '--no-report',
    ];
    const { out, code } = await call([...words, '--summary', '--drop', 'island']);
    expect(code).toBe(0);
    expect(out).toContain('all rows for training, none held out');
    expect(out).toMatch(/^model test +χ² = 334\.50 · df 6 · p 3\.3e-69$/m);
    expect(out).toMatch(/^MALE against FEMALE +estimate +std\. error +z +p +95% interval +odds ratio$/m);
    expect(out).toMatch(/^bill_depth_mm +1\.623 /m);
    expect(out).toMatch(/^species +31\.89 +2 +1\.2e-7$/m);
    expect(out).not.toContain('No step lowers');
    const ko = (await call([...words, '--cluster', 'island', '--lang', 'ko'])).out;
    expect(ko).toContain('island 군집(군집 수 보정 없음)');
    const json = await call([
      ...words,
      '--json',
      '--base',
      'MALE',
      '--confidence',
      '0.9',
      '--reference',
      'species=Gentoo',
    ]);
    const { summary, heldOut } = JSON.parse(json.out);
    expect(heldOut).toBeNull();
    expect(summary).toMatchObject({ base: 'MALE', confidence: 0.9, references: { species: 'Gentoo' } });
    expect(Object.keys(summary.coefficients[0]).sort()).toEqual(
      ['class', 'estimate', 'feature', 'high', 'low', 'oddsRatio', 'p', 'standardError', 'z'].sort(),
    );
    expect(summary.likelihoodRatio).toMatchObject({ df: expect.any(Number), p: expect.any(Number) });
    expect(summary.marginalEffects[0]).toMatchObject({ class: 'FEMALE', feature: expect.any(String) });
  });

  test('--summary with a penalty is refused with the reason, in both languages', async () => {
    const words = ['train', iris, '--target', 'species', '--out', model, '--summary'];
    const { code, out, err } = await call(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^bridle: [^\n]*because a penalty biases the estimates[^\n]*\n$/);
    expect((await call([...words, '--lang', 'ko'])).err).toContain('추정값이 치우쳐');
    expect((await call([...words, '--l2', '0'])).err).toContain('in every row of the class "setosa"');
    expect((await call([...words, '--reference', 'island'])).err).toContain('island=Biscoe');
  });

  test('names classes with one training row, in both languages', async () => {
    const table = join(folder, 'rare.csv');
    const rows = Array.from({ length: 20 }, (_, i) => `${(i * 7) % 11},${i === 5 ? 'rare' : 'ab'[i % 2]}`);
    writeFileSync(table, `x,y\n${rows.join('\n')}\n`);
    const words = ['train', table, '--target', 'y', '--out', model, '--no-report', '--holdout', '0'];
    expect((await call(words)).out.replace(/\s+/g, ' ')).toContain('and were not judged: rare.');
    expect((await call([...words, '--lang', 'ko'])).out.replace(/\s+/g, ' ')).toContain('빠졌습니다: rare.');
  });

  test('trains on missing values and categories', async () => {
    const { out, code } = await call([
      'train',
      penguins,
      '--target',
      'species',
      '--out',
      model,
      '--no-report',
      '--json',
    ]);
    const { rows, heldOut, converged } = JSON.parse(out);
    expect({ code, rows, converged }).toEqual({ code: 0, rows: 344, converged: true });
    expect(heldOut.accuracy).toBeGreaterThan(0.95);
  });

  test('passes on what its options say', async () => {
    const words = ['--target', 'species', '--out', model, '--no-report', '--json'];
    const train = async (...more: string[]) => JSON.parse((await call(['train', iris, ...words, ...more])).out);
    expect(await train('--l2', '0.5', '--solver', 'lbfgs')).toMatchObject({ l2: 0.5, solver: 'lbfgs' });
    expect(await train('--holdout', '0.5')).toMatchObject({ trainRows: 75, testRows: 75 });
    const accuracies = [await train('--seed', '1'), await train('--seed', '2')].map(({ heldOut }) => heldOut.logLoss);
    expect(accuracies[0]).not.toBe(accuracies[1]);
    expect(await train('--drop', 'sepal_length_cm', 'sepal_width_cm')).toMatchObject({ features: 2 });
    expect(await train('--max-iterations', '1')).toMatchObject({ converged: false, stop: 'max-iterations' });
    const categorical = await train('--categorical', 'petal_width_cm');
    expect(categorical.features).toBeGreaterThan(4);
    expect(await train('--missing', '0.2')).toMatchObject({ features: 5 });
    await train('--missing', '0.2', '--fill', 'median', '--holdout', '0', '--C', '1');
    const [, , , width] = JSON.parse(readFileSync(model, 'utf8')).recipe.features;
    expect([width.fill, width.mean === width.fill]).toEqual([1.5, false]);
  });

  test('takes weights of rows and classes, and other class shares at prediction, in both languages', async () => {
    const table = join(folder, 'weighted.csv');
    const rows = Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${i % 4},${i % 3 === 0 ? 'rare' : 'usual'}`);
    writeFileSync(table, `x,w,y\n${rows.join('\n')}\n`);
    const words = ['train', table, '--target', 'y', '--out', model, '--no-report', '--holdout', '0', '--C', '1'];
    const weighted = [...words, '--weight', 'w', '--class-weight', 'balanced'];
    const { out } = await call(weighted);
    expect(out).toContain('features   1 · left out w (--weight)\nunused     10 rows of weight 0\n');
    expect(out).toContain('weights    column w, as frequencies · sum 60 · by class: rare 1.43, usual 0.769\n');
    const ko = (await call([...weighted, '--lang', 'ko'])).out;
    expect(ko).toContain('w 열, 빈도 · 합 60 · 클래스별 rare 1.43, usual 0.769');
    const shown = (await call(['evaluate', model, table, '--weight', 'w', '--priors', 'rare=0.1', 'usual=0.9'])).out;
    expect(shown).toContain('weights  column w, as frequencies · sum 60\n');
    const first = async (...more: string[]) => (await call(['predict', model, table, ...more])).out.split('\n')[1];
    expect((await first('--priors', 'equal')).slice(0, 15)).toBe((await first()).slice(0, 15));
    expect(await first('--priors', 'rare=1', 'usual=9')).not.toBe(await first());
    expect((await call(['predict', model, table, '--priors', 'rare=1', '--lang', 'ko'])).err).toContain(
      '"usual" 클래스의 비율이 없습니다',
    );
    for (const wrong of ['rare', 'rare=-1', 'rare=x', '=1']) {
      expect((await call([...words, '--class-weight', wrong])).err).toBe(
        `bridle: --class-weight: expected balanced, or a class and a number above 0, as setosa=2, found "${wrong}".\n`,
      );
    }
  });

  test('sets weights to exactly 0 with --l1, chosen or given, and says how many features are left', async () => {
    const wine = join(root, 'examples/wine/wine.csv');
    const words = ['train', wine, '--target', 'cultivar', '--out', model, '--no-report', '--holdout', '0'];
    const { out } = await call([...words, '--l1', '--C', '0.1']);
    expect(out).toMatch(/solver +proximal Newton/);
    expect(out).toMatch(/L1 +λ₁ = 0.0562 · 8 of 13 features have a weight other than 0\n/);
    expect((await call([...words, '--l1', '0.05', '--l2', '0.01', '--lang', 'ko'])).out).toMatch(
      /λ₁ = 0.05 · 특징 13개 중 \d+개만 가중치가 0이 아님/,
    );
    expect((await call(['show', model])).out).toMatch(/penalty +λ₁ = 0.05 · λ₂ = 0.01 ·/);
    const chosen = JSON.parse((await call([...words, '--l1-ratio', '0.5', '--folds', '2', '--json'])).out);
    expect(chosen).toMatchObject({ solver: 'proximal', converged: true, penalty: { chosen: 'auto', folds: 2 } });
    const best = Math.min(...chosen.penalty.path.map(({ logLoss }: { logLoss: number }) => logLoss));
    expect(chosen.penalty.path.find(({ C }: { C: number }) => C === chosen.C).logLoss).toBe(best);
    expect(chosen.usedFeatures).toBeLessThanOrEqual(13);
    expect(chosen.l2).toBeCloseTo(chosen.l1, 12);
    expect((await call([...words, '--l1', '--summary', '--l2', '0'])).code).toBe(2);
    expect((await call([...words, '--l1', '1', '--solver', 'newton'])).err).toBe(
      'bridle: --solver: expected the solver auto or proximal with l1 and l1Ratio, got newton.\n',
    );
    const text = join(folder, 'texts.csv');
    writeFileSync(text, 'text,kind\nhow are you,a\nwhere is it,b\nwho was that,a\nwhat is this,b\n');
    const withTexts = [
      'train',
      text,
      '--target',
      'kind',
      '--text',
      'text',
      '--l1',
      '1',
      '--out',
      model,
      '--lang',
      'ko',
    ];
    expect((await call(withTexts)).err).toContain('--l1과 --l1-ratio는 텍스트 열과 함께 쓸 수 없습니다.');
    expect((await call([...words, '--l1', '1', '--l1-ratio', '1', '--lang', 'ko'])).err).toBe(
      'bridle: --l1과 --l1-ratio는 함께 쓸 수 없습니다.\n',
    );
  });

  test('takes any learning rate, and says how often the bound shortened it, in both languages', async () => {
    const wine = join(root, 'examples/wine/wine.csv');
    const words = [
      'train',
      wine,
      '--target',
      'cultivar',
      '--out',
      model,
      '--no-report',
      '--no-standardize',
      '--C',
      '1',
    ];
    const call1e12 = [...words, '--learning-rate', '1e12', '--max-iterations', '40'];
    const text = (await call(call1e12)).out.replace(/\s+/g, ' ');
    expect(text).toContain('gradient descent · 40 iterations');
    expect(text).toMatch(
      /learning rate 1e12 · shortened by Böhning's bound in 40 of 40 steps, first in step 1 · used [\d.e-]+ to [\d.]+ /,
    );
    expect((await call([...call1e12, '--lang', 'ko'])).out.replace(/\s+/g, ' ')).toContain('40스텝 중 40스텝을');
    const found = JSON.parse((await call([...call1e12, '--solver', 'sgd', '--batch-size', '20', '--json'])).out);
    expect(found).toMatchObject({ solver: 'sgd', rate: { learningRate: 1e12, steps: 40 * 8, capped: 40 * 8 } });
    expect(Number.isFinite(found.objective + found.heldOut.logLoss)).toBe(true);
    expect((await call(['show', model])).out).toContain('stochastic gradient descent');
    const slow = [...words, '--learning-rate', '1e-9', '--max-iterations', '3'];
    expect((await call(slow)).out).toMatch(/learning rate +1e-9 in all 3 steps\n/);
    for (const wrong of ['0', '-1', 'nan']) {
      const { code, err } = await call([...words, '--learning-rate', wrong]);
      expect([code, err.trim()]).toEqual([2, `bridle: --learning-rate: expected a number above 0, found "${wrong}".`]);
    }
  });

  test('warns where there is no optimum, or it was not reached', async () => {
    const words = ['--target', 'species', '--out', model, '--no-report', '--holdout', '0'];
    const separated = (await call(['train', iris, ...words, '--l2', '0', '--drop', 'sepal_width_cm'])).out;
    expect(separated).toContain('NOT converged  |gradient|∞');
    expect(separated).not.toContain('above the minimum');
    expect(separated.replace(/\s+/g, ' ')).toContain('Without a penalty there is no optimum');
    const stopped = (await call(['train', iris, ...words, '--max-iterations', '1'])).out;
    expect(stopped).toContain('NOT converged');
    expect(stopped).toContain('--max-iterations');
  });

  test('says where float64 ends before the certificate does', async () => {
    const table = join(folder, 'quasi.csv');
    writeFileSync(table, 'x,y\n-1,a\n0,b\n0,a\n1,b\n');
    const words = ['train', table, '--target', 'y', '--out', model, '--no-report', '--holdout', '0'];
    const tiny = (await call([...words, '--l2', '1e-100'])).out.replace(/\s+/g, ' ');
    expect(tiny).toContain('at most 3.5e+1 above the minimum No step lowers the objective any further in float64');
    expect((await call([...words, '--l2', '1e-6'])).out).not.toContain('No step');
  });

  test('names many left-out columns by the first of them', async () => {
    const table = join(folder, 'wide.csv');
    const names = Array.from({ length: 9 }, (_, i) => `c${i}`);
    writeFileSync(
      table,
      `x,${names.join()},y\n1,${names.map(() => 0)},a\n2,${names.map(() => 0)},b\n2,${names.map(() => 0)},a\n1,${names.map(() => 0)},b\n`,
    );
    const { out } = await call(['train', table, '--target', 'y', '--out', model, '--no-report', '--holdout', '0']);
    expect(out).toContain('features     1 · left out c0, c1, c2, c3, c4, 4 more (constant)\n');
  });

  test('--columns prints how the table is read, and trains nothing', async () => {
    const table = join(folder, 'columns.csv');
    writeFileSync(table, 'id,x,c,same,y\na1,1,u,7,p\na2,,v,7,q\na3,3,,7,p\na4,4,u,7,q\na5,5,u,7,\n');
    const { code, out, err } = await call(['train', table, '--target', 'y', '--columns']);
    expect(out.replace(folder, '')).toBe(`\
data        /columns.csv · 5 rows
target      y · 2 classes: p, q
unused      1 row without a target
numbers     x
categories  c (2)
missing     x 1, c 1
left out    id (all values differ), same (constant)
`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(existsSync('columns.model.json')).toBe(false);
    const json = await call(['train', table, '--target', 'y', '--columns', '--drop', 'c', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      ...{ table, rows: 5, target: 'y', classes: ['p', 'q'], missingTargetRows: 1 },
      columns: [{ name: 'x', kind: 'numeric', levels: null, missing: 1 }],
      leftOut: [{ name: 'c', reason: 'excluded' }, { name: 'id' }, { name: 'same' }],
    });
    const wrong = await call(['train', table, '--target', 'z', '--columns']);
    expect(wrong).toEqual({ code: 2, out: '', err: expect.stringMatching(/^bridle: [^\n]*"z"[^\n]*\n$/) });
  });
});

describe('bridle train on doubtful classes', () => {
  test('names classes that differ only in case or blanks, in both languages', async () => {
    const table = join(folder, 'case.csv');
    writeFileSync(table, 'x,y\n1,Yes\n2,yes\n3,no\n4,no\n5,Yes\n6,yes\n');
    const words = [
      'train',
      table,
      '--target',
      'y',
      '--out',
      join(folder, 'case.json'),
      '--no-report',
      '--holdout',
      '0',
    ];
    expect((await call(words)).out.replace(/\s+/g, ' ')).toContain(
      'The classes "Yes", "yes" differ only in case or blanks and are counted as different; if they are one class, write them alike.',
    );
    expect((await call([...words, '--lang', 'ko'])).out).toContain('클래스 "Yes", "yes"의 이름은');
  });
});

describe('bridle train --threads and --level', () => {
  const digits = join(root, 'examples/digits/digits.csv');
  const train = async (name: string, ...options: string[]) => {
    const out = join(folder, `${name}.json`);
    const given = ['--target', 'digit', '--C', '1', '--no-report', '--out', out, ...options];
    expect(await call(['train', digits, ...given])).toMatchObject({ code: 0 });
    return readFileSync(out, 'utf8');
  };

  test('give the same model, byte for byte, for one thread and three, and keep the level where it is another', async () => {
    const one = await train('one', '--threads', '1');
    expect(await train('three', '--threads', '3')).toBe(one);
    expect(JSON.parse(one).training).not.toHaveProperty('arithmetic');
    expect(JSON.parse(await train('auto', '--level', 'auto')).training.arithmetic).toBe('auto');
    expect(await train('again')).toBe(one);
  });

  test('refuse what they cannot be', async () => {
    const wrong = async (...options: string[]) => (await call(['train', digits, '--target', 'digit', ...options])).err;
    expect(await wrong('--threads', '0')).toContain('a whole number of at least 1');
    expect(await wrong('--level', 'fastest')).toContain('reproducible');
  });
});
