// Which features are combinations of those before them: then no estimate is unique. Found by Cholesky's factorisation of
// the Gram matrix, whose pivot is 0 for such a feature (see fit/cholesky.ts).

import { factor, solve } from '../fit/cholesky.ts';
import type { CentredRows } from './centred-rows.ts';

/** A feature, and the features before it of which it is a combination; none where it is constant. */
export type Dependence = { feature: number; of: number[] };

/** A coefficient below this part of what would explain the feature alone is rounding. */
const NONE = 1e-6;

/** The first feature that depends on others, or null. */
export function firstDependence({ rows, features, x }: CentredRows, weights: Float64Array): Dependence | null {
  const width = features + 1;
  // The intercept first: a feature that it explains is constant.
  const order = [features, ...Array.from({ length: features }, (_, j) => j)];
  const gram = new Float64Array(width * width);
  for (let a = 0; a < width; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let sum = 0;
      for (let i = 0; i < rows; i += 1) sum += weights[i] * x[i * width + order[a]] * x[i * width + order[b]];
      gram[a * width + b] = sum;
      gram[b * width + a] = sum;
    }
  }
  const factors = gram.slice();
  factor(factors, width);
  const at = order.findIndex((_, a) => factors[a * width + a] === 0);
  if (at < 0) return null;
  const coefficients = gram.slice(at * width, at * width + at);
  const leading = new Float64Array(at * at);
  for (let a = 0; a < at; a += 1) leading.set(factors.subarray(a * width, a * width + at), a * at);
  solve(leading, at, coefficients);
  const size = Math.sqrt(gram[at * width + at]);
  const of = order
    .slice(0, at)
    .filter((j, a) => j !== features && Math.abs(coefficients[a]) * Math.sqrt(gram[a * width + a]) > NONE * size);
  return { feature: order[at], of };
}
