import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseModel } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import type { TrainOptions, TrainProgress } from '../src/train-options.ts';
import { trainTable } from '../src/train-table.ts';
import { duckdb, example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();

/** Trains into a folder of its own, whose content can be listed. */
function into(folder: string, options: Omit<TrainOptions, 'out'>) {
  mkdirSync(file(folder), { recursive: true });
  return trainTable({ out: join(file(folder), 'x.model.json'), ...options });
}
const listing = (folder: string) => readdirSync(file(folder)).sort();

const irisRaw = { table: example('iris'), target: 'species', C: 1, standardize: false, holdout: 0 };

const { C: _, ...irisAuto } = irisRaw;

describe('trainTable', () => {
  test('reaches the optimum of iris at C = 1, not standardised: 0.192575444027', async () => {
    const { fit, training, heldOut } = await into('iris', irisRaw);
    expect(fit.converged).toBe(true);
    expect(fit.objective).toBeCloseTo(0.192575444027, 12);
    expect(training.accuracy).toBeCloseTo(0.973333, 6);
    expect(training.logLoss).toBeCloseTo(0.11963668, 7);
    expect(heldOut).toBeNull();
  });

  test('takes λ itself: l2 = 1/(C·n)', async () => {
    const { C: _, ...rest } = irisRaw;
    const { fit, model } = await into('iris-l2', { ...rest, l2: 1 / 150 });
    expect(fit.objective).toBeCloseTo(0.192575444027, 12);
    expect(model.training).toMatchObject({ l2: 1 / 150, C: 1 });
  });

  test('writes the model and the report, and nothing else; without report, only the model', async () => {
    const { modelPath, reportPath, model } = await into('both', irisRaw);
    expect(listing('both')).toEqual(['x.model.json', 'x.report.html']);
    expect(reportPath).toBe(join(file('both'), 'x.report.html'));
    expect(parseModel(readFileSync(modelPath, 'utf8'))).toEqual(model);
    await into('one', { ...irisRaw, report: null });
    expect(listing('one')).toEqual(['x.model.json']);
  });

  test('holds out a fifth of the digits, within each class, and judges on it', async () => {
    const result = await into('digits', { table: example('digits'), target: 'digit' });
    expect(result).toMatchObject({ rows: 1797, trainRows: 1438, testRows: 359, missingTargetRows: 0, features: 61 });
    expect(result.leftOut).toEqual(['p00', 'p40', 'p47'].map((name) => ({ name, reason: 'constant' })));
    const supports = result.heldOut?.perClass.map(({ support }) => support) ?? [];
    expect(Math.min(...supports)).toBeGreaterThanOrEqual(34);
    expect(Math.max(...supports)).toBeLessThanOrEqual(37);
    expect(result.heldOut?.accuracy).toBeGreaterThan(0.95);
    expect(result.model.metrics).toMatchObject({ rows: 359, accuracy: result.heldOut?.accuracy });
    expect(result.fit.converged).toBe(true);
  });

  test('trains on penguins with missing values and categories', async () => {
    const result = await into('penguins', { table: example('penguins'), target: 'species' });
    expect(result.heldOut?.accuracy).toBeGreaterThan(0.95);
    const sex = result.model.recipe.features.find(({ name }) => name === 'sex');
    expect(sex).toMatchObject({ kind: 'categorical', hasMissing: true });
  });

  test('gives the same bytes for the same table, from CSV, JSONL or Parquet', async () => {
    const bytes = (folder: string) => readFileSync(join(file(folder), 'x.model.json'), 'utf8');
    await into('csv', { table: example('penguins'), target: 'species' });
    for (const [extension, options] of [
      ['parquet', 'FORMAT parquet'],
      ['jsonl', 'FORMAT json'],
    ]) {
      const table = file(`penguins.${extension}`);
      await duckdb(`COPY (FROM read_csv('${example('penguins')}', nullstr = ['', 'NA'])) TO '${table}' (${options})`);
      await into(extension, { table, target: 'species' });
      expect(bytes(extension).replace(`penguins.${extension}`, 'penguins.csv')).toBe(bytes('csv'));
    }
  });

  test('leaves rows without a class out, and columns as told', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'b' : 'a'},${(i * 7) % 10},${i % 3},note ${i}`);
    const table = file('gaps.csv', `y,x,code,text\n${rows.join('\n')}\n,1,1,t\nNA,2,2,u\n`);
    const result = await into('gaps', { table, target: 'y', exclude: ['text'], categorical: ['code'] });
    expect(result).toMatchObject({ rows: 42, missingTargetRows: 2, trainRows: 32, testRows: 8 });
    expect(result.leftOut).toEqual([{ name: 'text', reason: 'excluded' }]);
    expect(result.model.recipe.features.map(({ name, kind }) => [name, kind])).toEqual([
      ['x', 'numeric'],
      ['code', 'categorical'],
    ]);
  });

  test('says where it is: reading, preparing, each iteration, judging, writing', async () => {
    const seen: TrainProgress[] = [];
    await into('progress', { ...irisRaw, onProgress: (progress) => seen.push(progress) });
    const phases = seen.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]);
    expect(phases).toEqual(['read', 'prepare', 'fit', 'evaluate', 'write']);
    const fits = seen.filter((progress) => progress.phase === 'fit');
    expect(fits.map(({ iteration }) => iteration)).toEqual(Array.from(fits, (_, i) => i));
    expect(fits.length).toBeGreaterThan(3);
    expect(fits[0].objective).toBeCloseTo(1.0986122886681098, 12);
  });

  test('stops at the signal between two iterations and leaves no file', async () => {
    for (const phase of ['read', 'prepare', 'choose', 'fit', 'evaluate', 'write'] as const) {
      const stop = new AbortController();
      const onProgress = (progress: TrainProgress) => {
        if (progress.phase === phase) stop.abort(new Error(`stopped in ${phase}`));
      };
      const training = into(`stop-${phase}`, { ...irisAuto, signal: stop.signal, onProgress });
      await expect(training).rejects.toThrow(`stopped in ${phase}`);
      expect(listing(`stop-${phase}`)).toEqual([]);
    }
  });

  test('chooses the penalty and calibrates on the training rows alone, and says how', async () => {
    const options = { table: example('digits'), target: 'digit', report: null };
    const { penalty, calibration, model, heldOut, fit } = await into('auto', options);
    expect(penalty).toMatchObject({ chosen: 'auto', folds: 5, singleRowClasses: [] });
    expect(penalty.path.length).toBe(17);
    const best = penalty.path.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
    expect([fit.l2, model.training.C]).toEqual([best.l2, best.C]);
    const { method, asked, before, after } = calibration;
    expect({ method, asked }).toEqual({ method: 'temperature', asked: 'auto' });
    expect(before?.rows).toBe(1438);
    expect(after?.logLoss).toBeLessThan(before?.logLoss ?? 0);
    expect(model.calibration?.method).toBe('temperature');
    const plain = await into('plain-digits', { ...options, C: best.C });
    expect(plain).toMatchObject({ penalty: { chosen: 'given', path: [] }, calibration: { method: 'none' } });
    expect(plain.model.weights).toEqual(model.weights);
    expect(plain.model.calibration).toBeNull();
    expect(heldOut?.logLoss).not.toBe(plain.heldOut?.logLoss);
    expect(heldOut?.accuracy).toBe(plain.heldOut?.accuracy);
  });

  test('the choice is the same for the same seed, and --one-se is stronger', async () => {
    const options = { table: example('iris'), target: 'species', report: null };
    const first = await into('seed-1', options);
    expect((await into('seed-1-again', options)).penalty).toEqual(first.penalty);
    expect((await into('seed-2', { ...options, seed: 2 })).penalty).not.toEqual(first.penalty);
    const simple = await into('one-se', { ...options, oneStandardError: true });
    expect(simple.fit.l2).toBeGreaterThan(first.fit.l2);
  });

  test('a calibration that is asked for is fitted out of fold at the given penalty, and kept if it helps', async () => {
    const options = { table: example('digits'), target: 'digit', C: 0.01, report: null };
    for (const calibration of ['temperature', 'vector', 'isotonic', 'dirichlet'] as const) {
      const result = await into(calibration, { ...options, calibration });
      expect(result.calibration).toMatchObject({ asked: calibration, method: calibration });
      expect(result.calibration.after?.brier).toBeLessThan(result.calibration.before?.brier ?? 0);
      expect(parseModel(readFileSync(result.modelPath, 'utf8')).calibration).toEqual(result.model.calibration);
    }
  });

  test('a class with one training row is not judged in cross-validation, and named', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${(i * 7) % 11},${i === 5 ? 'rare' : 'ab'[i % 2]}`);
    const table = file('rare.csv', `x,y\n${rows.join('\n')}\n`);
    const { penalty, calibration } = await into('rare', { table, target: 'y', holdout: 0 });
    expect(penalty.singleRowClasses).toEqual(['rare']);
    expect(calibration.before?.rows).toBe(29);
  });

  test('with nothing to choose by, C is 1', async () => {
    const table = file('three.csv', 'x,y\n1,a\n2,a\n3,b\n4,b\n');
    const { penalty, model } = await into('three', { table, target: 'y', holdout: 0.5 });
    expect(penalty).toMatchObject({ chosen: 'auto', folds: 0, path: [] });
    expect(model.training.C).toBe(1);
  });

  test('says that separated classes have no optimum without a penalty', async () => {
    const table = file('apart.csv', `x,y\n${[1, 2, 3, 4].map((x) => `${x},${x < 3 ? 'low' : 'high'}`).join('\n')}`);
    const { fit, model } = await into('apart', { table, target: 'y', l2: 0, holdout: 0 });
    expect(fit).toMatchObject({ stop: 'separated', converged: false });
    expect(model.training).toMatchObject({ C: null, gapBound: null });
    expect(readFileSync(join(file('apart'), 'x.report.html'), 'utf8')).toContain(
      'can be separated completely or in part',
    );
  });
});

