import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import { statePath } from '../../src/state/keep-state.ts';
import type { TrainOptions } from '../../src/train-options.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const MEMORY = 64e6;

/** A table with gaps, categories, dates and rows without a class, in more than one block. */
function mixedRows(rows: number): string {
  const random = seededRandom(11);
  const lines = ['a,b,c,d,day,y'];
  for (let i = 0; i < rows; i += 1) {
    const [a, b] = [random() * 10 - 3, 100 + random()];
    const c = ['red', 'green', 'blue', 'grey'][Math.floor(random() * 4)];
    const score = a / 4 + (c === 'red' ? 1 : 0) + 2 * (random() - 0.5);
    const y = i % 997 === 5 ? '' : score < 0 ? 'no' : score < 0.9 ? 'perhaps' : 'yes';
    const day = `2024-0${1 + (i % 9)}-1${i % 10}`;
    lines.push([a.toFixed(4), i % 50 === 3 ? '' : b.toFixed(3), i % 40 === 7 ? '' : c, i % 3, day, y].join(','));
  }
  return `${lines.join('\n')}\n`;
}

const table = file('mixed.csv');
writeFileSync(table, mixedRows(30_000));

function into(folder: string, more: Partial<TrainOptions> = {}): TrainOptions {
  mkdirSync(file(folder), { recursive: true });
  return { table, target: 'y', out: join(file(folder), 'x.json'), report: null, ...more };
}

