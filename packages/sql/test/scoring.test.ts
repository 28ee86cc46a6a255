import { fileURLToPath } from 'node:url';
import { readTable } from '@bridle/pipeline';
import { dialects, probabilityColumns, type SqlError, scoring } from '@bridle/sql';
import { applyCalibration, type Calibration, featureNames, learnRecipe, type Model, predict } from 'bridle/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelOf } from '../../bridle/test/helpers/models.ts';
import { literal, rulesOf } from '../src/dialects.ts';
import { sum } from '../src/write.ts';
import type { Engine } from './helpers/engine.ts';
import { engines } from './helpers/engines.ts';
import { engineColumns, hardRows, meant, type Row, rowsOf } from './helpers/rows.ts';

const example = (name: string) =>
  readTable(fileURLToPath(new URL(`../../../examples/${name}/${name}.csv`, import.meta.url)));

const numeric = (name: string) => ({ kind: 'numeric' as const, name, fill: 0, mean: 0, scale: 1, hasMissing: false });

/** A model of given features and weights, (classes, features). */
function handMade(features: Model['recipe']['features'], classes: string[], weights: number[]): Model {
  const training = modelOf(
    {
      rows: 4,
      columns: [
        { kind: 'numeric', name: 'x', values: new Float64Array([0, 1, 2, 3]) },
        { kind: 'categorical', name: 'y', codes: new Int32Array([0, 1, 0, 1]), levels: ['a', 'b'] },
      ],
    },
    'y',
  );
  const intercepts = new Float64Array(classes.length);
  return { ...training, classes, recipe: { features }, weights: Float64Array.from(weights), intercepts };
}

/** The largest difference of an engine's probabilities from those of `predict`, and whether the classes agree. */
async function compare(engine: Engine, dialect: (typeof dialects)[number], model: Model, table: string, rows: Row[]) {
  await engine.load(table, engineColumns(model, rows));
  const found = await engine.query(
    `${scoring(model, dialect, table, { keep: ['row key'] })} ORDER BY ${rulesOf(dialect).name('row key')}`,
  );
  const { probabilities } = predict(model, meant(model, rows));
  const names = probabilityColumns(model, dialect);
  expect(found.map((row) => row['row key'])).toEqual(rows.map((_, i) => i));
  expect(Object.keys(found[0])).toEqual(['row key', 'predicted', 'probability', ...names]);
  let largest = 0;
  found.forEach((row, i) => {
    const ours = probabilities.subarray(i * names.length, (i + 1) * names.length);
    names.forEach((name, k) => {
      largest = Math.max(largest, Math.abs((row[name] as number) - ours[k]));
    });
    const top = ours.indexOf(Math.max(...ours));
    expect(row.predicted).toBe(model.classes[top]);
    expect(row.probability).toBe(row[names[top]]);
  });
  return largest;
}

