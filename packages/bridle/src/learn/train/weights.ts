// Weights of rows from a column of the table, and weights of classes. Both are frequencies: a row of weight 2 counts as
// two equal rows in training, folds, calibration, tests and measures; a row of weight 0 is not used.

import { nearestName } from '../../core/nearest-name.ts';
import { cellText } from '../table/cells.ts';
import { RecipeError } from '../table/recipe-error.ts';
import { columnOf, type Table } from '../table/table.ts';

/** 'balanced' weighs each class by n/(K·its rows), so that all count alike; the classes not named have the weight 1. */
export type ClassWeight = 'balanced' | Readonly<Record<string, number>>;

/** Rows that all have a class, and their weights; null where every row counts once. */
type Labelled = { labels: Int32Array; weights: Float64Array | null; classes: readonly string[] };

/**
 * The column's weights, and the table without it; null weights where no column is given.
 *
 * @throws RecipeError 'no-such-column', 'bad-weight' for a cell that is not a number ≥ 0, 'zero-weights' where all
 * are 0.
 * @example
 * ```ts
 * import { takeWeights } from 'bridle/learn';
 * const w = { kind: 'numeric' as const, name: 'w', values: new Float64Array([2, 0]) };
 * takeWeights({ rows: 2, columns: [w] }, 'w').weights; // → Float64Array [2, 0]
 * ```
 */
export function takeWeights(table: Table, name: string | undefined): { table: Table; weights: Float64Array | null } {
  if (name === undefined) return { table, weights: null };
  const column = columnOf(table, name);
  const refuse = (row: number): never => {
    const found = cellText(column, row);
    const what = found === '' ? 'is empty' : `is "${found}"`;
    throw new RecipeError(
      'bad-weight',
      `Row ${row + 1} of the column "${name}" ${what}; a weight is a number of at least 0.`,
      { column: name, row: row + 1, found },
    );
  };
  if (column.kind === 'categorical')
    return refuse(
      Math.max(
        0,
        column.codes.findIndex((code) => code >= 0),
      ),
    );
  const weights = Float64Array.from(column.values, (weight, row) => {
    return weight >= 0 && weight < Infinity ? weight : refuse(row);
  });
  if (weights.every((weight) => weight === 0)) {
    throw new RecipeError('zero-weights', `Every weight in the column "${name}" is 0, so no row counts.`, {
      column: name,
    });
  }
  return { table: { ...table, columns: table.columns.filter((one) => one !== column) }, weights };
}

/** The labels, −1 where the weight is 0; RecipeError 'zero-weight-class' for a class without any weight. */
export function weighedLabels(column: string | undefined, { labels, weights, classes }: Labelled): Int32Array {
  if (column === undefined || !weights) return labels;
  const weighed = labels.map((label, row) => (weights[row] > 0 ? label : -1));
  const present = new Set(weighed);
  const lost = classes.find((_, k) => !present.has(k));
  if (lost !== undefined) {
    throw new RecipeError(
      'zero-weight-class',
      `Every row of the class "${lost}" has the weight 0 in the column "${column}".`,
      { column, class: lost },
    );
  }
  return weighed;
}

/** The weight of each class; null where all are 1 because none was asked for. */
export function classWeightsOf(
  wanted: ClassWeight | undefined,
  { labels, weights, classes }: Labelled,
): Float64Array | null {
  if (wanted === undefined) return null;
  if (wanted === 'balanced') {
    const shares = classShares(labels, weights, classes.length);
    return shares.map((share) => 1 / (classes.length * share));
  }
  const out = new Float64Array(classes.length).fill(1);
  for (const [name, weight] of Object.entries(wanted)) out[classAt(classes, name)] = weight;
  return out;
}

/**
 * The place of a class.
 *
 * @throws RecipeError 'no-such-class', with the nearest one.
 * @example
 * ```ts
 * import { classAt } from 'bridle/learn';
 * classAt(['newt', 'toad'], 'toad'); // → 1
 * ```
 */
export function classAt(classes: readonly string[], name: string): number {
  const at = classes.indexOf(name);
  if (at >= 0) return at;
  const nearest = nearestName(name, classes);
  const hint = nearest === '' ? '' : `; the nearest is "${nearest}"`;
  throw new RecipeError('no-such-class', `There is no class "${name}"${hint}.`, { class: name, nearest });
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
