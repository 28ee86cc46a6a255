// Weights of rows from a column of the table, and weights of classes. Both are frequencies: a row of weight 2 counts as
// two equal rows in training, folds, calibration, tests and measures; a row of weight 0 is not used.

import { nearestName, type Table } from 'bridle/learn';
import { inputError } from './messages.ts';

/** 'balanced' weighs each class by n/(K·its rows), so that all count alike; the classes not named have the weight 1. */
export type ClassWeight = 'balanced' | Readonly<Record<string, number>>;

/** The column's weights, and the table without it; null weights where no column is given. */
export function takeWeights(
  file: string,
  table: Table,
  name: string | undefined,
): { table: Table; weights: Float64Array | null } {
  if (name === undefined) return { table, weights: null };
  const column = table.columns.find((one) => one.name === name);
  if (!column) {
    const names = table.columns.map((one) => one.name);
    throw inputError('no-such-column', { file, column: name, nearest: nearestName(name, names) });
  }
  const refuse = (row: number, found: string): never => {
    throw inputError('bad-weight', { file, column: name, row: row + 1, found });
  };
  if (column.kind === 'categorical') {
    const row = column.codes.findIndex((code) => code >= 0);
    return refuse(Math.max(row, 0), row < 0 ? '' : column.levels[column.codes[row]]);
  }
  const weights = Float64Array.from(column.values, (weight, row) => {
    return weight >= 0 ? weight : refuse(row, Number.isNaN(weight) ? '' : String(weight));
  });
  if (weights.every((weight) => weight === 0)) throw inputError('zero-weights', { file, column: name });
  return { table: { ...table, columns: table.columns.filter((one) => one !== column) }, weights };
}

/** The labels, −1 where the weight is 0; a class without any weight is refused. */
export function weighedLabels(
  file: string,
  column: string | undefined,
  { labels, weights, classes }: { labels: Int32Array; weights: Float64Array | null; classes: readonly string[] },
): Int32Array {
  if (column === undefined || !weights) return labels;
  const weighed = labels.map((label, row) => (weights[row] > 0 ? label : -1));
  const present = new Set(weighed);
  const lost = classes.findIndex((_, k) => !present.has(k));
  if (lost >= 0) throw inputError('zero-weight-class', { file, column, class: classes[lost] });
  return weighed;
}

/** The weight of each class; null where all are 1 because none was asked for. */
export function classWeightsOf(
  file: string,
  wanted: ClassWeight | undefined,
  { labels, weights, classes }: { labels: Int32Array; weights: Float64Array | null; classes: readonly string[] },
): Float64Array | null {
  if (wanted === undefined) return null;
  if (wanted === 'balanced') {
    const shares = classShares(labels, weights, classes.length);
    return shares.map((share) => 1 / (classes.length * share));
  }
  const out = new Float64Array(classes.length).fill(1);
  for (const [name, weight] of Object.entries(wanted)) out[classAt(file, classes, name)] = weight;
  return out;
}

/** The place of a class, or a refusal that names the nearest one. */
export function classAt(file: string, classes: readonly string[], name: string): number {
  const at = classes.indexOf(name);
  if (at < 0) throw inputError('no-such-class', { file, class: name, nearest: nearestName(name, classes) });
  return at;
}

/** The weight of each row with that of its class; null where every row counts once. */
export function rowWeights(
  labels: Int32Array,
  weights: Float64Array | null,
  classWeights: Float64Array | null,
): Float64Array | null {
  if (!weights && !classWeights) return null;
  return Float64Array.from(labels, (label, i) => (weights ? weights[i] : 1) * (classWeights ? classWeights[label] : 1));
}

/** The shares of the classes among rows that all have one, by weight. */
export function classShares(labels: Int32Array, weights: Float64Array | null, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  let total = 0;
  labels.forEach((label, i) => {
    const weight = weights ? weights[i] : 1;
    sums[label] += weight;
    total += weight;
  });
  return sums.map((sum) => sum / total);
}
