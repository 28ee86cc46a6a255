// What a table holds, by statements of counts and moments: its classes, and the recipe of its features, the same as
// `readLabels` and `learnRecipe` find in a table in memory. What cannot be trained on is refused by name.

import type { Feature, LeftOut, Recipe } from 'bridle/learn';
import type { Place } from './cells.ts';
import { literal } from './dialects.ts';
import { ask, numberIn, type Query, textIn } from './query.ts';
import { isUsed, type Label, readingChain, type Source } from './source.ts';
import { SqlError } from './sql-error.ts';

/** A column to train on. */
export type ColumnChoice = { name: string; kind: 'numeric' | 'categorical' };

/** The classes with their rows and weights, the rows without a target, and those with one whose weight is 0. */
export type Classes = { labels: Label[]; rows: number[]; weights: number[]; missing: number; idle: number };

type Counted = { text: string; n: number; w: number; bad: number; idle: number };

/** More levels than this are refused: each is a feature, and each feature one sum for each class. */
const MOST_LEVELS = 1000;
/** The largest number that learning accepts. */
const LARGEST = 1e140;
/** Columns of one statement of moments. */
const BATCH = 200;

/** Counts the rows and weights of each class. `wanted` are the classes if they are given; others are refused. */
export async function surveyClasses(query: Query, source: Source, wanted?: readonly string[]): Promise<Classes> {
  const { rules, prefix, target, weight } = source;
  const isBad = [
    `${prefix}weight IS NULL`,
    `${prefix}weight < ${literal(rules, 0)}`,
    `${prefix}weight > ${literal(rules, LARGEST)}`,
    ...(rules.isNaN === null ? [] : [rules.isNaN(`${prefix}weight`)]),
  ].join(' OR ');
  const counted = [
    `${prefix}target AS label`,
    'count(*) AS n',
    `sum(${prefix}weight) AS w`,
    `sum(CASE WHEN ${isBad} THEN 1 ELSE 0 END) AS bad`,
    `sum(CASE WHEN ${prefix}weight = ${literal(rules, 0)} THEN 1 ELSE 0 END) AS idle`,
  ];
  const limit = MOST_LEVELS + source.words.length + 2;
  const from = `FROM ${prefix}cells GROUP BY ${prefix}target`;
  const chain = readingChain(source, []);
  const counts = await ask(
    query,
    `${chain.text()}\nSELECT ${counted.join(', ')}\n${from}\nORDER BY n DESC LIMIT ${limit}`,
  );
  const found = counts.map((row) => ({
    text: textIn(row, 'label'),
    n: numberIn(row, 'n'),
    w: numberIn(row, 'w'),
    bad: numberIn(row, 'bad'),
    idle: numberIn(row, 'idle'),
  }));
  const isMissing = (text: string | null) => text === null || source.words.includes(text);
  const missing = found.filter(({ text }) => isMissing(text)).reduce((sum, { n }) => sum + n, 0);
  const present = found.filter(({ text }) => !isMissing(text)) as Counted[];
  const facts = { column: target };
  if (present.length === 0) throw refusal('target-missing', `the column "${target}" has no value in any row`, facts);
  if (present.length > MOST_LEVELS) {
    throw refusal(
      'target-all-distinct',
      `the column "${target}" has more than ${MOST_LEVELS} values: it is no class`,
      facts,
    );
  }
  const bad = present.reduce((sum, one) => sum + one.bad, 0);
  if (bad > 0) {
    const what = `the column of weights "${weight}" is missing, negative or not finite in ${bad} rows; correct them`;
    throw refusal('bad-weights', what, { column: String(weight), rows: bad });
  }
  const labels = labelsOf(present.map(({ text }) => text));
  const ordered = wanted === undefined ? labels : orderedAs(labels, wanted, target, present);
  if (ordered.length < 2) {
    const what = `the column "${target}" has the one class "${ordered[0].name}", and learning needs two`;
    throw refusal('target-one-class', what, { ...facts, value: ordered[0].name });
  }
  const total = (label: Label, key: 'n' | 'w' | 'idle') =>
    present.filter(({ text }) => label.spellings.includes(text)).reduce((sum, one) => sum + one[key], 0);
  const weights = ordered.map((label) => total(label, 'w'));
  const empty = weights.findIndex((w) => !(w > 0));
  if (empty >= 0) {
    const { name } = ordered[empty];
    throw refusal('empty-class', `the class "${name}" of "${target}" has no rows of a weight above 0; leave it out`, {
      ...facts,
      value: name,
    });
  }
  const rows = ordered.map((label) => total(label, 'n') - total(label, 'idle'));
  return { labels: ordered, rows, weights, missing, idle: present.reduce((sum, one) => sum + one.idle, 0) };
}

