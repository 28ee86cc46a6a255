// The harness in fuzz/ finds each kind of fault, and the readers pass 20,000 of the inputs of `npm run fuzz`.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { campaign, LIMITS } from '../fuzz/campaign.mjs';
import { randomOf } from '../fuzz/random.mjs';
import { readers, withRuns } from '../fuzz/readers.mjs';
import { faultOf } from '../fuzz/verdict.mjs';
import { InputError } from '../packages/pipeline/src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-fuzz-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => fileURLToPath(new URL(`fuzz-readers/${name}.mjs`, import.meta.url));

type Fault = { index: number; kind: string; text: string; save: string };
type Result = { name: string; runs: number; done: number; counts: Record<string, number>; faults: Fault[] };

/** What a campaign with one of the readers beside this file finds; `runs` inputs of seed 1. */
async function found(name: string, runs: number, limits = LIMITS): Promise<Result> {
  const [result] = await campaign({ readers: [{ name, path: path(name), runs }], seed: 1, limits, folder });
  return result;
}

describe('a campaign', { timeout: 300_000 }, () => {
  test('counts what is accepted and what is refused with a code, and reports no fault', async () => {
    const { done, counts, faults } = await found('good', 500);
    expect(faults).toEqual([]);
    expect(done).toBe(500);
    expect(Object.keys(counts).sort()).toEqual(['accepted', 'not-json']);
    expect(counts.accepted).toBeGreaterThan(100);
  });

  test('reports an error without a code, thrown in the call or outside, and keeps the input', async () => {
    const { done, faults } = await found('throws', 10);
    expect(done).toBe(10);
    expect(faults.map(({ index, text }) => [index, text.split('\n')[0]])).toEqual([
      [3, 'no code: TypeError: cannot read properties of nothing'],
      [5, 'outside the call: TypeError: thrown by a callback'],
    ]);
    expect(faults.map(({ save }) => readFileSync(save, 'utf8'))).toEqual(['3', '5']);
  });

  test('reports a wrong result', async () => {
    const { faults } = await found('lies', 1);
    expect(faults).toMatchObject([{ index: 0, kind: 'answer', text: 'accepted, but its length is 5' }]);
  });

  test('reports an input that never ends, and reads the inputs after it', async () => {
    const { done, faults } = await found('hangs', 10, { ...LIMITS, ms: 500 });
    expect(faults).toMatchObject([{ index: 3, kind: 'hang' }]);
    expect(done).toBe(10);
  });

  test('reports an input that takes too long', async () => {
    const { done, faults } = await found('waits', 10, { ...LIMITS, ms: 1000 });
    expect(faults).toMatchObject([{ index: 3, kind: 'slow' }]);
    expect(done).toBe(10);
  });

  test('reports an input that takes too much memory', async () => {
    const { done, faults } = await found('eats', 10);
    expect(faults).toMatchObject([{ index: 3, kind: 'memory' }]);
    expect(done).toBe(10);
  });

  test('reports an input that ends the process, and reads the inputs after it', async () => {
    const { done, faults } = await found('ends', 10);
    expect(faults).toMatchObject([{ index: 3, kind: 'crash' }]);
    expect(existsSync(faults[0].save)).toBe(true);
    expect(done).toBe(10);
  });

  test('opens a new database after a fatal error of DuckDB, for the inputs after it and for the next reader', async () => {
    const [csv, parquet] = await campaign({
      readers: [
        { name: 'csv', runs: 200 }, // DuckDB 1.5.6 fails in input 172
        { name: 'parquet', runs: 20 },
      ],
      seed: 1,
      folder,
    });
    expect(csv.faults).toEqual([]);
    expect(parquet.counts.accepted).toBeGreaterThan(0);
  });
});

describe('an error is at fault', () => {
  const message = 'a.csv is empty; it needs a header and at least one row';

  test.each([
    ['is no Error', 'oops', /^threw what is no error/],
    ['has no code', new TypeError('x is not a function'), /^no code/],
    ['has a code that no language knows', new InputError('made-up', message, { file: 'a.csv' }), /^no code/],
    ['has a code that no input can cause', new InputError('changed', message, { file: 'a.csv' }), /cannot be/],
    ['quotes a library', new InputError('empty-file', 'a.csv: Invalid Input Error', { file: 'a.csv' }), /underneath/],
    ['has more than one line', new InputError('empty-file', 'a.csv\nis empty', { file: 'a.csv' }), /not one sentence/],
    ['has a hole', new InputError('empty-file', 'undefined is empty', { file: 'a.csv' }), /a hole/],
    ['has a hole in Korean only', new InputError('empty-file', message, {}), /in Korean: a hole/],
    ['is as long as a file', new InputError('empty-file', message.repeat(100), { file: 'a.csv' }), /a sentence of/],
  ])('that %s', (_, error, fault) => {
    expect(faultOf(error)).toMatch(fault);
  });

  test('but not one with a code and a sentence, whatever it quotes', () => {
    expect(faultOf(new InputError('empty-file', message, { file: 'a.csv' }))).toBeNull();
    const file = 'INTERNAL\nundefined.csv';
    expect(faultOf(new InputError('empty-file', `${file} is empty; add a row`, { file }))).toBeNull();
  });
});

describe('every reader', () => {
  const RUNS = 20_000;

  test('has the same inputs for the same seed', async () => {
    for (const { name } of readers) {
      const { reader } = await import(`../fuzz/readers/${name}.mjs`);
      expect(reader.name).toBe(name);
      const seeds = await reader.seeds({ folder });
      const input = (index: number) => reader.mutate(randomOf(7, name, index), seeds);
      expect(input(3), name).toEqual(input(3));
      expect(new Set([0, 1, 2, 3, 4].map((index) => input(index).toString('latin1'))).size, name).toBeGreaterThan(2);
    }
  });

  test(`answers ${RUNS} mutated inputs with a result or an error for a person`, { timeout: 300_000 }, async () => {
    const results: Result[] = await campaign({ readers: withRuns(RUNS), seed: 1, jobs: 2, folder });
    const faults = results.flatMap(({ name, faults: some }) =>
      some.map(({ index, kind, text }) => `npm run fuzz -- --reader ${name} --seed 1 --only ${index}: ${kind} ${text}`),
    );
    expect(faults).toEqual([]);
    for (const { name, done, runs, counts } of results) {
      expect(done, name).toBe(runs);
      expect(counts.accepted, `${name} accepts some`).toBeGreaterThan(0);
    }
    expect(results.reduce((sum, { done }) => sum + done, 0)).toBeGreaterThanOrEqual(RUNS - readers.length);
  });
});