describe.each(engines())('a model as a SELECT on $dialect', ({ dialect, open }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine?.close());

  test.each([
    ['digits', 'digit'],
    ['penguins', 'species'],
    ['wine', 'cultivar'],
  ])('gives the probabilities of predict for %s, with missing, unseen and empty cells', async (name, target) => {
    const table = await example(name);
    const model = modelOf(table, target);
    const known = rowsOf(table).filter((_, i) => i % 7 === 0);
    const rows = [...known, ...hardRows(model, known[1])];
    expect(await compare(engine, dialect, model, name, rows)).toBeLessThanOrEqual(1e-12);
  });

  test('computes products of columns from the columns', async () => {
    const table = await example('penguins');
    const interactions = ['island:bill_length_mm', 'bill_depth_mm^2', 'island:sex', 'island:sex:body_mass_g'];
    const { recipe } = learnRecipe(table, { target: 'species', interactions });
    const weights = Float64Array.from({ length: 3 * featureNames(recipe).length }, (_, j) => Math.sin(j + 1));
    const model: Model = { ...modelOf(table, 'species'), recipe, weights };
    const known = rowsOf(table).filter((_, i) => i % 9 === 0);
    const rows = [...known, ...hardRows(model, known[1])];
    expect(await compare(engine, dialect, model, 'products', rows)).toBeLessThanOrEqual(1e-12);
  });

  test('quotes every name and text, whatever they try', async () => {
    const names = ['a"b', 'a`b', "a'b; DROP TABLE t; --", 'SELECT', '한글 열', 'bridle_x1', '\\"', "\\'", 'a\\nb'];
    const levels = ["'", "\\'", '"; --', '`', '한글', 'a\nb', 'tab\tbed', "') OR 1=1 --", '-1', '%', '\\n', '\\'];
    const features = [
      ...names.map(numeric),
      { kind: 'categorical' as const, name: 'c\'"`\\', levels, hasMissing: true },
    ];
    const width = names.length + levels.length + 1;
    const classes = ["it's", 'quo"te', 'tick`', 'back\\', '한글', '--', "\\'; --"];
    const model = handMade(
      features,
      classes,
      Array.from({ length: classes.length * width }, (_, j) => Math.sin(j)),
    );
    const rows = [...levels, null, 'other', "'' OR ''"].map((cell, i) => ({
      ...Object.fromEntries(names.map((name, j) => [name, Math.cos(i * 10 + j)])),
      'c\'"`\\': cell,
    }));
    expect(await compare(engine, dialect, model, 'we"ird\'t`a\\ble; --', rows)).toBeLessThanOrEqual(1e-12);
  });

  test('holds scores that lie thousands apart, which break the formula without the shift', async () => {
    const model = handMade([numeric('x')], ['a', 'b', 'c'], [0, -1, 1]);
    const rows = [0, 1, 700, 746, 5000, -5000, 1e5].map((x) => ({ x }));
    expect(await compare(engine, dialect, model, 'far', rows)).toBeLessThanOrEqual(1e-12);
    const rules = rulesOf(dialect);
    const five = literal(rules, 5000);
    const naive = `SELECT exp(${five}) / (exp(${five}) + exp(-${five})) AS p`;
    const broken = await engine.query(naive).then(
      ([{ p }]) => p !== 1,
      () => true,
    );
    expect(broken).toBe(true);
  });

  test('keeps every bit of a number', async () => {
    const rules = rulesOf(dialect);
    const numbers = Array.from({ length: 400 }, (_, i) => Math.sin(i + 1) * 10 ** ((i % 41) - 20));
    // The numbers come back as the engine prints them, to be read by JavaScript.
    const printed = numbers.map((x, i) => `${literal(rules, x)} AS v${i}`);
    const [row] = await engine.query(`SELECT ${printed.join(', ')}`);
    const digits = dialect === 'sqlite' ? 15 : 17; // the command of SQLite prints 15
    expect(Object.values(row).map((x) => (x as number).toPrecision(digits))).toEqual(
      numbers.map((x) => x.toPrecision(digits)),
    );
  });

  test.each<Calibration>([
    { method: 'temperature', temperature: 1.7 },
    { method: 'vector', scale: [0.5, 1.25, 2], shift: [0.1, -0.3, 1e-3] },
    { method: 'dirichlet', weights: [1.1, 0, -0.1, 0.2, 0.9, 0, 0, -0.3, 1.3], intercepts: [0.1, -0.2, 0.05] },
    {
      method: 'isotonic',
      curves: [
        { x: [0.45, 0.55, 0.8], y: [0, 0.5, 0.75] }, // where all three are 0 the row is uniform
        { x: [0.5], y: [0] },
        { x: [0.4, 0.5, 0.6, 0.9], y: [0, 0.25, 0.25, 1] },
      ],
    },
  ])('calibrates by $method', async (calibration) => {
    const weights = [1, -0.5, 0.25];
    const plain = handMade([numeric('x')], ['a', 'b', 'c'], weights);
    const model = { ...plain, intercepts: new Float64Array([0.1, 0.2, -0.3]), calibration } as unknown as Model;
    const cells = [...Array.from({ length: 41 }, (_, i) => (i - 20) / 4), 40, -40];
    const logits = cells.flatMap((x) => weights.map((w, k) => w * x + model.intercepts[k]));
    const expected = applyCalibration(calibration, logits, 3);
    const table = `calibrated ${calibration.method}`;
    await engine.load(table, [
      { name: 'x', type: 'number', cells },
      { name: 'i', type: 'number', cells: cells.map((_, i) => i) },
    ]);
    const rows = await engine.query(`${scoring(model, dialect, table, { keep: ['i'] })} ORDER BY i`);
    const uncalibrated = applyCalibration(null, logits, 3);
    if (calibration.method === 'isotonic') expect(expected).toContain(1 / 3);
    expect(Math.max(...expected.map((p, i) => Math.abs(p - uncalibrated[i])))).toBeGreaterThan(0.05);
    rows.forEach((row, i) => {
      const ours = expected.subarray(3 * i, 3 * i + 3);
      ['p_a', 'p_b', 'p_c'].forEach((name, k) => {
        expect(Math.abs((row[name] as number) - ours[k])).toBeLessThanOrEqual(1e-12);
      });
      expect(row.predicted).toBe(model.classes[ours.indexOf(Math.max(...ours))]);
      expect(row.probability).toBe(Math.max(...['p_a', 'p_b', 'p_c'].map((name) => row[name] as number)));
    });
  });

  test('gives an infinite number no class and no probability', async () => {
    const model = handMade([numeric('x')], ['a', 'b'], [1, -1]);
    await engine.load('infinite', [{ name: 'x', type: 'number', cells: [Infinity, -Infinity, 1] }]);
    const rows = await engine.query(scoring(model, dialect, 'infinite', { keep: ['x'] }));
    const isNumber = (value: unknown) => value !== null && !Number.isNaN(value);
    expect(rows.filter(({ predicted }) => predicted === null)).toHaveLength(2);
    expect(rows.filter(({ p_a }) => isNumber(p_a))).toHaveLength(1);
  });

  test('takes the first of equal classes', async () => {
    const model = handMade([numeric('x')], ['c', 'a', 'b'], [0, 1, 1]);
    await engine.load('ties', [{ name: 'x', type: 'number', cells: [0, 1, -1] }]);
    const rows = await engine.query(`${scoring(model, dialect, 'ties', { keep: ['x'] })} ORDER BY x`);
    expect(rows.map(({ predicted }) => predicted)).toEqual(['c', 'c', 'a']);
  });

  test('reads whole numbers in a column of doubles as the categories they were', async () => {
    const levels = ['1', '2', '10'];
    const model = handMade(
      [{ kind: 'categorical', name: 'code', levels, hasMissing: false }],
      ['a', 'b'],
      [1, 2, 3, 4, 5, 9],
    );
    await engine.load('codes', [{ name: 'code', type: 'number', cells: [1, 2, 10, 3] }]);
    const rows = await engine.query(`${scoring(model, dialect, 'codes', { keep: ['code'] })} ORDER BY code`);
    const column = { kind: 'numeric' as const, name: 'code', values: new Float64Array([1, 2, 3, 10]) };
    const { probabilities } = predict(model, { rows: 4, columns: [column] });
    rows.forEach(({ p_a }, i) => {
      expect(p_a).toBeCloseTo(probabilities[2 * i], 12);
    });
  });
});

