// A trained model as one SELECT: the recipe's preprocessing, a score for each class, softmax with the largest score
// subtracted. Each step is a subquery of the WITH clause that names its results, so nothing is written or computed twice.
// The probabilities differ from those of `predict` by at most 1e−12: engines round exp and long sums differently.

import type { Calibration, Model } from 'bridle/learn';
import { mappedLogs, mappedScores, throughCurves } from './calibration.ts';
import { cells, features, type Place, placesOf, scoreTerms } from './cells.ts';
import { type Chain, openChain } from './chain.ts';
import { type Dialect, literal, type Rules, rulesOf } from './dialects.ts';
import { type Products, productsOf } from './products.ts';
import { SqlError } from './sql-error.ts';
import { freePrefix, quotedName, quotedText, sum, tableName } from './write.ts';

/** Options of `scoring`. */
export type ScoringOptions = {
  /** Columns of the table to put before the results, such as a key. */
  keep?: readonly string[];
};

/**
 * The SELECT that gives the class and the class probabilities of every row of a table.
 *
 * Its columns: those of `keep`, `predicted`, `probability` and `p_<class>` for each class, as `bridle predict` writes
 * them. Where an engine cannot hold such names, or cannot tell them apart, the classes' columns are `p_1`, `p_2`, … in the
 * order of the model; `probabilityColumns` gives the names. NULL and NaN are missing values; an infinite number makes
 * the row's probabilities NaN (NULL in SQLite) and its class NULL. The order of the rows is the engine's.
 *
 * `table` is one name, or its parts: `['sales', 'customers']`. All names are quoted.
 *
 * @throws SqlError 'unsupported-feature', 'too-many-columns', 'unwritable-text', 'no-table', 'kept-twice'; RangeError for
 * a dialect that is not among `dialects`.
 * @example
 * ```ts
 * import { scoring } from '@bridle/sql';
 * import type { Model } from 'bridle/learn';
 * const feature = { kind: 'numeric' as const, name: 'mass', fill: 0, mean: 4, scale: 2, hasMissing: false };
 * const model = {
 *   ...{ target: 'sex', classes: ['f', 'm'], reading: {}, recipe: { features: [feature] }, calibration: null },
 *   ...{ weights: new Float64Array([-1, 1]), intercepts: new Float64Array(2) },
 * } as unknown as Model;
 * scoring(model, 'postgres', ['public', 'penguins'], { keep: ['id'] }).split('\n').at(-1); // → 'FROM bridle_sums'
 * ```
 */
export function scoring(
  model: Model,
  dialect: Dialect,
  table: string | readonly string[],
  { keep = [] }: ScoringOptions = {},
): string {
  const rules = rulesOf(dialect);
  const source = tableName(rules, table);
  const results = ['predicted', 'probability', ...probabilityColumns(model, dialect)];
  refuseTwins(keep, results);
  const parts = typeof table === 'string' ? [table] : table;
  const prefix = freePrefix([...model.recipe.features.map(({ name }) => name), ...keep, ...parts]);
  const kept = keep.map((name, i) => ({ sql: quotedName(rules, name, 'a column'), alias: `${prefix}k${i + 1}` }));
  const keys = kept.map(({ alias }) => alias);
  const chain = openChain(rules, prefix, keys);
  const places = placesOf(model, prefix);
  const read = [...kept.map(({ sql, alias }) => `${sql} AS ${alias}`), ...cells(rules, places)];
  const made = features(rules, places, model.reading.missing);
  const products = productsOf(rules, model, places, prefix);
  const widest = Math.max(
    made.length + products.raw.length,
    products.kept.length + products.made.length,
    2 * model.classes.length + 2,
  );
  refuseWide(rules, dialect, keep.length + widest);
  chain.add('cells', read, source);
  chain.add('features', [...keys, ...made, ...products.raw]);
  if (products.made.length > 0) chain.add('products', [...keys, ...products.kept, ...products.made]);
  const scores = chain.each('scores', 'z', [], classScores(rules, model, places, products));
  const calibration = model.calibration;
  const { values, top, total } = calibratedSoftmax(rules, chain, scores, calibration);
  const whens = model.classes.map((name, k) => `WHEN ${values[k]} = ${top} THEN ${quotedText(rules, name, 'a class')}`);
  // The sum of a row without NaN is at most the number of classes.
  const hasNumbers = `${total} < ${literal(rules, 2 * model.classes.length)}`;
  const even = literal(rules, 1 / model.classes.length);
  const none = literal(rules, 0);
  const share = (value: string) =>
    calibration?.method === 'isotonic'
      ? `CASE WHEN ${total} = ${none} THEN ${even} ELSE ${value} / ${total} END`
      : `${value} / ${total}`;
  const column = (i: number) => quotedName(rules, results[i], 'a class');
  const outputs = [
    ...kept.map(({ sql, alias }) => `${alias} AS ${sql}`),
    `CASE WHEN ${hasNumbers} THEN CASE ${whens.join(' ')} END END AS ${column(0)}`,
    `${share(top)} AS ${column(1)}`,
    ...values.map((value, k) => `${share(value)} AS ${column(k + 2)}`),
  ];
  return `${chain.text()}\nSELECT ${outputs.join(',\n  ')}\nFROM ${chain.last()}`;
}

