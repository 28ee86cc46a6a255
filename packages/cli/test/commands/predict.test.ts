import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel, readTable } from '@bridle/pipeline';
import { predict } from 'bridle/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-predict-'));
const iris = join(root, 'examples/iris/iris.csv');
const penguins = join(root, 'examples/penguins/penguins.csv');
const model = join(folder, 'iris.json');

beforeAll(async () => {
  await call(['train', iris, '--target', 'species', '--out', model, '--no-report']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bridle predict', () => {
  test('prints a CSV whose probabilities are those of the library, to the bit', async () => {
    const { code, out, err } = await call(['predict', model, iris]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, ...lines] = out.trimEnd().split('\n');
    expect(header).toBe('predicted,probability,p_setosa,p_versicolor,p_virginica');
    const { probabilities } = predict(await readModel(model), await readTable(iris));
    expect(lines.flatMap((line) => line.split(',').slice(2).map(Number))).toEqual([...probabilities]);
  });

  test('writes a file, and says on stderr how many rows and where', async () => {
    const to = join(folder, 'p.jsonl');
    const { code, out, err } = await call(['predict', model, iris, '--out', to]);
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: `150 rows → ${to}\n` });
    expect(Object.keys(JSON.parse(readFileSync(to, 'utf8').split('\n')[0]))).toEqual([
      'predicted',
      'probability',
      'p_setosa',
      'p_versicolor',
      'p_virginica',
    ]);
  });

  test('leaves the class open below the threshold, and gives the k most probable classes', async () => {
    const { out, err } = await call(['predict', model, iris, '--top-k', '2', '--reject-below', '0.9']);
    const rows = out
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(out.split('\n')[0]).toBe('predicted,probability,class_2,probability_2');
    const open = rows.filter(([predicted]) => predicted === '');
    expect(open.every(([, probability]) => Number(probability) < 0.9)).toBe(true);
    expect(open.length).toBeGreaterThan(0);
    expect(err).toBe(`${open.length} rows left without a class: no probability reaches 0.9\n`);
    const korean = (await call(['predict', model, iris, '--reject-below', '0.9', '--lang', 'ko'])).err;
    expect(korean).toBe(`확률이 0.9 이상인 클래스가 없는 ${open.length}행은 클래스를 비워 두었습니다.\n`);
    expect((await call(['predict', model, iris, '--top-k', '9'])).err).toBe(
      'bridle: --top-k: expected a whole number from 1 to 3, the number of classes, got 9.\n',
    );
  });

  test('says which values the model never saw', async () => {
    const other = join(folder, 'penguins.json');
    await call(['train', penguins, '--target', 'species', '--out', other, '--no-report']);
    const moved = join(folder, 'moved.csv');
    writeFileSync(moved, readFileSync(penguins, 'utf8').replaceAll('Biscoe', '제주'));
    expect((await call(['predict', other, moved])).err).toBe(
      'column island: "제주" does not occur in the training data (168 rows); it is treated as none of the known values\n',
    );
    expect((await call(['predict', other, moved, '--lang', 'ko'])).err).toBe(
      'island 열의 "제주"는 학습 데이터에 없던 값입니다(168행). 아는 값 중 어느 것도 아닌 것으로 처리합니다.\n',
    );
  });

  test('says which option is used in place of the one that the model keeps', async () => {
    const other = join(folder, 'words.json');
    await call(['train', penguins, '--target', 'species', '--missing', 'NA,?', '--out', other, '--no-report']);
    expect((await call(['predict', other, penguins])).err).toBe('');
    expect((await call(['predict', other, penguins, '--missing', '?, NA'])).err).toBe('');
    expect((await call(['predict', other, penguins, '--missing', 'NA'])).err).toBe(
      '--missing: "NA" is used here in place of "NA", "?", which the model keeps from its training\n',
    );
    expect((await call(['evaluate', other, penguins, '--missing', 'NA', '--lang', 'ko'])).err).toBe(
      '--missing: 모델에 저장된 값("NA", "?") 대신 지정한 값("NA")을 씁니다.\n',
    );
  });

  test('writes the identifiers of the model first, and says which option helps where it cannot', async () => {
    const numbered = join(folder, 'numbered.csv');
    const lines = readFileSync(iris, 'utf8').trim().split(/\r?\n/);
    writeFileSync(numbered, lines.map((line, i) => `${i === 0 ? 'probability' : `A${i}`},${line}`).join('\n'));
    const other = join(folder, 'ids.json');
    const train = ['train', numbered, '--target', 'species', '--out', other, '--no-report'];
    expect((await call([...train, '--id', 'probability', '--numeric', 'probability'])).err).toBe(
      'bridle: the column "probability" is given for both --id and --numeric; give it once.\n',
    );
    expect((await call([...train, '--id', 'probability'])).code).toBe(0);
    expect((await call(['predict', other, numbered])).err).toMatch(
      /two columns named "probability".*\(--keep none\)\.\n$/,
    );
    expect((await call(['predict', other, numbered, '--lang', 'ko'])).err).toMatch(
      /"probability" 열이 .*--keep none을 쓰세요\.\n$/,
    );
    expect((await call(['predict', other, iris])).err).toMatch(/has no column "probability".*\(--keep none\)\.\n$/);
    expect((await call(['predict', other, iris, '--keep', 'none'])).out.split('\n')[0]).toMatch(/^predicted,/);
    const all = (await call(['predict', model, iris, '--keep', 'all'])).out.split('\n');
    expect([all[0], all[1].startsWith(`${lines[1]},setosa,`)]).toEqual([
      `${lines[0]},predicted,probability,p_setosa,p_versicolor,p_virginica`,
      true,
    ]);
  });

  test('prints with --columns how the model reads the table, and predicts nothing', async () => {
    const { code, out } = await call(['predict', model, iris, '--columns', '--out', join(folder, 'never.csv')]);
    expect({ code, out: out.replaceAll(iris, 'iris.csv') }).toEqual({
      code: 0,
      out: `\
data     iris.csv · 150 rows
target   species · 3 classes: setosa, versicolor, virginica
numbers  sepal_length_cm, sepal_width_cm, petal_length_cm, petal_width_cm
`,
    });
    expect(readdirSync(folder)).not.toContain('never.csv');
    const document = JSON.parse((await call(['evaluate', model, iris, '--columns', '--json'])).out);
    expect(document).toMatchObject({ rows: 150, target: 'species', missingTargetRows: 0, unseen: [] });
  });

  test('refuses an output that it could not write, before it reads', async () => {
    const { code, err } = await call(['predict', model, iris, '--out', join(folder, 'p.xlsx')]);
    expect({ code, files: readdirSync(folder).filter((name) => name.startsWith('p.x')) }).toEqual({
      code: 2,
      files: [],
    });
    expect(err).toMatch(/^bridle: .*p\.xlsx: the file name must end in one of \.csv/);
  });
});

