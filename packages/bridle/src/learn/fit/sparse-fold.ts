// The trainings of one fold of a cross-validation where features are sparse: in the span of the rows (fit/span.ts), from a
// strong penalty to weaker ones, each from where the last one ended. Rough ones: what a penalty is worth shows long before
// its minimum is reached.

import type { Design } from '../table/design.ts';
import { entriesOf, meanSquare } from '../tiles/entries.ts';
import { type Entries, openLists } from '../tiles/lists.ts';
import { checkedProblem, type FitOptions } from './problem.ts';
import { partsOf, type Span, type SpanParameters, startInSpan } from './span.ts';
import { descendInSpan, penaltiesTo } from './span-descent.ts';

export type SparseFold = {
  /** The sum of the weights. */
  total: number;
  parameters: SpanParameters;
  /** Descends at a penalty from the parameters, or from coefficients 0 by stronger penalties. */
  descend: (l2: number, isFirst: boolean) => Generator<unknown>;
  /** Of the held-out rows, (classes, rows). */
  scores: () => Float64Array;
  close: () => void;
};

/**
 * How far above its minimum an objective may end, as a part of it. On three sets of short texts 0.02 took a quarter fewer
 * products than 0.005, and the held-out losses differed by 0.1 % at the best penalty, by 0.7 % at most beside it.
 */
const ROUGH = 0.02;
const MAX_ITERATIONS = 100;

export function openSparseFold(
  train: Design,
  test: Design,
  labels: Int32Array,
  classes: number,
  options: Pick<FitOptions, 'sampleWeights' | 'threads'>,
): SparseFold {
  const { problem, total } = checkedProblem(train, labels, classes, options);
  const { weights } = problem;
  const entries = entriesOf(train);
  const products = openLists(joined(entries, entriesOf(test)), train.rows, classes, options.threads ?? 1);
  const span: Span = { products, labels: problem.labels, weights, classes };
  const parameters = startInSpan(span);
  const square = meanSquare(entries, weights);
  const ends = { tolerance: { relative: ROUGH }, maxIterations: MAX_ITERATIONS, iteration: 0, passes: 0 };
  return {
    total,
    parameters,
    *descend(l2, isFirst) {
      for (const penalty of isFirst ? penaltiesTo(l2, square) : [l2]) {
        yield* descendInSpan(span, parameters, penalty, ends);
      }
    },
    scores() {
      const { coefficients, intercepts } = partsOf(span, parameters);
      const { width } = products;
      const rows = new Float64Array(test.rows * width);
      products.toColumns(coefficients);
      products.toRows(train.rows, train.rows + test.rows, rows);
      const scores = new Float64Array(classes * test.rows);
      for (let i = 0; i < test.rows; i += 1) {
        for (let k = 0; k < classes; k += 1) scores[k * test.rows + i] = rows[i * width + k] + intercepts[k];
      }
      return scores;
    },
    close: products.close,
  };
}

/** The rows of both. */
function joined(one: Entries, other: Entries): Entries {
  const rows = one.offsets.length - 1;
  const end = one.offsets[rows];
  const offsets = new Int32Array(rows + other.offsets.length);
  offsets.set(one.offsets);
  for (let i = 0; i < other.offsets.length; i += 1) offsets[rows + i] = end + other.offsets[i];
  const indices = new Int32Array(end + other.indices.length);
  const values = new Float64Array(indices.length);
  indices.set(one.indices);
  indices.set(other.indices, end);
  values.set(one.values);
  values.set(other.values, end);
  return { columns: one.columns, offsets, indices, values };
}