describe('trainTable with a summary', () => {
  /** The penguins by three columns; one sex is ".", which the reference counts as male. */
  function islands(name: string): string {
    const [header, ...rows] = readFileSync(example('penguins'), 'utf8').trim().split(/\r?\n/);
    const names = header.split(',');
    const keep = ['island', 'bill_length_mm', 'body_mass_g', 'sex', 'species'].map((one) => names.indexOf(one));
    const lines = rows.map((row) => keep.map((at) => row.split(',')[at].replace(/^\.$/, 'MALE')).join(','));
    return file(name, `${keep.map((at) => names[at]).join(',')}\n${lines.join('\n')}\n`);
  }
  const reference = JSON.parse(
    readFileSync(new URL('../../bridle/test/learn/infer/reference.json', import.meta.url), 'utf8'),
  ).penguins;
  const options = { target: 'island', l2: 0, exclude: ['species'] };

  test('estimates, standard errors and tests are those of statsmodels, by name', async () => {
    const table = islands('islands.csv');
    // The order of the classes is that of statsmodels: Torgersen, Biscoe, Dream.
    const references = { sex: 'MALE' };
    const { summary, model, heldOut } = await into('islands', {
      ...options,
      table,
      references,
      summary: { base: 'Torgersen' },
    });
    expect(heldOut).toBeNull();
    expect(summary).toMatchObject({
      base: 'Torgersen',
      rows: 334,
      incompleteRows: 10,
      references,
      errors: 'model',
      cluster: null,
    });
    const found = new Map(summary?.coefficients.map((one) => [`${one.class} ${one.feature}`, one]));
    const order = ['Biscoe', 'Dream'].flatMap((name) =>
      ['(intercept)', 'bill_length_mm', 'body_mass_g', 'sex = FEMALE'].map((feature) => `${name} ${feature}`),
    );
    order.forEach((key, i) => {
      expect((found.get(key)?.estimate ?? 0) / reference.estimate[i]).toBeCloseTo(1, 6);
      expect((found.get(key)?.standardError ?? 0) / reference.standardError[i]).toBeCloseTo(1, 6);
    });
    expect(summary?.tests.map(({ column }) => column)).toEqual(['bill_length_mm', 'body_mass_g', 'sex']);
    summary?.tests.forEach(({ statistic }, i) => {
      expect(statistic / reference.tests[i]).toBeCloseTo(1, 6);
    });
    expect(summary?.logLikelihood).toBeCloseTo(reference.logLikelihood, 6);
    // The model keeps every level, the reference with weights 0, so that predictions and exports know it.
    const sex = model.recipe.features.find(({ name }) => name === 'sex');
    expect(sex).toMatchObject({ levels: ['FEMALE', 'MALE'], hasMissing: false });
    expect([0, 1, 2].map((k) => model.weights[4 * k + 3])).toEqual([0, 0, 0]);
    expect(readFileSync(join(file('islands'), 'x.report.html'), 'utf8')).toContain('Estimates and tests');
  });

  test('clusters are a column that is no feature', async () => {
    const { exclude: _, ...rest } = options;
    const table = islands('clusters.csv');
    const { summary, leftOut } = await into('clusters', {
      ...rest,
      table,
      summary: { base: 'Torgersen', cluster: 'species' },
      references: { sex: 'MALE' },
    });
    expect(summary).toMatchObject({ errors: 'clustered', cluster: 'species' });
    expect(leftOut).toEqual([]);
    const slope = summary?.coefficients.find((one) => one.class === 'Biscoe' && one.feature === 'bill_length_mm');
    expect((slope?.standardError ?? 0) / reference.clustered[1]).toBeCloseTo(1, 6);
  });

  test('refuses a penalty, dependence and separation by name, and writes nothing', async () => {
    const table = islands('refused.csv');
    const refusal = async (more: Partial<TrainOptions>) => {
      const error = await into('refused', { ...options, table, summary: {}, ...more }).catch((thrown) => thrown);
      expect(listing('refused')).toEqual([]);
      expect(error.message).toMatch(/^[^\n]+$/);
      return error;
    };
    expect(await refusal({ l2: 0.1 })).toMatchObject({ code: 'penalised-summary' });
    expect(await refusal({ l2: 'auto' })).toMatchObject({ code: 'penalised-summary' });
    expect(await refusal({ summary: { base: 'Torgerson' } })).toMatchObject({
      code: 'bad-option',
      facts: { option: 'base' },
    });
    expect(await refusal({ references: { sex: 'X' } })).toMatchObject({
      code: 'no-such-level',
      facts: { file: table },
    });
    expect(await refusal({ summary: { cluster: 'island' } })).toMatchObject({ facts: { option: 'cluster' } });
    const separated = await refusal({ exclude: [] });
    expect(separated).toMatchObject({ code: 'separated-classes', facts: { how: 'never' } });
    const twice = Array.from(
      { length: 40 },
      (_, i) => `${i % 7},${2 * (i % 7)},${(i * i) % 5},${'ab'[(i * i * i) % 2]}`,
    );
    const dependent = file('twice.csv', `x,double,z,y\n${twice.join('\n')}\n`);
    expect(await refusal({ table: dependent, target: 'y', exclude: [] })).toMatchObject({
      code: 'dependent-features',
      facts: { feature: 'double', of: 'x' },
    });
    const gaps = Array.from({ length: 20 }, (_, i) => `${i % 2 ? '' : i % 5},${'ab'[i % 2]}`);
    const incomplete = file('incomplete.csv', `x,y\n${gaps.join('\n')}\n`);
    expect(await refusal({ table: incomplete, target: 'y', exclude: [] })).toMatchObject({
      code: 'no-complete-rows',
      facts: { class: 'b' },
    });
    const noCluster = file(
      'no-cluster.csv',
      `x,g,y\n${Array.from({ length: 30 }, (_, i) => `${(i * 7) % 11},${i === 4 ? '' : `g${i % 3}`},${'ab'[i % 2]}`).join('\n')}\n`,
    );
    const clustered = { table: noCluster, target: 'y', exclude: [], summary: { cluster: 'g' } };
    expect(await refusal(clustered)).toMatchObject({ code: 'missing-cluster', facts: { column: 'g', rows: 5 } });
  });
});

