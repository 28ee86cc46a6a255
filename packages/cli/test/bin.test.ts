import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, bridle, root, startBridle } from './helpers/bin.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-bin-'));
const out = join(folder, 'out');
const iris = join(root, 'examples/iris/iris.csv');
const model = join(folder, 'iris.model.json');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the bin', () => {
  test('gives the probabilities of 1 1 3, correctly rounded, as JSON', () => {
    const { code, out: text, err } = bridle(['1', '1', '3', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(
      text.startsWith('{"share":[0.2,0.2,0.6],"softmax":[0.10650697891920075,0.10650697891920075,0.7869860421615985],'),
    ).toBe(true);
  });

  test('reads stdin', () => {
    expect(bridle(['-', '--json'], '1, 1\n3').out).toBe(bridle(['1', '1', '3', '--json']).out);
  });
});

describe('a reader that goes away', () => {
  test('ends a prediction quietly with exit code 0, and leaves no temporary file', () => {
    const to = join(folder, 'piped');
    mkdirSync(to);
    bridle(['train', iris, '--target', 'species', '--out', join(to, 'm.json'), '--no-report']);
    const table = join(to, 'long.csv');
    const [header, ...rows] = readFileSync(iris, 'utf8').trim().split(/\r?\n/);
    writeFileSync(table, `${header}\n${`${rows.join('\n')}\n`.repeat(100)}`);
    const { stdout, stderr } = spawnSync(
      'sh',
      [
        '-c',
        '{ "$0" "$1" predict "$2" "$3"; echo "exit $?" >&2; } | head -1',
        process.execPath,
        bin,
        join(to, 'm.json'),
        table,
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('exit 0\n');
    expect(stdout).toMatch(/^predicted,probability,.*\n$/);
    expect(readdirSync(to).sort()).toEqual(['long.csv', 'm.json']);
  });
});

describe('bad input gives one sentence, exit code 2 and no file:', () => {
  const train = (table: string, target = 'y', to = join(out, 'm.json')) => [
    'train',
    table,
    '--target',
    target,
    '--C', // nothing is chosen, so there is no progress to print
    '1',
    '--out',
    to,
  ];
  const predict = (of: string, table: string) => ['predict', of, table, '--out', join(out, 'p.csv')];

  beforeAll(() => {
    const { code, err } = bridle(['train', iris, '--target', 'species', '--out', model, '--no-report']);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  });

  /** `before` is what stderr has before the sentence. */
  function refused(args: string[], sentence: RegExp | string, exit = 2, before = '') {
    mkdirSync(out, { recursive: true });
    const { code, out: text, err: all } = bridle(args);
    expect(all.slice(0, before.length)).toBe(before);
    const err = all.slice(before.length);
    expect(err).toMatch(/^bridle: [^\n]+\n$/);
    if (typeof sentence === 'string') expect(err).toBe(`bridle: ${sentence}\n`);
    else expect(err).toMatch(sentence);
    expect({ code, text, files: readdirSync(out) }).toEqual({ code: exit, text: '', files: [] });
  }

  const rows = 'x,y\n1,a\n2,b\n3,a\n4,b\n';

  test('no such file', () => refused(train('no.csv'), 'no.csv: no such file; check the path.'));
  test('an empty file', () => refused(train(file('empty.csv', '')), /empty\.csv is empty/));
  test('a header only', () => refused(train(file('header.csv', 'x,y\n')), /header\.csv has a header but no data rows/));
  test('a ragged row', () =>
    refused(train(file('ragged.csv', `${rows}5,a,b\n`)), /line 6: expected 2 cells.* but found 3/));
  test('NaN in a cell', () => refused(train(file('nan.csv', `${rows}NaN,a\n`)), /line 6: column "x" contains "NaN"/));
  test('inf in a cell', () => refused(train(file('inf.csv', `${rows}-inf,a\n`)), /line 6: column "x" contains "-inf"/));
  test('a target that does not exist, with the nearest', () =>
    refused(train(iris, 'speceis'), /"speceis".*nearest.*"species"/));
  test('a target that is missing', () => refused(train(file('void.csv', 'x,y\n1,\n2,\n')), /"y".*every cell is empty/));
  test('a target that is constant', () => refused(train(file('one.csv', 'x,y\n1,7\n2,7\n')), /"y".*every cell is 7/));
  test('a target of one class', () => refused(train(file('class.csv', 'x,y\n1,a\n2,a\n')), /one class "a"/));
  test('a target that is all distinct', () => refused(train(file('ids.csv', 'x,y\n1,a\n2,b\n3,c\n')), /all different/));

  const changed = (name: string, change: (model: Record<string, unknown>) => void) => {
    const parsed = JSON.parse(readFileSync(model, 'utf8')) as Record<string, unknown>;
    change(parsed);
    return file(name, JSON.stringify(parsed));
  };

  test('a truncated model', () => {
    const text = readFileSync(model, 'utf8');
    refused(predict(file('cut.json', text.slice(0, text.length / 2)), iris), /cut\.json.*ends in its middle/);
  });
  test('a model of a newer version', () => {
    refused(
      predict(
        changed('newer.json', (m) => Object.assign(m, { version: 4 })),
        iris,
      ),
      /newer\.json.*version 4/,
    );
  });
  test('a model with NaN weights', () => {
    const nan = Buffer.from(new Float64Array(12).fill(Number.NaN).buffer).toString('base64');
    refused(
      predict(
        changed('nan.json', (m) => Object.assign(m, { weights: nan })),
        iris,
      ),
      /nan\.json.*weights hold NaN/,
    );
  });
  test('a model of wrong dimensions', () => {
    const few = Buffer.from(new Float64Array(2).buffer).toString('base64');
    refused(
      predict(
        changed('few.json', (m) => Object.assign(m, { weights: few })),
        iris,
      ),
      /few\.json.*2 numbers/,
    );
  });
  test('a gigabyte of [', () => {
    const path = join(folder, 'brackets.json');
    const handle = openSync(path, 'w');
    const part = Buffer.alloc(1 << 24, '[');
    for (let i = 0; i < 64; i += 1) writeSync(handle, part);
    closeSync(handle);
    refused(predict(path, iris), /brackets\.json.*not a bridle model/);
    rmSync(path);
  });
  test('a table to predict that lacks a column', () => {
    refused(predict(model, file('lacks.csv', 'sepal_length_cm\n1\n')), /no column "sepal_width_cm"/);
  });
  test('a table to predict with text where numbers were', () => {
    const header = 'sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n';
    refused(predict(model, file('text.csv', `${header}1,2,3,4\n1,wide,3,4\n`)), /line 3.*sepal_width_cm.*"wide"/);
  });

  test('an output folder that cannot be made', () => {
    const blocked = file('blocked', '');
    refused(train(iris, 'species', join(blocked, 'm.json')), /blocked\/m\.json cannot be written/);
  });

  test('an output folder without permission, which is exit code 1', ({ skip }) => {
    if (process.getuid?.() === 0) {
      console.warn('skipped: a folder without permission, because root may write everywhere');
      skip();
    }
    const locked = join(folder, 'locked');
    mkdirSync(locked, { mode: 0o500 });
    refused(train(iris, 'species', join(locked, 'm.json')), /locked\/m\.json cannot be written: permission denied/, 1);
  });

  test('a full disk', ({ skip }) => {
    const small = join(folder, 'small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'pipe' });
    } catch {
      console.warn('skipped: a full disk, because this user may not mount a tmpfs');
      skip();
    }
    try {
      writeFileSync(join(small, 'ballast'), Buffer.alloc(60 * 1024));
      refused(
        train(iris, 'species', join(small, 'm.json')),
        /small\/m\.(json|report\.html) cannot be written: the disk is full/,
        1,
        'numbers: sepal_length_cm, sepal_width_cm, petal_length_cm, petal_width_cm\n',
      );
      expect(readdirSync(small)).toEqual(['ballast']);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  test('in Korean as well', () => {
    refused(
      [...train(iris, 'speceis'), '--lang', 'ko'],
      /"speceis" 열이 없습니다\. 가장 비슷한 이름은 "species"입니다\.\n$/,
    );
    refused([...train('no.csv'), '--lang', 'ko'], 'no.csv: 파일이 없습니다. 경로를 확인하세요.');
  });
});

describe('an interrupted training', () => {
  // Takes seconds with next to no penalty: 8,000 rows whose ten classes are the tenths of one of their columns.
  const table = join(folder, 'slow.csv');

  beforeAll(() => {
    let seed = 1;
    const next = () => {
      seed = (seed * 48271) % 2147483647;
      return seed % 1000;
    };
    const names = Array.from({ length: 20 }, (_, i) => `x${i}`);
    const lines = Array.from({ length: 8000 }, () => {
      const cells = names.map(next);
      return `${cells.join()},c${Math.floor(cells[0] / 100)}`;
    });
    writeFileSync(table, `${names.join()},y\n${lines.join('\n')}\n`);
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`by ${signal} exits ${code} with one sentence, and leaves no file`, async () => {
      const to = join(folder, signal);
      mkdirSync(to);
      const child = startBridle(['train', table, '--target', 'y', '--out', join(to, 'm.json'), '--l2', '1e-9']);
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (!err.includes('iteration') && `${err}${text}`.includes('iteration')) child.kill(signal);
        err += text;
      });
      const [exit] = await once(child, 'close');
      expect(err).toMatch(
        /training · L-BFGS · iteration \d+ .*\nbridle: interrupted; no incomplete file was left behind\.\n$/,
      );
      expect({ exit, files: readdirSync(to) }).toEqual({ exit: code, files: [] });
    });
  }
});
