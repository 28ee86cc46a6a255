// The summary of a training without a penalty: the library's inference with the names of classes, columns and features.

import {
  type Column,
  type Design,
  featureNames,
  featureWidth,
  type Inference,
  InferenceError,
  inferring,
  type LikelihoodRatio,
  type Recipe,
  type ReferenceLevel,
  separations,
  type Table,
} from 'bridle/learn';
import { inputError } from './messages.ts';

type Named<T> = Omit<T, 'class' | 'feature'> & { class: string; feature: string };

/** Classes and features by name; the intercept is `(intercept)`. */
export type Summary = Omit<Inference, 'base' | 'coefficients' | 'tests' | 'marginalEffects'> & {
  base: string;
  errors: 'model' | 'robust' | 'clustered';
  /** The column of the clusters, or null. */
  cluster: string | null;
  confidence: number;
  /** Training rows that were left out because a cell of a used column is missing. */
  incompleteRows: number;
  /** The reference level of each column of categories. */
  references: Record<string, string>;
  coefficients: Named<Inference['coefficients'][number]>[];
  tests: (LikelihoodRatio & { column: string })[];
  marginalEffects: Named<Inference['marginalEffects'][number]>[];
};

export type SummaryOptions = {
  /** The class that the others are compared with. Default: the first. */
  base?: string;
  robust?: boolean;
  /** The column whose values group rows that depend on each other; it is no feature. */
  cluster?: string;
  confidence?: number;
};

/**
 * The name of the intercept among the terms of a summary.
 *
 * @example
 * ```ts
 * import { INTERCEPT } from '@bridle/pipeline';
 * INTERCEPT; // → '(intercept)'
 * ```
 */
export const INTERCEPT = '(intercept)';

type Facts = {
  file: string;
  table: Table;
  /** With every level of a category, and without the reference levels. */
  whole: Design;
  design: Design;
  labels: Int32Array;
  /** Frequencies, or null where every row counts once. */
  weights: Float64Array | null;
  classes: readonly string[];
  recipe: Recipe;
  /** The features of the recipe that the design leaves out. */
  references: readonly ReferenceLevel[];
  dropped: readonly number[];
  incompleteRows: number;
};

/** The summary of the design's model; an InputError that names what depends or separates. */
export function summarize(facts: Facts, { base, robust = false, cluster, confidence = 0.95 }: SummaryOptions): Summary {
  const { file, table, design, labels, weights, classes, recipe, dropped } = facts;
  const at = base === undefined ? 0 : classes.indexOf(base);
  if (at < 0) {
    throw inputError('bad-option', {
      option: 'base',
      expected: `one of ${classes.slice(0, 8).join(', ')}`,
      found: `${base}`,
    });
  }
  const all = featureNames(recipe);
  const columns = recipe.features.flatMap((feature) =>
    Array.from({ length: featureWidth(feature) }, () => feature.name),
  );
  // What a column adds through a product depends on the other columns, so it has no effect of its own.
  const tied = new Set(recipe.features.flatMap((one) => (one.kind === 'product' ? [one.name, ...one.factors] : [])));
  const kept = all.map((_, j) => j).filter((j) => !dropped.includes(j));
  const names = kept.map((j) => all[j]);
  const order = [...new Set(kept.map((j) => columns[j]))];
  const inference = named(facts, names, () =>
    inferring(design, labels, classes.length, {
      base: at,
      robust,
      confidence,
      groups: kept.map((j) => order.indexOf(columns[j])),
      ...(weights && { sampleWeights: weights }),
      ...(cluster !== undefined && { clusters: clustersOf(file, table, cluster) }),
    }),
  );
  const naming = <T extends { class: number; feature: number }>(one: T): Named<T> => ({
    ...one,
    class: classes[one.class],
    feature: one.feature < 0 ? INTERCEPT : names[one.feature],
  });
  return {
    ...inference,
    base: classes[at],
    errors: cluster !== undefined ? 'clustered' : robust ? 'robust' : 'model',
    cluster: cluster ?? null,
    confidence,
    incompleteRows: facts.incompleteRows,
    references: Object.fromEntries(facts.references.map(({ column, level }) => [column, level])),
    coefficients: inference.coefficients.map(naming),
    tests: inference.tests.map(({ group, ...test }) => ({ column: order[group], ...test })),
    marginalEffects: inference.marginalEffects.filter(({ feature }) => !tied.has(columns[kept[feature]])).map(naming),
  };
}

/** Runs the inference; what depends or separates is named by its column. */
function named(
  { file, classes, whole, labels, weights, recipe }: Facts,
  names: readonly string[],
  work: () => Inference,
): Inference {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    const { feature, of } = error.facts;
    if (error.code === 'dependent-features') {
      const others =
        String(of) === ''
          ? ''
          : String(of)
              .split(',')
              .map((j) => names[Number(j)])
              .join(', ');
      throw inputError('dependent-features', { file, feature: names[Number(feature)], of: others });
    }
    if (error.code === 'not-converged') throw inputError('summary-not-converged', { file });
    // In the whole design, because the level that separates may be a reference.
    const [found] = separations(whole, labels, classes.length, weights ?? new Float64Array(labels.length).fill(1));
    const which = found
      ? { feature: featureNames(recipe)[found.feature], class: classes[found.class], how: found.how }
      : { feature: '', class: '', how: 'together' };
    throw inputError('separated-classes', { file, ...which });
  }
}

/** The cluster of each row; a missing cell is refused. */
function clustersOf(file: string, table: Table, name: string): Int32Array {
  const column = table.columns.find((one) => one.name === name) as Column;
  const values = column.kind === 'numeric' ? column.values : column.codes;
  const places = new Map<number, number>();
  return Int32Array.from(values, (value, row) => {
    if (Number.isNaN(value) || (column.kind === 'categorical' && value < 0)) {
      throw inputError('missing-cluster', { file, column: name, rows: row + 1 });
    }
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    return place;
  });
}
