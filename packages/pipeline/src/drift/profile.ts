// The distribution of each column of the training rows in a few numbers, which the model file keeps so that a later table
// can be compared with them: tenths of the rows for numbers, the most frequent levels for categories.

import { ModelError, type Recipe, type Table } from 'bridle/learn';
import { type ColumnCells, cellsOf } from './column-cells.ts';
import { countLevels, countNumbers } from './count-cells.ts';

/**
 * `missing` and `counts` are rows, by weight. Of numbers, `counts` are those up to each of `edges` and above the last; of
 * levels, those of the levels at the places `levels` of the recipe's, and of all others.
 */
export type ColumnProfile =
  | { kind: 'numbers'; missing: number; least: number; most: number; edges: number[]; counts: number[] }
  | { kind: 'levels'; missing: number; levels: number[]; counts: number[] };

/** One for each feature of the recipe; null for a product of columns, and a column of which no training row has a cell. */
export type Profile = (ColumnProfile | null)[];

const BINS = 10;
const MOST_LEVELS = 20;
/** Edges are of so many values, evenly over the rows; the counts are of all rows. */
const SAMPLED = 20_000;
/** Digits of an edge behind the first digit of the spread. */
const DIGITS = 3;

/** The profile of the training rows. */
export function learnProfile({ features }: Recipe, table: Table, weights: ArrayLike<number> | null): Profile {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return features.map((feature) => {
    const column = columns.get(feature.name);
    if (!column || feature.kind === 'product') return null;
    const cells = cellsOf(feature, column, table.rows);
    return cells.kind === 'numbers' ? numbersProfile(cells.values, weights) : levelsProfile(cells, weights);
  });
}

function numbersProfile(values: ArrayLike<number>, weights: ArrayLike<number> | null): ColumnProfile | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    if (weights && weights[i] === 0) continue;
    const x = values[i];
    if (x < least) least = x;
    if (x > most) most = x;
  }
  if (!(least <= most)) return null;
  const edges = edgesOf(values, least, most);
  return { kind: 'numbers', least, most, edges, ...countNumbers(values, weights, edges) };
}

/** The borders of ten bins of about equally many rows, from the least number to below the largest; fewer where rows repeat a number. */
function edgesOf(values: ArrayLike<number>, least: number, most: number): number[] {
  const sample = sortedSample(values);
  if (sample.length === 0) return [];
  const inside = (edges: Iterable<number>) => [...new Set(edges)].filter((x) => x >= least && x < most);
  const distinct: number[] = [];
  for (let i = 0; i < sample.length && distinct.length <= BINS; i += 1)
    if (sample[i] !== distinct[distinct.length - 1]) distinct.push(sample[i]);
  if (distinct.length <= BINS) return inside(distinct);
  const tenths = Array.from({ length: BINS - 1 }, (_, b) => sample[Math.floor(((b + 1) * sample.length) / BINS)]);
  const largest = sample[sample.length - 1];
  const spread = tenths[BINS - 2] - tenths[0] || largest - sample[0];
  const digits = Math.min(100, Math.max(0, DIGITS - Math.floor(Math.log10(spread))));
  const edges = inside(tenths.map((x) => Number(x.toFixed(digits))));
  if (edges.length > 0) return edges;
  // Where nearly all rows have the largest number, what is below it is the other bin.
  let below = sample.length - 1;
  while (sample[below] === largest) below -= 1;
  return inside([sample[below]]);
}

/** Evenly spaced numbers, without gaps, sorted: those above the least, which most rows have in many columns. */
function sortedSample(values: ArrayLike<number>): Float64Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLED));
  const sample = new Float64Array(Math.ceil(values.length / step));
  let count = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i += step) {
    const x = values[i];
    if (Number.isNaN(x)) continue;
    sample[count] = x;
    count += 1;
    if (x < least) least = x;
  }
  let equal = 0;
  for (let i = 0; i < count; i += 1) {
    if (sample[i] !== least) continue;
    sample[i] = sample[equal];
    sample[equal] = least;
    equal += 1;
  }
  sample.subarray(equal, count).sort();
  return sample.subarray(0, count);
}

function levelsProfile(
  { codes, levels: count }: ColumnCells & { kind: 'levels' },
  weights: ArrayLike<number> | null,
): ColumnProfile | null {
  const all = Array.from({ length: count }, (_, level) => level);
  const { counts, missing } = countLevels({ kind: 'levels', codes, levels: count }, weights, all);
  if (counts.every((n) => n === 0)) return null;
  const levels = all.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, MOST_LEVELS);
  const shown = levels.map((level) => counts[level]);
  const others = counts.reduce((sum, n) => sum + n, 0) - shown.reduce((sum, n) => sum + n, 0);
  return { kind: 'levels', missing, levels, counts: [...shown, Math.max(0, others)] };
}

/** The text of a model file with the profile as a further field. */
export function withProfile(model: string, profile: Profile): string {
  return model.replace(/\n\}\n$/, () => `,\n  "profile": ${JSON.stringify(encodeProfile(profile))}\n}\n`);
}

/** The profile as lists of numbers in one text. */
function encodeProfile(profile: Profile): string {
  const short = (x: number) => Number(x.toPrecision(7));
  const entries = profile.map((one) => {
    if (one === null) return null;
    const { missing, counts } = one;
    const rows = [short(missing), counts.map(short)];
    return one.kind === 'numbers' ? [...rows, one.edges, one.least, one.most] : [...rows, one.levels];
  });
  return JSON.stringify(entries);
}

/**
 * The profile in a model file's `profile`, of which every number is checked.
 *
 * @throws ModelError 'bad-field'.
 */
export function decodeProfile(text: unknown, { features }: Recipe): Profile {
  const entries = typeof text === 'string' ? parsed(text) : refuse('profile', text);
  if (!Array.isArray(entries) || entries.length !== features.length) return refuse('profile', text);
  return entries.map((entry, f) => {
    if (entry === null) return null;
    const wrong = () => refuse(`profile[${f}]`, entry);
    if (!Array.isArray(entry)) return wrong();
    const [missing, counts, marks, least, most] = entry;
    const feature = features[f];
    if (!isCount(missing) || !isList(counts, isCount) || counts.every((n) => n === 0)) return wrong();
    if (!isList(marks, Number.isFinite) || counts.length !== marks.length + 1) return wrong();
    if (feature.kind === 'categorical') {
      const { levels } = feature;
      const fits = marks.every((x, i) => Number.isInteger(x) && x in levels && marks.indexOf(x) === i);
      return fits ? { kind: 'levels', missing, counts, levels: marks } : wrong();
    }
    const rises = [least, ...marks, most].every((x, i, all) => Number.isFinite(x) && (i < 2 || x > all[i - 1]));
    return rises && least <= most && (marks.length === 0 || least <= marks[0])
      ? { kind: 'numbers', missing, counts, edges: marks, least, most }
      : wrong();
  });
}

const isCount = (x: unknown): x is number => typeof x === 'number' && x >= 0 && x < Infinity;

function isList(list: unknown, fits: (x: unknown) => boolean): list is number[] {
  return Array.isArray(list) && list.length <= Math.max(BINS, MOST_LEVELS) + 1 && list.every(fits);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('profile', text);
  }
}

function refuse(field: string, value: unknown): never {
  const found = described(value);
  throw new ModelError('bad-field', `The model's field "${field}" is wrong: found ${found}.`, { field, found });
}

/** In a few characters, however large or deep the value is. */
function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? `[…] of ${value.length}` : '{…}';
}