describe.each(engines('sqlite'))('on $dialect', ({ dialect, open }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine?.close());

  test('a sum of 1500 columns is a tree that the engine takes, where a flat one is refused', async () => {
    const names = Array.from({ length: 1500 }, (_, j) => `x${j}`);
    const model = handMade(
      names.map(numeric),
      ['a', 'b'],
      Array.from({ length: 3000 }, (_, j) => Math.sin(j) / 100),
    );
    const rows = [Object.fromEntries(names.map((name, j) => [name, Math.cos(j)]))];
    expect(await compare(engine, dialect, model, 'wide', rows)).toBeLessThanOrEqual(1e-12);
    await expect(engine.query(`SELECT ${names.map(() => '1').join(' + ')} AS s`)).rejects.toThrow(/tree is too large/);
    expect(await engine.query(`SELECT ${sum(names.map(() => '1'))} AS s`)).toEqual([{ s: 1500 }]);
  });

  test('a numeric column of texts is read cell by cell: blanks are missing, words no number', async () => {
    const feature = { ...numeric('x'), fill: 2, hasMissing: true };
    const model = handMade([feature], ['a', 'b'], [1, 0.5, -1, 0]);
    const cells = ['1.5', '', ' ', 'NA', '-2e0', 'abc'];
    await engine.load('texts', [
      { name: 'i', type: 'number', cells: cells.map((_, i) => i) },
      { name: 'x', type: 'text', cells },
    ]);
    const rows = await engine.query(`${scoring(model, dialect, 'texts', { keep: ['i'] })} ORDER BY i`);
    const values = new Float64Array([1.5, Number.NaN, Number.NaN, Number.NaN, -2]);
    const { probabilities } = predict(model, { rows: 5, columns: [{ kind: 'numeric', name: 'x', values }] });
    rows.slice(0, 5).forEach(({ p_a }, i) => {
      expect(p_a).toBeCloseTo(probabilities[2 * i], 12);
    });
    expect(rows[5].p_a).toBe(null); // CAST('abc' AS REAL) is 0 there
  });
});

