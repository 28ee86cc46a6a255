// How far a table's columns and classes are from those of the training: the population stability index (Lewis 1994; Siddiqi
// 2006), PSI = Σ (q − p)·ln(q/p) over bins with the shares p of the training rows and q of the table's. Half a row is added
// to every bin, so that an empty one stays finite. Of n and m rows from one distribution, PSI/(1/n + 1/m) is nearly χ²
// with bins − 1 degrees of freedom (Yurdakul & Naranjo 2020): small tables differ by chance.

import { log } from 'bridle';
import { applyRecipe, type Column, type Model, type Table } from 'bridle/learn';
import { cellsOf, type OwnFeature } from './column-cells.ts';
import { asRows, countLevels, countNumbers } from './count-cells.ts';
import type { ColumnProfile, Profile } from './profile.ts';

/** From 0.1 on drift is moderate and from 0.25 on large, where it is more than chance gives. */
export type DriftSize = 'small' | 'moderate' | 'large';

/**
 * A bin: numbers above `from` and up to `to`, null for open (hours of a time of day, characters of a text); days likewise, as
 * 2024-05-31; a level; other levels; missing cells.
 */
export type DriftBin =
  | { kind: 'interval'; from: number | null; to: number | null }
  | { kind: 'days'; from: string | null; to: string | null }
  | { kind: 'level'; level: string }
  | { kind: 'others' }
  | { kind: 'missing' };

/** A bin with its share of the training rows and of the table's. */
export type Change = { bin: DriftBin; training: number; table: number };

type Index = {
  psi: number;
  /** What 99 of 100 tables of so many rows stay below without drift. */
  byChance: number;
  drift: DriftSize;
};

/** How far a column of the evaluated table has moved from that of the training. */
export type ColumnDrift = Index & {
  column: string;
  kind: OwnFeature['kind'];
  /** Shares of the rows. */
  missing: { training: number; table: number };
  /**
   * The share of the table's rows beyond the numbers of the training, in a level or with words that it did not have; null
   * where this cannot be told, as the recipe takes rare levels together or hashes words.
   */
  unseen: number | null;
  /** The bins that bring most of the index, the largest first. */
  changes: Change[];
};

export type ClassDrift = Index & { shares: { class: string; training: number; table: number }[] };

/** Columns by their index, the largest first. Null: the model does not hold what it takes. */
export type Drift = { columns: ColumnDrift[] | null; classes: ClassDrift | null };

const MODERATE = 0.1;
const LARGE = 0.25;
const MOST_CHANGES = 3;
/** Beyond this no `Date` can be. */
const MOST_DAYS = 1e8;
/** The quantile 0.99 of the normal distribution. */
const Z = 2.3263478740408408;

type Rows = { table: Table; labels: Int32Array; weights: Float64Array | null };

/** The drift of the table's columns, and of the classes of its rows that have one (label ≥ 0); weights are frequencies. */
export function measureDrift(model: Model, profile: Profile | null, { table, labels, weights }: Rows): Drift {
  const rows = asRows(weights);
  const supports = model.classes.map(() => 0);
  labels.forEach((label, i) => {
    if (label >= 0) supports[label] += rows ? rows[i] : 1;
  });
  return { columns: profile && columnsDrift(model, profile, table, rows), classes: classDrift(model, supports) };
}

function columnsDrift(
  { recipe }: Model,
  profile: Profile,
  table: Table,
  weights: ArrayLike<number> | null,
): ColumnDrift[] {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const found = recipe.features.flatMap((feature, f): ColumnDrift[] => {
    const training = profile[f];
    const column = columns.get(feature.name);
    return training && column && feature.kind !== 'product'
      ? [columnDrift(feature, training, column, table.rows, weights)]
      : [];
  });
  return found.sort((a, b) => b.psi - a.psi);
}

function columnDrift(
  feature: OwnFeature,
  training: ColumnProfile,
  column: Column,
  rows: number,
  weights: ArrayLike<number> | null,
): ColumnDrift {
  const { counts, missing, unseen } = countsNow(feature, training, column, rows, weights);
  const before = [...training.counts, training.missing];
  const after = [...counts, missing];
  const [n, m] = [sum(before), sum(after)];
  const changes = before
    .map((count, b): Change => ({ bin: binOf(feature, training, b), training: count / n, table: after[b] / m }))
    .filter((change) => change.training !== change.table)
    .sort((a, b) => partOf(b.training, b.table, n, m) - partOf(a.training, a.table, n, m));
  return {
    ...{ column: feature.name, kind: feature.kind },
    ...indexOf(before, after),
    missing: { training: training.missing / n, table: missing / m },
    unseen: unseen === null ? null : unseen / m,
    changes: changes.slice(0, MOST_CHANGES),
  };
}