function classScores(rules: Rules, model: Model, places: readonly Place[], products: Products): string[] {
  const width = model.weights.length / model.classes.length;
  return model.classes.map((_, k) => {
    const weights = model.weights.subarray(k * width, (k + 1) * width);
    return sum([
      literal(rules, model.intercepts[k]),
      ...scoreTerms(rules, places, weights),
      ...products.terms(weights),
    ]);
  });
}

/** A row's values that are proportional to its probabilities, the largest of them, and their sum. */
type Shares = { values: string[]; top: string; total: string };

/** Adds the steps from scores to calibrated probabilities. */
function calibratedSoftmax(rules: Rules, chain: Chain, scores: string[], calibration: Calibration | null): Shares {
  if (calibration === null) return softmax(rules, chain, scores).shares;
  if (calibration.method === 'dirichlet') {
    const { shift, shares } = softmax(rules, chain, scores);
    const logs = chain.each(
      'logs',
      'l',
      [],
      scores.map((z) => `${z} - ${shift} - ln(${shares.total})`),
    );
    return softmax(rules, chain, chain.each('mapped', 'y', [], mappedLogs(rules, calibration, logs))).shares;
  }
  if (calibration.method === 'isotonic') {
    const { shares } = softmax(rules, chain, scores);
    const probabilities = chain.each(
      'probabilities',
      'p',
      [],
      shares.values.map((e) => `${e} / ${shares.total}`),
    );
    const values = chain.each('curves', 'y', [], throughCurves(rules, calibration, probabilities));
    const [top, total] = chain.extend('heights', values, { top: rules.greatest(values), sum: sum(values) });
    return { values, top, total };
  }
  return softmax(rules, chain, chain.each('mapped', 'y', [], mappedScores(rules, calibration, scores))).shares;
}

/** Adds the steps of softmax. The scores, and what was subtracted from them, stay in the last step. */
function softmax(rules: Rules, chain: Chain, scores: string[]): { shift: string; shares: Shares } {
  const [shift] = chain.extend('shifted', scores, { shift: rules.greatest(scores) });
  const kept = [...scores, shift];
  const values = chain.each(
    'exponentials',
    'e',
    kept,
    scores.map((z) => rules.exp(`${z} - ${shift}`)),
  );
  const [total] = chain.extend('sums', [...kept, ...values], { sum: sum(values) });
  return { shift, shares: { values, top: literal(rules, 1), total } };
}

/**
 * The names of the classes' columns in the result of `scoring`, in the order of the model's classes.
 *
 * @example
 * ```ts
 * import type { Model } from 'bridle/learn';
 * import { probabilityColumns } from '@bridle/sql';
 * probabilityColumns({ classes: ['cat', 'dog'] } as Model, 'duckdb'); // → ['p_cat', 'p_dog']
 * probabilityColumns({ classes: ['a', 'A'] } as Model, 'duckdb'); // → ['p_1', 'p_2']
 * ```
 */
export function probabilityColumns(model: Model, dialect: Dialect): string[] {
  const rules = rulesOf(dialect);
  const names = model.classes.map((name) => `p_${name}`);
  const fold = (name: string) => (rules.caseMatters ? name : name.toLowerCase());
  const distinct = new Set(names.map(fold)).size === names.length;
  const { nameBytes, barred } = rules;
  const fits = (name: string) =>
    (nameBytes === null || bytesOf(name) <= nameBytes) && !barred?.test(name) && !/\0|\p{Surrogate}/u.test(name);
  return distinct && names.every(fits) ? names : names.map((_, k) => `p_${k + 1}`);
}

/** The length of a text in UTF-8. */
function bytesOf(text: string): number {
  const size = (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  return [...text].reduce((bytes, character) => bytes + size(character.codePointAt(0) ?? 0), 0);
}

function refuseTwins(keep: readonly string[], results: readonly string[]): void {
  const seen = new Set(results.map((name) => name.toLowerCase()));
  for (const name of keep) {
    if (seen.has(name.toLowerCase())) {
      throw new SqlError(
        'kept-twice',
        `The column "${name}" cannot be kept: the result has a column of that name already; rename it in a view.`,
        { column: name },
      );
    }
    seen.add(name.toLowerCase());
  }
}

function refuseWide({ columns }: Rules, dialect: Dialect, found: number): void {
  if (columns === null || found <= columns) return;
  throw new SqlError(
    'too-many-columns',
    `The statement needs ${found} columns in one step, and ${dialect} takes at most ${columns}; use another dialect, or train on fewer columns.`,
    { found, limit: columns, dialect },
  );
}