describe.each(engines('postgres'))('on $dialect', ({ dialect, open }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine?.close());

  test('exp of a difference below −745 would fail the statement', async () => {
    await expect(engine.query("SELECT exp('-746'::float8) AS p")).rejects.toThrow(/underflow/);
    expect(await engine.query(`SELECT ${rulesOf(dialect).exp("'-746'::float8")} > 0 AS p`)).toEqual([{ p: true }]);
  });

  test('a class whose column would be cut at 63 bytes is numbered', async () => {
    const classes = ['가'.repeat(30), `${'가'.repeat(30)}나`];
    const model = handMade([numeric('x')], classes, [1, -1]);
    await engine.load('longs', [{ name: 'x', type: 'number', cells: [1] }]);
    const [row] = await engine.query(scoring(model, dialect, 'longs'));
    expect(Object.keys(row)).toEqual(['predicted', 'probability', 'p_1', 'p_2']);
    expect(row.predicted).toBe(classes[0]);
  });
});

describe('on duckdb', () => {
  test('a literal without an exponent loses a bit now and then, which is why all have one', async () => {
    const [{ open }] = engines('duckdb');
    const engine = await open();
    const numbers = Array.from({ length: 3000 }, (_, i) => Math.abs(Math.sin(i)) + 1);
    const lost = async (write: (x: number) => string) => {
      const [row] = await engine.query(`SELECT ${numbers.map((x, i) => `${write(x)} AS v${i}`).join(', ')}`);
      return Object.values(row).filter((x, i) => x !== numbers[i]).length;
    };
    expect(await lost((x) => `${x}::DOUBLE`)).toBeGreaterThan(0);
    expect(await lost((x) => literal(rulesOf('duckdb'), x))).toBe(0);
    await engine.close();
  });
});

describe('statements', () => {
  const model = handMade(
    [
      { ...numeric('bill'), fill: 44, mean: 43.5, scale: 5.25, hasMissing: true },
      { kind: 'categorical', name: 'island', levels: ['Biscoe', "d'Or", '1'], hasMissing: false },
    ],
    ['Adelie', 'Chinstrap'],
    [0.1, -0.2, 0.3, 1 / 3, 0, -0.1, 0.2, -0.3, -1 / 3, 1e-9],
  );

  test.each(dialects)('for %s are those of the golden file', async (dialect) => {
    await expect(`${scoring(model, dialect, ['main', 'penguins'], { keep: ['id'] })}\n`).toMatchFileSnapshot(
      `golden/${dialect}.sql`,
    );
  });

  test('have aliases that occur nowhere else', () => {
    const other = handMade([numeric('BRIDLE_x1')], ['a', 'b'], [1, -1]);
    expect(scoring(other, 'duckdb', 't')).toContain('bridle__x1');
    expect(scoring(model, 'duckdb', 'bridle_sums')).toContain('bridle__sums AS (');
  });

  test('number the classes whose names an engine cannot tell apart or hold', () => {
    const twins = { ...model, classes: ['a', 'A'] };
    expect(probabilityColumns(twins, 'duckdb')).toEqual(['p_1', 'p_2']);
    expect(probabilityColumns(twins, 'postgres')).toEqual(['p_a', 'p_A']);
    expect(probabilityColumns({ ...model, classes: ['a.b', 'c'] }, 'bigquery')).toEqual(['p_1', 'p_2']);
  });

  test('are refused, with the reason, where they cannot be written', () => {
    const codeOf = (write: () => unknown) => {
      try {
        write();
      } catch (error) {
        return (error as SqlError).code;
      }
      return null;
    };
    const wide = handMade(
      Array.from({ length: 1700 }, (_, j) => numeric(`x${j}`)),
      ['a', 'b'],
      new Array(3400).fill(0),
    );
    expect(codeOf(() => scoring(wide, 'postgres', 't'))).toBe('too-many-columns');
    expect(codeOf(() => scoring(wide, 'duckdb', 't'))).toBe(null);
    expect(codeOf(() => scoring(model, 'duckdb', ''))).toBe('no-table');
    expect(codeOf(() => scoring(model, 'duckdb', 't', { keep: ['Predicted'] }))).toBe('kept-twice');
    expect(codeOf(() => scoring(model, 'duckdb', 't', { keep: ['id', 'ID'] }))).toBe('kept-twice');
    expect(codeOf(() => scoring(model, 'duckdb', 'a\0b'))).toBe('unwritable-text');
    expect(codeOf(() => scoring({ ...model, classes: ['a', '\ud800'] }, 'duckdb', 't'))).toBe('unwritable-text');
    const odd = { ...model, recipe: { features: [{ kind: 'spline', name: 'x' }] } } as unknown as Model;
    expect(() => scoring(odd, 'duckdb', 't')).toThrow(/The feature "x" is of the kind spline/);
    expect(() => scoring(model, 'oracle' as 'duckdb', 't')).toThrow(RangeError);
    expect(() => scoring(model, 'toString' as 'duckdb', 't')).toThrow(RangeError);
  });
});