describe('bridle predict MODEL -', () => {
  const flower = '{"sepal_length_cm":5.1,"sepal_width_cm":3.5,"petal_length_cm":1.4,"petal_width_cm":0.2}';

  test('answers each line of JSON with one, a bad one with its error, and ends with exit code 2', async () => {
    const lines = `${flower}\n{"sepal_length_cm":5}\n${flower}\n`;
    const { code, out, err } = await call(['predict', model, '-', '--explain', '1'], lines);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map((one) => one.predicted ?? one.error)).toEqual([
      'setosa',
      'stdin, line 2: there is no "sepal_width_cm"; give null where there is no value',
      'setosa',
    ]);
    expect(answers[0].why_1).toMatch(/^petal_(length|width)_cm: \+\d/);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'bridle: 1 of 3 lines could not be used; each is answered by its error.\n',
    });
    const korean = await call(['predict', model, '-', '--lang', 'ko'], 'x\n');
    expect(korean.out).toBe(
      '{"error":"stdin 1번째 줄: 올바른 JSON이 아닙니다. 한 줄에 {\\"열\\": 값} 꼴의 객체를 하나씩 쓰세요."}\n',
    );
    expect(korean.err).toBe('bridle: 1줄 중 1줄을 처리하지 못했습니다. 해당 줄에는 오류를 출력했습니다.\n');
    expect(await call(['predict', model, '-'], flower)).toMatchObject({ code: 0, err: '' });
  });

  test('reads a table in another format, or for a file, whole', async () => {
    const { code, out } = await call(['predict', model, '-', '--format', 'csv'], readFileSync(iris, 'utf8'));
    expect({ code, rows: out.trimEnd().split('\n').length }).toEqual({ code: 0, rows: 151 });
    const to = join(folder, 'lines.csv');
    expect((await call(['predict', model, '-', '--out', to], `${flower}\n`)).err).toBe(`1 row → ${to}\n`);
  });
});

describe('bridle predict as a process', () => {
  test('answers a line before the next one comes', async () => {
    const child = spawn(process.execPath, [bin, 'predict', model, '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = child.stdout[Symbol.asyncIterator]();
    for (const species of ['setosa', 'setosa']) {
      child.stdin.write('{"sepal_length_cm":5,"sepal_width_cm":3.5,"petal_length_cm":1.4,"petal_width_cm":0.2}\n');
      const { value } = await answers.next();
      expect(JSON.parse(String(value)).predicted).toBe(species);
    }
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });

  test('leaves the earlier file where it is killed, and nothing of its own after the next run', async () => {
    const header = readFileSync(iris, 'utf8').split('\n', 1)[0].trim();
    const big = join(folder, 'big.csv');
    writeFileSync(big, `${header}\n${'5.1,3.5,1.4,0.2,setosa\n'.repeat(300_000)}`);
    const own = join(folder, 'own');
    mkdirSync(own);
    const to = join(own, 'p.csv');
    writeFileSync(to, 'as it was');
    const child = spawn(process.execPath, [bin, 'predict', model, big, '--out', to], { stdio: 'ignore' });
    while (
      child.exitCode === null &&
      !readdirSync(own).some((name) => name.endsWith('.tmp') && statSync(join(own, name)).size > 0)
    ) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    expect(await new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))).toBe('SIGKILL');
    expect(readFileSync(to, 'utf8')).toBe('as it was');
    await call(['predict', model, iris, '--out', to]);
    expect(readdirSync(own)).toEqual(['p.csv']);
    expect(readFileSync(to, 'utf8').split('\n').length).toBe(152);
  });
});