/** Whole numbers in numeric order, else texts in order of code units; 1.0 of a column of doubles is 1. */
function labelsOf(texts: readonly string[]): Label[] {
  const labels = new Map<string, string[]>();
  for (const text of texts) {
    const whole = text.replace(/\.0+$/, '');
    const name = /^-?\d+$/.test(whole) && !texts.includes(whole) ? whole : text;
    labels.set(name, [...(labels.get(name) ?? []), text]);
  }
  const names = [...labels.keys()];
  const areNumbers = names.every((name) => /^-?\d+$/.test(name) && String(Number(name)) === name);
  names.sort(areNumbers ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
  return names.map((name) => ({ name, spellings: labels.get(name) ?? [] }));
}

function orderedAs(
  labels: readonly Label[],
  wanted: readonly string[],
  target: string,
  present: readonly { text: string; n: number }[],
): Label[] {
  const foreign = labels.filter(({ name }) => !wanted.includes(name));
  if (foreign.length > 0) {
    const rows = present
      .filter(({ text }) => foreign.some(({ spellings }) => spellings.includes(text)))
      .reduce((sum, { n }) => sum + n, 0);
    const [{ name }] = foreign;
    const what = `${rows} rows of the column "${target}" have a class that is not among the given ones, such as "${name}"; give it as a class, or leave these rows out`;
    throw refusal('foreign-label', what, { column: target, value: name, rows });
  }
  return wanted.map((name) => labels.find((label) => label.name === name) ?? { name, spellings: [name] });
}

/** `known` cells, their share of the weights, or their number where each row counts once, and their weighted sum. */
type Moments = { known: number; share: number; sum: number; least: number; most: number };

/** Learns the recipe from the rows that are trained on, `total` by weight. */
export async function surveyFeatures(
  query: Query,
  source: Source,
  columns: readonly ColumnChoice[],
  { rows, total, standardize }: { rows: number; total: number; standardize: boolean },
): Promise<{ recipe: Recipe; leftOut: LeftOut[] }> {
  const numeric = columns.filter(({ kind }) => kind === 'numeric').map(({ name }) => name);
  const shapes = new Map<string, Feature | LeftOut['reason']>();
  for (let start = 0; start < numeric.length; start += BATCH) {
    const part = numeric.slice(start, start + BATCH);
    const found = await numericShapes(query, source, part, { rows, total, standardize });
    part.forEach((name, i) => {
      shapes.set(name, found[i]);
    });
  }
  for (const { name, kind } of columns) {
    if (kind === 'categorical') shapes.set(name, await categoricalShape(query, source, name, rows));
  }
  const features: Feature[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name } of columns) {
    const shape = shapes.get(name) ?? 'all-missing';
    if (typeof shape === 'string') leftOut.push({ name, reason: shape });
    else features.push(shape);
  }
  if (features.length === 0) {
    const what = leftOut.map(({ name, reason }) => `"${name}" is ${reason}`).join(', ');
    throw refusal('no-features', `no column is left to predict "${source.target}" from: ${what}`, {
      column: source.target,
    });
  }
  return { recipe: { features }, leftOut };
}