/** The table's rows in the bins of the training, and how many are in none that the training had. */
function countsNow(
  feature: OwnFeature,
  training: ColumnProfile,
  column: Column,
  rows: number,
  weights: ArrayLike<number> | null,
): { counts: number[]; missing: number; unseen: number | null } {
  const cells = cellsOf(feature, column, rows);
  if (training.kind === 'levels' && cells.kind === 'levels') {
    const found = countLevels(cells, weights, training.levels);
    return feature.kind === 'categorical' && feature.hasOther ? { ...found, unseen: null } : found;
  }
  if (training.kind !== 'numbers' || cells.kind !== 'numbers') throw new TypeError('measureDrift: another recipe');
  const { values } = cells;
  const { edges, least, most } = training;
  const isUnseen =
    feature.kind === 'text'
      ? unknownTexts(feature, column, rows)
      : (i: number) => values[i] < least || values[i] > most;
  let unseen = 0;
  for (let i = 0; isUnseen && i < values.length; i += 1) if (isUnseen(i)) unseen += weights ? weights[i] : 1;
  return { ...countNumbers(values, weights, edges), unseen: isUnseen ? unseen : null };
}

/** Whether a row has a text without any word or n-gram of the training; null where these are hashed. */
function unknownTexts(feature: OwnFeature, column: Column, rows: number): ((i: number) => boolean) | null {
  if (feature.kind !== 'text' || feature.bits !== null) return null;
  const { sparse = [], blocks } = applyRecipe(
    { features: [{ ...feature, hasMissing: true }] },
    { rows, columns: [column] },
  ).design;
  const [{ offsets }] = sparse;
  const block = blocks.find(({ kind }) => kind === 'codes');
  const codes = block?.kind === 'codes' ? block.codes : null;
  return (i) => offsets[i + 1] === offsets[i] && codes?.[i] !== 0;
}

function classDrift({ classes, training }: Model, supports: readonly number[]): ClassDrift | null {
  const { shares, classWeights, rows } = training;
  if (!shares || rows === 0) return null;
  const own = shares.map((share, k) => share / (classWeights?.[k] ?? 1));
  const before = own.map((share) => (rows * share) / sum(own));
  const total = sum(supports);
  const each = classes.map((name, k) => ({ class: name, training: before[k] / rows, table: supports[k] / total }));
  return { ...indexOf(before, supports), shares: each };
}

/** The index of the counts of the same bins; bins that are empty in both are none. */
function indexOf(before: readonly number[], after: readonly number[]): Index {
  const bins = before.map((_, b) => b).filter((b) => before[b] > 0 || after[b] > 0);
  const [n, m] = [sum(before), sum(after)];
  const smooth = (counts: readonly number[], total: number) =>
    bins.map((b) => (counts[b] + 0.5) / (total + bins.length / 2));
  const [p, q] = [smooth(before, n), smooth(after, m)];
  const psi = p.reduce((total, share, b) => total + (q[b] - share) * log(q[b] / share), 0);
  const byChance = bins.length < 2 ? 0 : chiSquareQuantile(bins.length - 1) * (1 / n + 1 / m);
  const drift = psi <= byChance || psi < MODERATE ? 'small' : psi < LARGE ? 'moderate' : 'large';
  return { psi, byChance, drift };
}

/** The quantile 0.99 of χ², within 1 % (Wilson & Hilferty 1931). */
function chiSquareQuantile(df: number): number {
  const a = 2 / (9 * df);
  return df * (1 - a + Z * Math.sqrt(a)) ** 3;
}

/** What a bin brings to the index, for the order of the changes. */
function partOf(training: number, table: number, n: number, m: number): number {
  const [p, q] = [training + 0.5 / n, table + 0.5 / m];
  return (q - p) * log(q / p);
}

function binOf(feature: OwnFeature, training: ColumnProfile, b: number): DriftBin {
  if (b === training.counts.length) return { kind: 'missing' };
  if (training.kind === 'numbers') {
    const [from = null, to = null] = [training.edges[b - 1], training.edges[b]];
    if (feature.kind !== 'date' || feature.form === 'time') return { kind: 'interval', from, to };
    const day = (x: number | null) => (x === null ? null : dayOf(feature.origin + x));
    return { kind: 'days', from: day(from), to: day(to) };
  }
  const level = feature.kind === 'categorical' ? feature.levels[training.levels[b]] : undefined;
  return level === undefined ? { kind: 'others' } : { kind: 'level', level };
}

/** ISO 8601, of a day counted from 1970-01-01. */
function dayOf(day: number): string {
  const within = Math.min(Math.max(day, -MOST_DAYS), MOST_DAYS);
  return new Date(within * 86_400_000).toISOString().replace(/T.*/, '');
}

function sum(list: readonly number[]): number {
  return list.reduce((total, x) => total + x, 0);
}
