import { fileURLToPath } from 'node:url';
import { readTable } from '@bridle/pipeline';
import {
  type Dialect,
  dialects,
  type Problem,
  type Query,
  type SqlError,
  scoring,
  type Trained,
  type TrainOptions,
  train,
} from '@bridle/sql';
import {
  applyRecipe,
  type FitOptions,
  fit,
  learnRecipe,
  parseModel,
  predict,
  type Recipe,
  readLabels,
  serializeModel,
  type Table,
  takeRows,
} from 'bridle/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placesOf } from '../src/cells.ts';
import { passStatement } from '../src/pass.ts';
import { sampleStatement } from '../src/sample.ts';
import { sourceOf } from '../src/train-options.ts';
import type { Engine, EngineColumn } from './helpers/engine.ts';
import { engines } from './helpers/engines.ts';
import { madeProblem } from './helpers/problem.ts';
import { type Row, rowsOf } from './helpers/rows.ts';

const example = (name: string) =>
  readTable(fileURLToPath(new URL(`../../../examples/${name}/${name}.csv`, import.meta.url)));

/** The columns of a table for an engine, NaN in place of every other missing number. */
function columnsOf(table: Table): EngineColumn[] {
  const rows: Row[] = rowsOf(table);
  return table.columns.map(({ name, kind }) => {
    const cells = rows.map((row, i) => (kind === 'numeric' && row[name] === null && i % 2 ? Number.NaN : row[name]));
    return { name, type: kind === 'numeric' ? 'number' : 'text', cells };
  });
}

/** Our own trainer on the rows that have a target. */
function ours(table: Table, target: string, options: FitOptions & { standardize?: boolean; exclude?: string[] } = {}) {
  const { standardize = true, exclude = [], ...rest } = options;
  const { classes, labels } = readLabels(table, target);
  const known = [...labels.keys()].filter((row) => labels[row] >= 0);
  const part = takeRows(table, known);
  const { recipe } = learnRecipe(part, { target, standardize, exclude });
  const own = fit(
    applyRecipe(recipe, part).design,
    known.map((row) => labels[row]),
    classes.length,
    { tolerance: 1e-16, ...rest },
  );
  return { ...own, classes, recipe };
}

function expectSame(trained: Trained, own: ReturnType<typeof ours>, tolerance = 1e-7) {
  const { model } = trained;
  expect(model.classes).toEqual(own.classes);
  const marks = ({ features }: Recipe) =>
    features.map((feature) => [feature.name, feature.kind, 'hasMissing' in feature && feature.hasMissing]);
  expect(marks(model.recipe)).toEqual(marks(own.recipe));
  model.recipe.features.forEach((feature, i) => {
    const other = own.recipe.features[i];
    if (feature.kind === 'categorical') expect(feature).toEqual(other);
    for (const key of ['fill', 'mean', 'scale'] as const) {
      if (feature.kind !== 'numeric' || other.kind !== 'numeric') continue;
      expect(Math.abs(feature[key] - other[key])).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(other[key])));
    }
  });
  const farthest = (u: Float64Array, v: Float64Array) => Math.max(...u.map((x, j) => Math.abs(x - v[j])));
  expect(farthest(model.weights, own.weights)).toBeLessThanOrEqual(tolerance);
  expect(farthest(model.intercepts, own.intercepts)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(trained.objective - own.objective)).toBeLessThanOrEqual(1e-12);
}

const numberFeature = (name: string) => ({
  kind: 'numeric' as const,
  name,
  fill: 44,
  mean: 43.5,
  scale: 5.25,
  hasMissing: true,
});

const kinds = (table: Table, target: string, ...without: string[]): TrainOptions['features'] =>
  table.columns
    .filter(({ name }) => name !== target && !without.includes(name))
    .map(({ name, kind }) => ({ name, kind }));

const at = (dialect: Dialect, table: string, rest: Omit<TrainOptions, 'dialect' | 'table'>): TrainOptions => ({
  dialect,
  table,
  ...rest,
});

