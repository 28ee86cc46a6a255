// What the bench keeps and shows: rows under the date and the machine, and the tables made of them. No timing.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { poolTable } from '../bench/pool-table.mjs';
import { errorTable, speedTable } from '../bench/readme-tables.mjs';
import { keepRows, newestRows, resultsName } from '../bench/results.mjs';
import { allTables, callTable, figure, threadTable } from '../bench/tables.mjs';
import { withRatios } from '../bench/times.mjs';
import { trainingTable } from '../bench/training-table.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bridle-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('figures have two digits, and all of a large number', () => {
  expect([0, 0.0512, 0.4962, 8.449, 34.6, 123.4, 16777216].map(figure)).toEqual([
    '0',
    '0.05',
    '0.50',
    '8.4',
    '35',
    '123',
    '16,777,216',
  ]);
});

describe('rows', () => {
  const place = {
    ...{ date: '2026-11-25', cpu: 'AMD EPYC (family 25)', cores: 2, os: 'linux x64' },
    ...{ node: '24.1.0', relaxedSimd: true },
  };

  test('are kept whole under the date, the processor and the Node, and read back from the newest', () => {
    expect(resultsName({ ...place, cpu: 'Intel(R) Xeon(R) @ 2.20GHz' })).toBe(
      '2026-11-25-intel-xeon-2-20ghz-node24.jsonl',
    );
    keepRows([{ ...place, date: '2026-11-24', kind: 'old' }], folder);
    keepRows(
      [
        { ...place, kind: 'new' },
        { ...place, kind: 'other' },
      ],
      folder,
    );
    writeFileSync(join(folder, 'zzz.txt'), 'not rows');
    expect(newestRows(folder).map((row) => row.kind)).toEqual(['new', 'other']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  const cell = (peer: string, variant: string, threads: number, shape: string, min: number) => ({
    ...place,
    kind: 'time',
    op: 'softmax',
    dtype: 'float32',
    version: '1',
    ...{ peer, variant, threads, shape, min, median: 2 * min },
  });
  const rows = [
    cell('bridle', 'auto, resident', 1, '1x10', 8),
    cell('plain JavaScript', 'own array', 1, '1x10', 6),
    cell('bridle', 'auto, resident', 1, '1024x1000', 0.9),
    cell('plain JavaScript', 'own array', 1, '1024x1000', 14),
    cell('bridle', 'auto, resident', 2, '1x10', 5),
    cell('bridle', 'auto, resident', 2, '1024x1000', 0.5),
    { ...cell('PyTorch', 'own array', 1, '1x10', 0), min: undefined, reason: 'no Python' },
    { ...cell('PyTorch', 'own array', 1, '1024x1000', 0), min: undefined, reason: 'no Python' },
  ];

  test('carry their ratio to Bridle', () => {
    expect(withRatios(rows.slice(0, 2)).map((row: { ratio: number }) => row.ratio)).toEqual([1, 0.75]);
  });

  test('become tables: the fastest of one thread in bold, losses too, and a reason in every empty cell', () => {
    const text = allTables(rows);
    expect(text).toContain('**6.0 (12)**');
    expect(text).toContain('**0.90 (1.8)**');
    expect(text).not.toContain('**0.50');
    expect(text).toMatch(/PyTorch, own array +\| \(1\) +\| \(1\) +\|/);
    expect(text).toContain('(1) no Python.');
  });

  test('say what a second thread gives, for a million elements and more', () => {
    expect(threadTable(rows)).toMatch(/bridle, auto, resident +\| 1.80 +\|$/);
    expect(threadTable(rows.slice(0, 4))).toBeNull();
  });

  test('become the tables of the README in both languages', () => {
    const english = speedTable(rows, 'en');
    expect(english).toMatch(/^\| ns per element +\| 1×10 +\| 1024×1000 \|/);
    expect(english).toContain('| **6.0** | 14        |');
    expect(english).toContain(
      'Measured on 2026-11-25: AMD EPYC (family 25), Node 24.1.0 with relaxed SIMD; bridle 1, ',
    );
    const errors = rows.map((row) => ({
      ...row,
      kind: 'ulp',
      input: 'uniform [−80, 20]',
      ulp: 0.512,
      flushed: 3,
      broken: 0,
    }));
    expect(errorTable(errors, 'en')).toContain('0.51 (flushes)');
    expect(errorTable(errors, 'ko')).toContain('균등 [−80, 20]');
    expect(speedTable(rows, 'ko')).toContain('Bridle, 스레드 둘');
  });
});

const root = fileURLToPath(new URL('..', import.meta.url));

test('the table of docs/threads.md is that of the newest rows', () => {
  const table = poolTable(newestRows());
  expect(readFileSync(join(root, 'docs/threads.md'), 'utf8')).toContain(table);
  expect(table).toMatch(/^\| two threads( +\| [\d.,]+){4}/m);
});

describe('the table of docs/learning.md', () => {
  type Row = { kind: string; peer: string; variant: string; dtype: string; shape: string; min: number };
  const rows: Row[] = newestRows(join(root, 'bench/results/training'));

  test('shows what a pass of fit took in the newest rows, for each of their shapes', () => {
    const page = readFileSync(join(root, 'docs/learning.md'), 'utf8');
    expect(page).toContain(trainingTable(rows));
    const passes = rows.filter(({ peer, variant }) => peer === 'bridle/learn' && variant === 'fit, kernels');
    expect(passes.length).toBeGreaterThan(2);
    for (const { shape, dtype, min } of passes) {
      const [first] = shape.split('x').map((n) => Number(n).toLocaleString('en-US'));
      const line = page
        .split('\n')
        .filter((text) => text.startsWith(`| ${first} × `) && text.includes(` × ${shape.split('x')[2]}`))
        .find((text) => text.includes('mostly zeros') === dtype.startsWith('CSR'));
      expect(line?.split('|')[2].trim().split(' ')[0], shape).toBe(String(min));
    }
  });

  test('shows nothing of the passes that no user can call', () => {
    const unseen = rows.map((row) => ({ ...row, peer: 'bridle', variant: 'auto', min: 1 }));
    expect(trainingTable([...rows, ...unseen])).toBe(trainingTable(rows));
  });
});

test('single calls stand one to a line, with how many times as long as ours the others take, or why they are missing', () => {
  const row = { kind: 'call', case: 'number[] 10' };
  const table = callTable([
    { ...row, peer: 'bridle', min: 320, median: 330, ratio: 1 },
    { ...row, peer: 'baseline', reason: 'no baseline: no git' },
    { ...row, peer: 'plain', min: 97, median: 99, ratio: 0.303 },
  ]);
  expect(table).toContain('| number[] 10              | 320    | (1)      | 97 (0.30×) |');
  expect(table).toContain('(1) no baseline: no git.');
  expect(callTable([])).toBe(null);
});