/** Two statements: sums, least and most; then the moments about the mean, which do not cancel. */
async function numericShapes(
  query: Query,
  source: Source,
  names: readonly string[],
  { rows, total, standardize }: { rows: number; total: number; standardize: boolean },
): Promise<(Feature | LeftOut['reason'])[]> {
  const { rules, prefix, weight } = source;
  const own = weight === null ? '' : `${prefix}weight / ${literal(rules, total)}`;
  const times = weight === null ? '' : `${own} * `;
  const none = literal(rules, 0);
  const places = names.map((name, i): Place => {
    const feature: Feature = { kind: 'numeric', name, fill: 0, mean: 0, scale: 1, hasMissing: false };
    return { feature, cell: `${prefix}c${i + 1}`, value: `${prefix}x${i + 1}`, missing: '' };
  });
  const chain = () => {
    const steps = readingChain(source, places);
    const known = places.map(({ cell, value }) =>
      rules.isNaN === null
        ? `${cell} AS ${value}`
        : `CASE WHEN ${rules.isNaN(cell)} THEN NULL ELSE ${cell} END AS ${value}`,
    );
    steps.add('known', weight === null ? known : [`${prefix}weight`, ...known], undefined, isUsed(source));
    return steps;
  };
  const all = async (sums: string[]) => {
    const steps = chain();
    const [row] = await ask(query, `${steps.text()}\nSELECT ${sums.join(', ')}\nFROM ${steps.last()}`);
    return row;
  };
  const first = await all(
    places.flatMap(({ value: x }, i) => [
      `count(${x}) AS n${i}`,
      ...(weight === null ? [] : [`sum(CASE WHEN ${x} IS NULL THEN ${none} ELSE ${own} END) AS w${i}`]),
      `sum(${times}${x}) AS s${i}`,
      `min(${x}) AS a${i}`,
      `max(${x}) AS b${i}`,
    ]),
  );
  const moments = names.map((name, i): Moments => {
    const [known, sum, least, most] = ['n', 's', 'a', 'b'].map((letter) => numberIn(first, letter + i));
    const share = weight === null ? known : numberIn(first, `w${i}`);
    const extreme = Math.abs(least) > Math.abs(most) ? least : most;
    if (known > 0 && !(Math.abs(extreme) <= LARGEST)) {
      const what = `the column "${name}" contains ${extreme}; the largest number that can be used is ${LARGEST}`;
      throw refusal('too-large', what, { column: name, value: String(extreme) });
    }
    return { known, share, sum, least, most };
  });
  const about = moments.map(({ known, share, sum }) => literal(rules, known === 0 ? 0 : sum / share));
  const second = await all(
    places.flatMap(({ value: x }, i) => {
      const d = `(${x} - ${about[i]})`;
      return [`sum(${times}${d}) AS d${i}`, `sum(${times}${d} * ${d}) AS q${i}`];
    }),
  );
  return names.map((name, i) => {
    const { known, share, sum, least, most } = moments[i];
    if (known === 0) return 'all-missing';
    const shift = numberIn(second, `d${i}`) / share;
    const mean = sum / share + shift;
    const deviation = Math.sqrt(Math.max(0, numberIn(second, `q${i}`) / share - shift * shift));
    const hasMissing = known < rows;
    const constant = least === most || deviation < 1 / LARGEST;
    if (constant && !hasMissing) return 'constant';
    const shape = standardize ? { mean, scale: constant ? 1 : deviation } : { mean: 0, scale: 1 };
    return { kind: 'numeric', name, fill: mean, ...shape, hasMissing };
  });
}

async function categoricalShape(
  query: Query,
  source: Source,
  name: string,
  rows: number,
): Promise<Feature | LeftOut['reason']> {
  const { prefix, words } = source;
  const feature: Feature = { kind: 'categorical', name, levels: ['-'], hasMissing: false };
  const chain = readingChain(source, [{ feature, cell: `${prefix}c1`, value: `${prefix}x1`, missing: '' }]);
  const counted = `SELECT ${prefix}c1 AS label, count(*) AS n\nFROM ${prefix}cells\nWHERE ${isUsed(source)}`;
  const limit = MOST_LEVELS + words.length + 2;
  const found = await ask(query, `${chain.text()}\n${counted}\nGROUP BY ${prefix}c1 ORDER BY n DESC LIMIT ${limit}`);
  const texts = found.flatMap((row) => {
    const text = textIn(row, 'label');
    return text === null || words.includes(text) ? [] : [text];
  });
  const known = found.reduce((sum, row) => {
    const text = textIn(row, 'label');
    return text === null || words.includes(text) ? sum : sum + numberIn(row, 'n');
  }, 0);
  if (texts.length > MOST_LEVELS) {
    const what = `the column "${name}" has more than ${MOST_LEVELS} values, each of which would be a feature; leave it out, or give it as a number`;
    throw refusal('too-many-levels', what, { column: name, limit: MOST_LEVELS });
  }
  if (known === 0) return 'all-missing';
  const levels = labelsOf(texts)
    .map((label) => label.name)
    .sort((a, b) => (a < b ? -1 : 1));
  const hasMissing = known < rows;
  if (levels.length === 1 && !hasMissing) return 'constant';
  if (levels.length === known && known > 1) return 'all-distinct';
  return { kind: 'categorical', name, levels, hasMissing };
}

function refusal(code: string, what: string, facts: Record<string, string | number>): SqlError {
  return new SqlError(code, `The table cannot be trained on: ${what}.`, facts);
}