describe('trainTable refuses, and writes nothing', () => {
  const rows = (target: (i: number) => string) =>
    Array.from({ length: 12 }, (_, i) => `${i % 5},${target(i)}`).join('\n');
  const targets: [name: string, content: string, code: string][] = [
    ['missing', rows(() => ''), 'target-missing'],
    ['constant', rows(() => '7'), 'target-constant'],
    ['one-class', rows(() => 'a'), 'target-one-class'],
    ['distinct', rows((i) => `id ${i}`), 'target-all-distinct'],
    ['continuous', rows((i) => String(i * 0.37)), 'target-continuous'],
  ];
  test.each(targets)('a target that is %s, by file and column', async (name, content, code) => {
    const table = file(`${name}.csv`, `x,y\n${content}\n`);
    const error = await into(`target-${name}`, { table, target: 'y' }).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'RecipeError', code, facts: { file: table, column: 'y' } });
    expect(error.message).toMatch(/^[^\n]+$/);
    expect(error.message).toContain(`${table}: The column "y"`);
    expect(listing(`target-${name}`)).toEqual([]);
  });

  test('a target that is not there, with the nearest name', async () => {
    const training = into('nearest', { ...irisRaw, target: 'spices' });
    await expect(training).rejects.toMatchObject({ code: 'no-such-column', facts: { nearest: 'species' } });
  });

  test('a number too large to learn from, by its row in the table', async () => {
    const content = Array.from({ length: 30 }, (_, i) => `${i === 17 ? '1e200' : i % 4},${i % 2 ? 'a' : 'b'}`);
    const table = file('giant.csv', `x,y\n${content.join('\n')}\n`);
    // Whichever rows are held out, the row that is named is the table's.
    const errors = [1, 2, 3, 4, 5].map((seed) => into('giant', { table, target: 'y', seed }).catch((error) => error));
    const named = (await Promise.all(errors)).filter((error) => error.code === 'too-large');
    expect(named.length).toBeGreaterThan(0);
    for (const error of named) {
      expect(error.facts.row).toBe(18);
      expect(error.message).toContain('Row 18 ');
    }
  });

  test('an output that cannot be written, before it trains', async () => {
    const seen: string[] = [];
    const out = join(file('plain', ''), 'x.json');
    const training = trainTable({ ...irisRaw, out, onProgress: ({ phase }) => seen.push(phase) });
    await expect(training).rejects.toMatchObject({ name: 'InputError', code: 'not-writable', facts: { file: out } });
    expect(seen).not.toContain('fit');
  });

  test('an output that is the table, or is named twice', async () => {
    const table = file('own.csv', readFileSync(example('iris')));
    await expect(trainTable({ ...irisRaw, table, out: table })).rejects.toMatchObject({ code: 'output-is-input' });
    const out = file('twice.json');
    await expect(trainTable({ ...irisRaw, out, report: out })).rejects.toMatchObject({ code: 'same-output' });
    expect(existsSync(out)).toBe(false);
  });

  test('options outside their range, by name', async () => {
    const wrong: [Partial<TrainOptions>, string][] = [
      [{ holdout: 1 }, 'holdout: expected a share from 0 to below 1, got 1'],
      [{ holdout: Number.NaN }, 'holdout: expected a share from 0 to below 1, got NaN'],
      [{ seed: 0.5 }, 'seed: expected a whole number ≥ 0, got 0.5'],
      [{ C: 0 }, 'C: expected a number > 0, got 0'],
      [{ l2: -1, C: 1 }, 'l2: expected a number ≥ 0, or auto, got -1'],
      [{ folds: 1 }, 'folds: expected a whole number ≥ 2, got 1'],
      [{ oneStandardError: true }, 'oneStandardError: expected no given penalty beside it, got C = 1'],
      [
        { calibration: 'platt' as 'auto' },
        'calibration: expected auto, none, temperature, vector, isotonic or dirichlet, got platt',
      ],
      [{ l2: 1, C: 1 }, 'C: expected either C or l2, got both'],
      [{ solver: 'cg' as 'lbfgs' }, 'solver: expected auto, newton, lbfgs, gd, sgd or proximal, got cg'],
      [{ learningRate: 0 }, 'learningRate: expected a finite number > 0, got 0'],
      [{ learningRate: Number.NaN, solver: 'sgd' }, 'learningRate: expected a finite number > 0, got NaN'],
      [{ learningRate: 1, solver: 'newton' }, 'learningRate: expected the solver gd or sgd beside it, got newton'],
      [{ batchSize: 8 }, 'batchSize: expected the solver sgd beside it, got none'],
      [{ maxIterations: 0 }, 'maxIterations: expected a whole number ≥ 1, got 0'],
      [{ exclude: ['species'] }, 'exclude: expected columns other than the target, got species'],
    ];
    for (const [options, message] of wrong) {
      const error = await into('options', { ...irisRaw, ...options }).catch((thrown) => thrown);
      expect(error).toMatchObject({ name: 'InputError', code: 'bad-option', message });
    }
  });

  const probe = file('probe');
  mkdirSync(probe);
  const mayMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe]).status === 0;
  if (mayMount) spawnSync('umount', [probe]);
  else console.warn('skipped: 1 test of training onto a full disk, for mounting a tmpfs is not allowed here');

  test.skipIf(!mayMount)(
    'a full disk, a tmpfs of 64 kB that is nearly full, with neither model nor report left',
    async () => {
      const folder = file('full');
      mkdirSync(folder);
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
      try {
        file('full/ballast', 'x'.repeat(50_000));
        const training = trainTable({ ...irisRaw, out: join(folder, 'x.json') });
        await expect(training).rejects.toMatchObject({ name: 'WorkError', code: 'disk-full' });
        expect(readdirSync(folder)).toEqual(['ballast']);
      } finally {
        spawnSync('umount', [folder]);
        rmdirSync(folder);
      }
    },
  );
});
