// Training where features are sparse and may outnumber the rows. The minimum lies in the span of the rows, W = Xᵀ·A, so
// the unknowns are the coefficients A, (rows, classes), beside the intercepts b: vectors of the size of the scores, however
// many features there are. In coefficients the gradient is R + λA, R being the residuals, and the product of two vectors
// is ⟨U, X·Xᵀ·V⟩. Layout: (rows, width), the classes first; what pads them is 0.

import { exp } from '../../core/arithmetic/exp.ts';
import { log, log1p } from '../../core/arithmetic/log.ts';
import type { ListProducts } from '../tiles/lists.ts';

/** The rows that train; their weights sum to 1. */
export type Span = { products: ListProducts; labels: Int32Array; weights: Float64Array; classes: number };

/** What training looks for: A, and b behind it, `width` numbers. */
export type SpanParameters = Float64Array;

/** Coefficients 0, and the intercepts that are optimal for them: the logarithms of the class frequencies. */
export function startInSpan({ labels, weights, classes, products }: Span): SpanParameters {
  const { width } = products;
  const shares = new Float64Array(classes);
  for (let i = 0; i < labels.length; i += 1) shares[labels[i]] += weights[i];
  const logs = shares.map(log);
  const mean = logs.reduce((sum, x) => sum + x / classes, 0);
  const parameters = new Float64Array((labels.length + 1) * width);
  for (let k = 0; k < classes; k += 1) parameters[labels.length * width + k] = logs[k] - mean;
  return parameters;
}

/** A and b, as parts of the parameters. */
export function partsOf({ labels, products }: Span, parameters: SpanParameters) {
  const size = labels.length * products.width;
  return { coefficients: parameters.subarray(0, size), intercepts: parameters.subarray(size) };
}

/** W, (classes, features), and b. */
export function weightsInSpan(
  span: Span,
  parameters: SpanParameters,
): { weights: Float64Array; intercepts: Float64Array } {
  const { classes, products } = span;
  const { coefficients, intercepts } = partsOf(span, parameters);
  const w = products.toColumns(coefficients);
  const columns = w.length / products.width;
  const weights = new Float64Array(classes * columns);
  for (let j = 0; j < columns; j += 1) {
    for (let k = 0; k < classes; k += 1) weights[k * columns + j] = w[j * products.width + k];
  }
  return { weights, intercepts: intercepts.slice(0, classes) };
}

/** X·Xᵀ·V + b, of the rows that train. */
export function spanScores({ products, labels }: Span, v: Float64Array, b: Float64Array, scores: Float64Array): void {
  products.toColumns(v);
  products.toRows(0, labels.length, scores);
  for (let i = 0, at = 0; i < labels.length; i += 1) for (let k = 0; k < b.length; k += 1, at += 1) scores[at] += b[k];
}

/** The mean loss at the scores; their softmax is written. */
export function softmaxAt({ labels, weights, classes, products }: Span, z: Float64Array, out: Float64Array): number {
  const { width } = products;
  let loss = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const start = i * width;
    const end = start + classes;
    let top = start;
    for (let at = start + 1; at < end; at += 1) if (z[at] > z[top]) top = at;
    const max = z[top];
    let rest = 0;
    for (let at = start; at < end; at += 1) {
      out[at] = at === top ? 1 : exp(z[at] - max);
      if (at !== top) rest += out[at];
    }
    loss += weights[i] * (log1p(rest) + (max - z[start + labels[i]]));
    const share = 1 / (1 + rest);
    for (let at = start; at < end; at += 1) out[at] *= share;
  }
  return loss;
}

/** Σ wᵢ·(p − y)·z, the loss's slope along a direction of the scores. */
export function slopeAlong({ labels, weights, classes, products }: Span, p: Float64Array, z: Float64Array): number {
  const { width } = products;
  let slope = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const start = i * width;
    const own = z[start + labels[i]];
    let sum = 0;
    for (let k = 0; k < classes; k += 1) sum += p[start + k] * (z[start + k] - own);
    slope += weights[i] * sum;
  }
  return slope;
}

/** The loss's second derivative times a direction of the scores, wᵢ·p∘(z − pᵀz), into `out`; returns its product with z. */
export function bend(
  { labels, weights, classes, products }: Span,
  p: Float64Array,
  z: Float64Array,
  out: Float64Array,
): number {
  const { width } = products;
  let curvature = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const start = i * width;
    let mean = 0;
    for (let k = 0; k < classes; k += 1) mean += p[start + k] * z[start + k];
    let sum = 0;
    for (let k = 0; k < classes; k += 1) {
      const away = z[start + k] - mean;
      const x = weights[i] * p[start + k] * away;
      out[start + k] = x;
      sum += x * away;
    }
    curvature += sum;
  }
  return curvature;
}

/** ⟨U, X·Xᵀ·V⟩ for V whose scores are X·Xᵀ·V + b. */
export function spanProduct(u: Float64Array, scores: Float64Array, b: Float64Array): number {
  const width = b.length;
  let sum = 0;
  for (let start = 0; start < u.length; start += width) {
    for (let k = 0; k < width; k += 1) sum += u[start + k] * (scores[start + k] - b[k]);
  }
  return sum;
}

/** Whether every row's own class has more than half of its probability. */
export function classifiesAll({ labels, weights, products }: Span, p: Float64Array): boolean {
  return weights.every((weight, i) => weight === 0 || p[i * products.width + labels[i]] > 0.5);
}