describe.each(engines())('training by statements of $dialect', ({ dialect, open }) => {
  let engine: Engine;
  const query: Query = (sql) => engine.query(sql);
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine?.close());

  test('reaches the optimum of our own trainer in ten passes, from a sample of a tenth', async () => {
    const table = madeProblem(dialect === 'duckdb' ? 20_000 : 4_000, 6, 3);
    await engine.load('made', columnsOf(table));
    const trained = await train(
      query,
      at(dialect, 'made', { target: 'y', features: kinds(table, 'y'), sampleRows: table.rows / 10 }),
    );
    expect(trained.passes).toBeLessThanOrEqual(10);
    expect(trained.gradientNorm).toBeLessThanOrEqual(1e-9);
    expect(trained.sampleRows).toBeLessThan(table.rows / 4);
    expect(trained.converged).toBe(true);
    expectSame(trained, ours(table, 'y'));
  });

  test('treats numbers, categories, missing cells and missing targets as the recipe does', async () => {
    const whole = await example('penguins');
    const target = whole.columns[0];
    if (target.kind !== 'categorical') throw new Error('species is a text');
    const codes = target.codes.map((code, row) => (row % 29 === 3 ? -1 : code));
    const table = { ...whole, columns: [{ ...target, codes }, ...whole.columns.slice(1)] };
    await engine.load('penguins', columnsOf(table));
    const options = { target: 'species', features: kinds(table, 'species') };
    const trained = await train(query, at(dialect, 'penguins', options));
    expectSame(trained, ours(table, 'species'));
    expect(trained.missingTargetRows).toBe(12);
    expect(trained.rows).toBe(332);
    // The model is one of the library's: it is written, read, and scores the same rows by SQL.
    const model = parseModel(serializeModel(trained.model));
    const scored = await engine.query(
      `${scoring(model, dialect, 'penguins', { keep: ['body_mass_g', 'flipper_length_mm', 'bill_length_mm'] })} ORDER BY 1, 2, 3`,
    );
    const { probabilities } = predict(model, table);
    const top = scored.map(({ p_Gentoo }) => p_Gentoo as number).sort((a, b) => a - b);
    const own = [...probabilities.filter((_, i) => i % 3 === 2)].sort((a, b) => a - b);
    expect(Math.max(...own.map((p, i) => Math.abs(p - top[i])))).toBeLessThanOrEqual(1e-12);
  });

  test.each([
    ['a penalty by C', { C: 10 }],
    ['a penalty by λ, without standardising', { l2: 0.01, standardize: false }],
  ])('takes %s', async (_, options) => {
    const table = madeProblem(1500, 4, 3, 5);
    const name = `penalty ${Object.keys(options).length}`;
    await engine.load(name, columnsOf(table));
    expectSame(
      await train(query, at(dialect, name, { target: 'y', features: kinds(table, 'y'), ...options })),
      ours(table, 'y', options),
    );
  });

  test('two classes, λ = 0, a constant column, whole numbers as classes', async () => {
    const made = madeProblem(1500, 4, 2, 8);
    const y = made.columns[4];
    if (y.kind !== 'categorical') throw new Error('y is a text');
    const values = Float64Array.from(y.codes, (code) => (code === 0 ? 10 : 9));
    const columns = [
      ...made.columns.slice(0, 4),
      { kind: 'numeric' as const, name: 'same', values: new Float64Array(1500).fill(7) },
    ];
    const table: Table = { rows: 1500, columns: [...columns, { kind: 'numeric', name: 'y', values }] };
    await engine.load('two', columnsOf(table));
    const trained = await train(query, at(dialect, 'two', { target: 'y', features: kinds(table, 'y'), l2: 0 }));
    expect(trained.model.classes).toEqual(['9', '10']);
    expect(trained.leftOut).toEqual([{ name: 'same', reason: 'constant' }]);
    expectSame(trained, ours(table, 'y', { l2: 0 }));
  });

  test('counts a row as often as its weight says', async () => {
    const table = madeProblem(1500, 4, 3, 11);
    const weights = Float64Array.from({ length: 1500 }, (_, i) => (i * 7) % 4);
    const column: EngineColumn = { name: 'times', type: 'number', cells: [...weights] };
    await engine.load('weighted', [...columnsOf(table), column]);
    const trained = await train(
      query,
      at(dialect, 'weighted', { target: 'y', features: kinds(table, 'y'), weight: 'times' }),
    );
    expect(trained).toMatchObject({ rows: 1125, zeroWeightRows: 375, weight: weights.reduce((sum, w) => sum + w, 0) });
    // As rows that stand so often in the table: means, deviations and the optimum.
    const often = [...weights.keys()].flatMap((row) => Array<number>(weights[row]).fill(row));
    expectSame(trained, ours(takeRows(table, often), 'y'));
    const plain = ours(table, 'y');
    expect(Math.max(...plain.weights.map((w, j) => Math.abs(w - trained.model.weights[j])))).toBeGreaterThan(1e-3);
  });

  test('gives the loss and the gradient that plain arithmetic gives, at any weights', async () => {
    const table = madeProblem(500, 3, 3, 3);
    await engine.load('sums', columnsOf(table));
    const first: number[] = [];
    const options = { target: 'y', features: kinds(table, 'y'), maxPasses: 1, l2: 0.3, tolerance: 1e-30 };
    const onProgress = ({ objective, gradientNorm }: { objective: number; gradientNorm: number }) =>
      first.push(objective, gradientNorm);
    const { model } = await train(query, at(dialect, 'sums', { ...options, sampleRows: 50, onProgress }));
    const { probabilities } = predict(model, table);
    const { labels } = readLabels(table, 'y');
    const scaled = model.recipe.features.map((feature, j) => {
      const column = table.columns[j];
      if (feature.kind !== 'numeric' || column.kind !== 'numeric') throw new Error('numbers');
      return column.values.map((x) => (x - feature.mean) / feature.scale);
    });
    const squares = model.weights.reduce((sum, w) => sum + w * w, 0);
    const loss = labels.reduce((sum, label, i) => sum - Math.log(probabilities[3 * i + label]), 0) / 500;
    const gradient = [0, 1, 2].flatMap((k) =>
      [...scaled, null].map((x, j) => {
        const data = labels.reduce(
          (sum, label, i) => sum + (probabilities[3 * i + k] - (label === k ? 1 : 0)) * (x?.[i] ?? 1),
          0,
        );
        return data / 500 + (x ? 0.3 * model.weights[3 * k + j] : 0);
      }),
    );
    expect(Math.abs(first[0] - (loss + 0.15 * squares))).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(first[1] - Math.max(...gradient.map(Math.abs)))).toBeLessThanOrEqual(1e-12);
    expect(first[1]).toBeGreaterThan(1e-3); // the point is not the optimum, so that the sums are not all 0
  });

  describe('refuses by name', () => {
    const table = madeProblem(60, 2, 2, 4);
    const load = async (name: string, change: (columns: EngineColumn[]) => EngineColumn[]) => {
      await engine.load(name, change(columnsOf(table)));
    };
    const refusal = async (name: string, rest: Partial<TrainOptions> = {}) => {
      const options = { target: 'y', features: ['x0', 'x1'], ...rest };
      return train(query, at(dialect, name, options)).then(
        () => null,
        (error: SqlError) => ({ code: error.code, message: error.message }),
      );
    };
    const swap = (name: string, cells: (row: number) => number | string | null) => (columns: EngineColumn[]) =>
      columns.map((column) =>
        column.name === name ? { ...column, cells: column.cells.map((_, i) => cells(i)) } : column,
      );

    test('a label that is not among the classes, before the first pass', async () => {
      await load(
        'foreign',
        swap('y', (i) => (i === 5 ? 'stranger' : `c${i % 2}`)),
      );
      let passes = 0;
      const refused = await refusal('foreign', {
        classes: ['c0', 'c1'],
        onProgress: () => {
          passes += 1;
        },
      });
      expect(refused?.code).toBe('foreign-label');
      expect(refused?.message).toContain(
        '1 rows of the column "y" have a class that is not among the given ones, such as "stranger"',
      );
      expect(passes).toBe(0);
    });

    test('one class, no target, a class without rows, an identifier', async () => {
      await load(
        'one',
        swap('y', () => 'c0'),
      );
      expect((await refusal('one'))?.code).toBe('target-one-class');
      await load(
        'none',
        swap('y', (i) => (i % 2 ? null : ' NA ')),
      );
      expect((await refusal('none'))?.code).toBe('target-missing');
      await load('empty', (columns) => columns);
      const refused = await refusal('empty', { classes: ['c0', 'c1', 'c2'] });
      expect(refused?.code).toBe('empty-class');
      expect(refused?.message).toContain('"c2"');
    });

    test('a number that is not finite, and one that is too large', async () => {
      await load(
        'infinite',
        swap('x0', (i) => (i === 3 ? Infinity : i)),
      );
      expect(await refusal('infinite')).toMatchObject({ code: 'too-large', message: expect.stringContaining('"x0"') });
      await load(
        'large',
        swap('x1', (i) => (i === 3 ? -1e150 : i)),
      );
      expect(await refusal('large')).toMatchObject({ code: 'too-large', message: expect.stringContaining('-1e+150') });
    });

    test('weights that are missing, negative or not finite', async () => {
      for (const [name, bad] of [
        ['w0', null],
        ['w1', -1],
        ['w2', Infinity],
      ] as const) {
        await load(name, (columns) => [
          ...columns,
          { name: 'w', type: 'number', cells: columns[0].cells.map((_, i) => (i === 7 ? bad : 1)) },
        ]);
        expect(await refusal(name, { weight: 'w' })).toMatchObject({
          code: 'bad-weights',
          message: expect.stringContaining('in 1 rows'),
        });
      }
    });

    test('features of which none is left', async () => {
      await load('still', (columns) => swap('x1', () => null)(swap('x0', () => 1)(columns)));
      expect((await refusal('still'))?.message).toContain('"x0" is constant, "x1" is all-missing');
    });
  });
});

