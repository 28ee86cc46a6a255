import { copyFileSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type StateEvent, statePath } from '../../src/state/keep-state.ts';
import type { TrainOptions } from '../../src/train-options.ts';
import { trainTable } from '../../src/train-table.ts';
import { example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

const often = { afterMs: 0, everyMs: 0 };

/** A training in a folder of its own, with a copy of the table. */
function training(folder: string, more: Partial<TrainOptions> = {}): TrainOptions {
  mkdirSync(file(folder), { recursive: true });
  const table = join(file(folder), 'iris.csv');
  if (!existsSync(table)) copyFileSync(example('iris'), table);
  const out = join(file(folder), 'x.model.json');
  return { table, target: 'species', out, report: null, folds: 3, keepState: often, ...more };
}

/** Aborts at a progress event, and returns what became of the state. */
async function stop(options: TrainOptions, at = 60): Promise<StateEvent[]> {
  const controller = new AbortController();
  const events: StateEvent[] = [];
  let steps = 0;
  const stopped = trainTable({
    ...options,
    signal: controller.signal,
    onState: (event) => events.push(event),
    onProgress: ({ phase }) => {
      if (phase === 'choose') steps += 1;
      if (steps === at) controller.abort(new Error('stopped'));
    },
  });
  await expect(stopped).rejects.toThrow('stopped');
  return events;
}

async function goOn(options: TrainOptions) {
  const events: StateEvent[] = [];
  const result = await trainTable({ ...options, onState: (event) => events.push(event) });
  return { result, events, model: readFileSync(options.out, 'utf8') };
}

describe('the state of a training', () => {
  test('is beside the model while it trains and after an abort; the same call continues, and removes it', async () => {
    const options = training('abort');
    const state = statePath(options.out);
    expect(state).toBe(join(file('abort'), 'x.model.state'));
    expect(await stop(options)).toEqual([{ code: 'saved', file: state }]);
    expect(existsSync(state)).toBe(true);
    expect(existsSync(options.out)).toBe(false);
    const rest = await goOn(options);
    expect(rest.events).toEqual([
      { code: 'resumed', file: state },
      { code: 'saved', file: state },
    ]);
    expect(rest.result.resumed).toBe(true);
    expect(existsSync(state)).toBe(false);
    const whole = await goOn(options);
    expect(whole.result.resumed).toBe(false);
    expect(whole.model).toBe(rest.model);
  });

  test('is not saved in the first ten seconds, nor with keepState: false', async () => {
    for (const keepState of [undefined, false] as const) {
      const { keepState: _, ...options } = training('short');
      expect(await stop(keepState === undefined ? options : { ...options, keepState })).toEqual([]);
      expect(existsSync(statePath(options.out))).toBe(false);
    }
  });

  test('an abort saves the state of that moment, if one was saved before', async () => {
    const options = training('moment', { keepState: { afterMs: 0, everyMs: 1e9 } });
    await stop(options, 90);
    let first = 0;
    await goOn({
      ...options,
      onProgress: (event) => {
        if (event.phase === 'choose' && first === 0) first = event.done;
      },
    });
    expect(first).toBeGreaterThan(3);
  });

  test.each<[string, Partial<TrainOptions>, string]>([
    ['an option', { seed: 2 }, 'with other options (seed: not given, now 2)'],
    ['an option that was given', { folds: 4 }, 'with other options (folds: 3, now 4)'],
    ['several options', { seed: 2, folds: 4 }, '(folds: 3, now 4), and 1 more differences'],
  ])('of a training that differs in %s is refused by name, with the two ways on', async (_, more, sentence) => {
    const options = training('options');
    if (!existsSync(statePath(options.out))) await stop(options);
    const refused = trainTable({ ...options, ...more });
    await expect(refused).rejects.toMatchObject({ name: 'InputError', code: 'other-training' });
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.toThrow('continue that one with its own table and options, or begin anew');
    expect(existsSync(statePath(options.out))).toBe(true);
  });

  test('of other bytes of the table is refused; restart begins anew; threads, report and language do not matter', async () => {
    const options = training('table');
    await stop(options);
    const changed = readFileSync(options.table, 'utf8').replace('5.1,3.5', '5.2,3.5');
    writeFileSync(options.table, changed);
    await expect(trainTable(options)).rejects.toThrow('on a table of other bytes');
    const anew = await goOn({ ...options, restart: true });
    expect(anew.result.resumed).toBe(false);
    expect(existsSync(statePath(options.out))).toBe(false);
    await stop(options);
    const other = { threads: 2, language: 'ko', report: join(file('table'), 'x.html') } as const;
    expect((await goOn({ ...options, ...other })).result.resumed).toBe(true);
  });

  test('restart removes the old state before anything is saved', async () => {
    const options = training('restart');
    await stop(options);
    const { keepState: _, ...rest } = options;
    expect(await stop({ ...rest, restart: true })).toEqual([]);
    expect(existsSync(statePath(options.out))).toBe(false);
  });

  test('that is cut off is named, and the training begins anew; so is another file, which stays unless it is replaced', async () => {
    const options = training('broken');
    const state = statePath(options.out);
    await stop(options);
    writeFileSync(state, readFileSync(state).subarray(0, 5000));
    const { keepState: _, ...rest } = options;
    const anew = await goOn(rest);
    expect(anew.events).toEqual([{ code: 'unusable', file: state, fault: 'broken' }]);
    expect(anew.result.resumed).toBe(false);
    expect(existsSync(state)).toBe(false);
    writeFileSync(state, 'my notes');
    expect((await goOn(rest)).events).toEqual([{ code: 'unusable', file: state, fault: 'foreign' }]);
    expect(readFileSync(state, 'utf8')).toBe('my notes');
  });

  test('that the solver refuses is dropped, and the training begins anew with the same bits', async () => {
    const options = training('refused');
    const state = statePath(options.out);
    await stop(options);
    const { parseState, stateParts } = await import('../../src/state/state-file.ts');
    const found = parseState(readFileSync(state));
    if (!('state' in found)) throw new Error('a state');
    writeFileSync(state, [...stateParts({ ...found.state, choice: { rows: 7 } })].join(''));
    const anew = await goOn(options);
    expect(anew.events).toContainEqual({ code: 'unusable', file: state, fault: 'broken' });
    expect(anew.result.resumed).toBe(false);
    expect(anew.model).toBe((await goOn(options)).model);
  });

  test('that cannot be saved does not end the training: a table that changed, a path that is a folder', async () => {
    const options = training('changed');
    let touched = false;
    const events: StateEvent[] = [];
    await trainTable({
      ...options,
      onState: (event) => events.push(event),
      onProgress: ({ phase }) => {
        if (phase !== 'choose' || touched) return;
        touched = true;
        utimesSync(options.table, 1e9, 1e9);
      },
    });
    expect(events).toEqual([{ code: 'not-saved', file: statePath(options.out), why: 'changed' }]);
    const blocked = training('blocked');
    mkdirSync(join(statePath(blocked.out), 'full'), { recursive: true });
    const { events: failed } = await goOn(blocked);
    expect(failed.map(({ code }) => code)).toEqual(['unusable', 'not-saved']);
  });

  test('is removed where the same call would end in the same way', async () => {
    const options = training('final', { C: 1, calibration: 'none', solver: 'gd', maxIterations: 60 });
    const { signal } = new AbortController();
    const refused = trainTable({
      ...options,
      signal,
      onProgress: ({ phase }) => {
        if (phase === 'write') mkdirSync(options.out);
      },
    });
    await expect(refused).rejects.toMatchObject({ name: 'InputError' });
    expect(existsSync(statePath(options.out))).toBe(false);
  });

  test('refuses a table of the name that the state would have', async () => {
    const options = training('clash');
    const table = join(file('clash'), 'y.state');
    copyFileSync(options.table, table);
    const clash = trainTable({ ...options, table, format: 'csv', out: join(file('clash'), 'y.json') });
    await expect(clash).rejects.toMatchObject({ code: 'output-is-input' });
  });
});