describe('a training with a limited memory', () => {
  test.each<[string, Partial<TrainOptions>]>([
    ['C = 1', { C: 1 }],
    ['rows held out by another seed, not standardised', { C: 0.01, seed: 4, holdout: 0.3, standardize: false }],
    ['rare levels together', { l2: 1e-3, minCount: 7000 }],
    ['no penalty, with reference levels', { l2: 0 }],
  ])('has the recipe, the parts and the objective of one in memory: %s', async (_, more) => {
    const whole = await trainTable(into('whole', more));
    const streamed = await trainTable(into('streamed', { ...more, memory: MEMORY }));
    expect(streamed.model.recipe).toEqual(whole.model.recipe);
    expect(streamed.leftOut).toEqual(whole.leftOut);
    expect([streamed.trainRows, streamed.testRows, streamed.missingTargetRows]).toEqual([
      whole.trainRows,
      whole.testRows,
      whole.missingTargetRows,
    ]);
    expect(streamed.fit.converged).toBe(true);
    expect(Math.abs(streamed.fit.objective / whole.fit.objective - 1)).toBeLessThan(1e-9);
    expect(streamed.fit.l2).toBe(whole.fit.l2);
    expect(streamed.heldOut?.rows).toBe(whole.heldOut?.rows);
    expect(streamed.heldOut?.logLoss).toBeCloseTo(whole.heldOut?.logLoss ?? 0, 6);
    expect(streamed.streamed).toMatchObject({ memory: MEMORY, spillBytes: 30_000 * (8 * 3 + 4 * 3) });
    expect(readdirSync(file('streamed'))).toEqual(['x.json']);
  });

  test('chooses penalty and calibration by rows drawn, and writes the report', async () => {
    const events: object[] = [];
    const options = into('auto', { memory: MEMORY, folds: 2, report: join(file('auto'), 'x.html') });
    const result = await trainTable({ ...options, onSpill: (spill) => events.push(spill) });
    expect(events).toEqual([{ path: expect.stringContaining('.rows.'), bytes: 30_000 * 36 }]);
    expect(result.penalty).toMatchObject({ chosen: 'auto', folds: 2 });
    expect(result.streamed?.sampleRows).toBeGreaterThan(19_000);
    expect(result.streamed?.sampleRows).toBeLessThan(21_000);
    expect(result.heldOut?.accuracy).toBeGreaterThan(0.5);
    expect(readdirSync(file('auto')).sort()).toEqual(['x.html', 'x.json']);
  });

  test('continues from its state after an abort in a pass, with the same bytes, and leaves no rows behind', async () => {
    const often = { afterMs: 0, everyMs: 0 };
    const whole = into('never-stopped', { memory: MEMORY, C: 1 });
    await trainTable(whole);
    const options = into('stopped', { memory: MEMORY, C: 1, keepState: often });
    const controller = new AbortController();
    const stopped = trainTable({
      ...options,
      signal: controller.signal,
      onProgress: (event) => {
        if (event.phase === 'fit' && event.iteration === 3) controller.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(readdirSync(file('stopped'))).toEqual(['x.state']);
    const passes: number[] = [];
    const result = await trainTable({
      ...options,
      onProgress: (event) => {
        if (event.phase === 'fit') passes.push(event.iteration);
      },
    });
    expect(result.resumed).toBe(true);
    expect(passes[0]).toBeGreaterThan(1);
    expect(readFileSync(options.out, 'utf8')).toBe(readFileSync(whole.out, 'utf8'));
    expect(readdirSync(file('stopped'))).toEqual(['x.json']);
    expect(statePath(options.out)).toBe(join(file('stopped'), 'x.state'));
  });

  test.each<[string, Partial<TrainOptions>, string]>([
    ['memory-option', { memory: MEMORY, l2: 0, summary: {} }, 'cannot do what summary asks for'],
    ['memory-option', { memory: MEMORY, weight: 'a' }, 'cannot do what weight asks for'],
    ['memory-option', { memory: MEMORY, fill: 'median' }, 'cannot do what fill asks for'],
    ['memory-option', { memory: MEMORY, solver: 'newton' }, 'cannot do what newton asks for'],
    ['bad-option', { memory: 1e6 }, 'memory: expected at least 32 MB, in bytes, got 1000000'],
    ['bad-option', { tmp: '.' }, 'tmp: expected memory beside it'],
  ])('refuses %s: %o', async (code, more, sentence) => {
    const refused = trainTable(into('refused', more));
    await expect(refused).rejects.toMatchObject({ name: 'InputError', code });
    await expect(refused).rejects.toThrow(sentence);
    expect(readdirSync(file('refused'))).toEqual([]);
  });

  test('refuses texts and weights that do not fit, and several files; nothing is left behind', async () => {
    const texts = [
      'x,t,y',
      ...Array.from({ length: 30_000 }, (_, i) => `${i % 7},${'long '.repeat(12)}${i},${'ab'[i % 2]}`),
    ];
    const wide = file('texts.csv');
    writeFileSync(wide, `${texts.join('\n')}\n`);
    const small = into('small', { table: wide, memory: 32e6 });
    await expect(trainTable(small)).rejects.toMatchObject({ code: 'memory-texts', facts: { column: 't' } });
    const words = ['red light', 'green light ahead', 'yellow and slow', 'stop at the line', 'go on'];
    const said = Array.from({ length: 400 }, (_, i) => `${words[i % 5]} number ${i},${'ab'[i % 2]}`);
    writeFileSync(file('said.csv'), `t,y\n${said.join('\n')}\n`);
    const spoken = trainTable(into('small', { table: file('said.csv'), memory: MEMORY }));
    await expect(spoken).rejects.toMatchObject({ code: 'memory-text-column', facts: { column: 't' } });
    const levels = ['t,y', ...Array.from({ length: 30_000 }, (_, i) => `w${i % 1500},${'abc'[i % 3]}`)];
    const many = file('levels.csv');
    writeFileSync(many, `${levels.join('\n')}\n`);
    const large = into('small', { table: many, memory: 32e6, C: 1 });
    await expect(trainTable(large)).rejects.toMatchObject({ code: 'memory-weights' });
    for (const name of ['part-1.csv', 'part-2.csv']) writeFileSync(file(name), 'x,y\n1,a\n2,b\n');
    const several = into('small', { table: file('part-?.csv'), memory: 32e6 });
    await expect(trainTable(several)).rejects.toMatchObject({ code: 'memory-files' });
    expect(readdirSync(file('small'))).toEqual([]);
  });
});
