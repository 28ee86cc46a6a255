import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainTable } from '@bridle/pipeline';
import { seededRandom } from 'bridle/sample';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from './helpers/bin.ts';

const script = fileURLToPath(new URL('helpers/training.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bridle-kill-'));
afterAll(() => rmSync(folder, { recursive: true }));

const table = (name: string) => join(root, 'examples', name, `${name}.csv`);
const KILLS = 20;

/** By turns: a cross-validation with its calibration, and a long descent at a given penalty. */
const problems = [
  { table: table('iris'), target: 'species', folds: 3, solver: 'lbfgs' },
  { table: table('wine'), target: 'cultivar', C: 1e5, standardize: false, holdout: 0, solver: 'lbfgs' },
] as const;
const problemOf = (i: number) => ({ ...problems[i % 2], out: join(folder, `${i}.json`), report: null });
const all = JSON.stringify(Array.from({ length: KILLS }, (_, i) => problemOf(i)));

/** A process that finishes training `i − 1`, if it was killed, and is killed at a step of training `i`. */
function run(i: number, killAt: number): Promise<string[]> {
  const first = Math.max(0, i - 1);
  const child = spawn(process.execPath, [script, String(first), String(Math.min(i, KILLS - 1)), String(i), all]);
  let [steps, text, errors] = [0, '', ''];
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
    steps = text.split(`step ${i}\n`).length - 1;
    if (steps > killAt) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (errors !== '' || (code !== null && code !== 0)) reject(new Error(errors || `exit ${code}`));
      else resolve(text.split('\n').filter((line) => line.startsWith('done')));
    });
  });
}

describe('a training that is killed', () => {
  test('continues to the same bytes, at 20 random moments of cross-validations and descents', async () => {
    const steps = [0, 0];
    const whole = [0, 1].map(async (kind) => {
      const onProgress = ({ phase }: { phase: string }) => {
        if (phase === 'choose' || phase === 'fit') steps[kind] += 1;
      };
      await trainTable({ ...problemOf(kind), onProgress, keepState: false, out: join(folder, `whole-${kind}.json`) });
      return readFileSync(join(folder, `whole-${kind}.json`), 'utf8');
    });
    const models = await Promise.all(whole);
    const random = seededRandom(5);
    const done: string[] = [];
    for (let i = 0; i <= KILLS; i += 1) {
      done.push(...(await run(i, i < KILLS ? 2 + Math.floor(random() * (steps[i % 2] - 2)) : Infinity)));
      if (i < KILLS) expect(existsSync(join(folder, `${i}.state`))).toBe(true);
    }
    expect(done).toEqual(Array.from({ length: KILLS }, (_, i) => `done ${i} true`));
    for (let i = 0; i < KILLS; i += 1) {
      expect(readFileSync(join(folder, `${i}.json`), 'utf8')).toBe(models[i % 2]);
      expect(existsSync(join(folder, `${i}.state`))).toBe(false);
    }
  }, 240_000);
});