const full = process.env.BRIDLE_ENGINES ? engines('duckdb', 'clickhouse', 'postgres') : [];

describe.each(full)('at full size, on $dialect', ({ dialect, open }) => {
  test('ten passes at most reach |g| ≤ 1e-9, and the weights of our own trainer to 1e-7', async () => {
    const engine = await open();
    const table = madeProblem(dialect === 'postgres' ? 50_000 : 200_000, 20, 5);
    await engine.load('full', columnsOf(table));
    const own = ours(table, 'y', { l2: 1e-3 });
    const trained = await train(
      (sql) => engine.query(sql),
      at(dialect, 'full', { target: 'y', features: kinds(table, 'y'), l2: 1e-3 }),
    );
    console.log(
      `${dialect}, ${table.rows} × 20 × 5: ${trained.passes} passes, |g| ${trained.gradientNorm.toExponential(1)}`,
    );
    expect(trained.passes).toBeLessThanOrEqual(10);
    expect(trained.gradientNorm).toBeLessThanOrEqual(1e-9);
    expectSame(trained, own);
    await engine.close();
  }, 600_000);
});

describe('training', () => {
  const open = async () => {
    const engine = await engines('duckdb')[0].open();
    const table = madeProblem(3000, 3, 3, 2);
    await engine.load('t', columnsOf(table));
    return { engine, options: at('duckdb', 't', { target: 'y', features: ['x0', 'x1', 'x2'] }) };
  };

  test('sends only statements that read, and each pass has (K − 1)(p + 1) + 2 sums', async () => {
    const { engine, options } = await open();
    const sent: string[] = [];
    const query: Query = (sql) => {
      sent.push(sql);
      return engine.query(sql);
    };
    const { passes } = await train(query, options);
    expect(sent.every((sql) => sql.startsWith('WITH '))).toBe(true);
    const each = sent.filter((sql) => sql.includes(' AS loss'));
    expect(each).toHaveLength(passes);
    expect(each.map((sql) => sql.slice(sql.lastIndexOf('SELECT')).match(/sum\(/g)?.length)).toEqual(
      each.map(() => 2 * 4 + 2),
    );
    await engine.close();
  });

  test('takes the weights of another trainer, and one pass certifies them without a sample', async () => {
    const { engine, options } = await open();
    const query: Query = (sql) => engine.query(sql);
    const problems: Problem[] = [];
    const startAt = (change: number) => async (problem: Problem) => {
      problems.push(problem);
      // The trainer of an engine sees the prepared rows, and nothing else.
      const rows = await engine.query(problem.statement);
      const x = Array.from({ length: problem.features }, (_, j) =>
        Float64Array.from(rows, (row) => Number(row[`x${j}`])),
      );
      const index = x.map((_, j) => j);
      const block = {
        kind: 'numbers' as const,
        index,
        values: x,
        centers: index.map(() => 0),
        scales: index.map(() => 1),
      };
      const { classes, features, l2 } = problem;
      const design = { rows: rows.length, columns: features, blocks: [block] };
      const labels = Int32Array.from(rows, ({ label }) => Number(label));
      const sampleWeights = Float64Array.from(rows, ({ weight }) => Number(weight));
      const { weights, intercepts } = fit(design, labels, classes, { l2, tolerance: 1e-16, sampleWeights });
      return {
        weights: weights.map((w) => w + change * Math.sin(w)),
        intercepts: intercepts.map((b) => b + 3),
        iterations: 9,
      };
    };
    const plain = await train(query, options);
    const given = await train(query, { ...options, start: startAt(0) });
    expect(given).toMatchObject({ passes: 1, sampleRows: 0, gapEstimate: null, converged: true });
    expect(given.model.training.iterations).toBe(9);
    expect(problems).toMatchObject([{ features: 3, classes: 3 }]);
    const farthest = (one: Trained) =>
      Math.max(...one.model.weights.map((w, j) => Math.abs(w - plain.model.weights[j])));
    expect(farthest(given)).toBeLessThan(1e-7);
    // Weights that fall short are seen by the gradient, and corrected with a sample.
    const short = await train(query, { ...options, start: startAt(1e-3) });
    expect(short.passes).toBeGreaterThan(1);
    expect(short.sampleRows).toBe(3000);
    expect(short.gapEstimate).toBeLessThan(1e-15);
    expect(farthest(short)).toBeLessThan(1e-7);
    await engine.close();
  });

  test('gives the same model twice, and another sample gives the same optimum', async () => {
    const { engine, options } = await open();
    const query: Query = (sql) => engine.query(sql);
    const [one, other] = [
      await train(query, { ...options, sampleRows: 300 }),
      await train(query, { ...options, sampleRows: 300, seed: 2 }),
    ];
    expect(one.sampleRows).not.toBe(other.sampleRows);
    expect(Math.max(...one.model.weights.map((w, j) => Math.abs(w - other.model.weights[j])))).toBeLessThan(1e-7);
    await engine.close();
  });

  test('reads rows of clients that give capitals, texts of numbers and bigints', async () => {
    const { engine, options } = await open();
    const shouting: Query = async (sql) =>
      (await engine.query(sql)).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name.toUpperCase(),
            typeof value === 'number' ? String(value) : value,
          ]),
        ),
      );
    const loud = await train(shouting, options);
    const plain = await train((sql) => engine.query(sql), options);
    expect(Math.max(...loud.model.weights.map((w, j) => Math.abs(w - plain.model.weights[j])))).toBeLessThan(1e-9);
    await engine.close();
  });

  test('says when the table changes between two statements', async () => {
    const { engine, options } = await open();
    const query: Query = async (sql) => {
      if (sql.includes(' AS loss')) await engine.query('DELETE FROM t WHERE x0 > 0');
      return engine.query(sql);
    };
    await expect(train(query, options)).rejects.toMatchObject({ name: 'SqlError', code: 'changed' });
    await engine.close();
    // A number that goes missing is no longer filled, since none was missing when they were counted.
    const other = await open();
    const emptied: Query = async (sql) => {
      if (sql.includes(' AS loss')) await other.engine.query('UPDATE t SET x1 = NULL WHERE x0 > 0');
      return other.engine.query(sql);
    };
    await expect(train(emptied, other.options)).rejects.toMatchObject({ name: 'SqlError', code: 'changed' });
    await other.engine.close();
  });

  test('stops between statements when it is told to, and reports when passes run out', async () => {
    const { engine, options } = await open();
    const stop = new AbortController();
    const query: Query = (sql) => engine.query(sql);
    const aborted = train(query, {
      ...options,
      signal: stop.signal,
      tolerance: 1e-30,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(aborted).rejects.toThrow('enough');
    const short = await train(query, { ...options, sampleRows: 200, maxPasses: 2 });
    expect(short).toMatchObject({ converged: false, passes: 2 });
    expect(short.model.training.converged).toBe(false);
    await engine.close();
  });

  test('starts from a sample even where a class has one row in thousands', async () => {
    const engine = await engines('duckdb')[0].open();
    const made = madeProblem(6000, 3, 2, 9);
    const y = made.columns[3];
    if (y.kind !== 'categorical') throw new Error('y is a text');
    const codes = y.codes.map((code, row) => (row === 17 ? 2 : code));
    const table: Table = {
      ...made,
      columns: [...made.columns.slice(0, 3), { ...y, codes, levels: ['c0', 'c1', 'rare'] }],
    };
    await engine.load('rare', columnsOf(table));
    const trained = await train(
      (sql) => engine.query(sql),
      at('duckdb', 'rare', { target: 'y', features: ['x0', 'x1', 'x2'], sampleRows: 500, tolerance: 1e-11 }),
    );
    expectSame(trained, ours(table, 'y'));
    await engine.close();
  });

  test.each([
    [{ l2: 1, C: 1 }, 'expected l2 or C, got both'],
    [{ l2: -1 }, 'expected a finite l2 ≥ 0, got -1'],
    [{ C: 0 }, 'expected C > 0, got 0'],
    [{ features: [] }, 'expected at least one feature, got none'],
    [{ features: ['x', 'x'] }, 'The column "x" is given twice'],
    [{ features: ['y'] }, 'The column "y" is given twice'],
    [{ maxPasses: 0 }, 'maxPasses'],
    [{ seed: 0.5 }, 'seed'],
    [{ dialect: 'oracle' as Dialect }, 'got oracle'],
  ])('refuses the options %j before any statement', async (options, sentence) => {
    const query: Query = () => {
      throw new Error('a statement was sent');
    };
    await expect(
      train(query, { dialect: 'duckdb', table: 't', target: 'y', features: ['x'], ...options }),
    ).rejects.toThrow(sentence);
  });

  test('refuses a result that is not an array of rows', async () => {
    const query = (async () => ({ rows: [] })) as unknown as Query;
    const options = at('duckdb', 't', { target: 'y', features: ['x'] });
    await expect(train(query, options)).rejects.toThrow(/must return an array of rows/);
  });

  test('refuses more sums than a statement holds, and says how many', async () => {
    const { engine } = await open();
    const levels = madeProblem(900, 1, 4, 6);
    const text = Array.from({ length: 900 }, (_, i) => `level ${i % 700}`);
    await engine.load('wide', [...columnsOf(levels), { name: 'many', type: 'text', cells: text }]);
    const options = at('duckdb', 'wide', { target: 'y', features: ['x0', { name: 'many', kind: 'categorical' }] });
    await expect(train((sql) => engine.query(sql), options)).rejects.toThrow(/needs 2108 sums in one statement/);
    await engine.close();
  });

  test.each(dialects)('writes the statements of the golden file for %s', async (dialect) => {
    const columns = [
      numberFeature('bill'),
      { kind: 'categorical' as const, name: 'island', levels: ['a', 'b'], hasMissing: true },
    ];
    const source = sourceOf({
      dialect,
      table: ['main', 'penguins'],
      target: 'species',
      features: ['bill', 'island'],
      weight: 'w',
    });
    const places = placesOf({ recipe: { features: columns } }, source.prefix);
    const labels = [
      { name: '1', spellings: ['1', '1.0'] },
      { name: "it's", spellings: ["it's"] },
      { name: 'c', spellings: ['c'] },
    ];
    const parameters = Float64Array.from({ length: 3 * 6 }, (_, j) => (j - 8) / 16);
    const statements = [
      passStatement(source, places, labels, parameters),
      sampleStatement(source, places, labels, [0.25, 1, 0.5], 1),
    ];
    await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot(`golden/train-${dialect}.sql`);
  });
});
