// Products of columns as columns: of numbers, with the gaps filled as in their own features, and of categories, as
// combinations. A combination is one number, whose digits are the places of the categories' features (mixed radix).

import { type CategoricalFeature, type Feature, featureWidth, type NumericFeature } from './features.ts';
import { asNumbers, codesOf, filled } from './read-feature.ts';
import type { Column, NumericColumn } from './table.ts';

/** The columns of a product, by their features. */
export type Factors = { feature: Feature; column: Column }[];

/**
 * For each row the product of the numbers, null where the columns have none, and the combination of the categories, NaN where
 * one has no feature; 0 without categories.
 */
export function multiplied(factors: Factors, rows: number): { numbers: Float64Array | null; keys: Float64Array } {
  const keys = new Float64Array(rows);
  let numbers: Float64Array | null = null;
  for (const { feature, column } of factors) {
    if (feature.kind === 'categorical') {
      const width = featureWidth(feature);
      codesOf(feature, column).forEach((code, i) => {
        keys[i] = code < 0 ? Number.NaN : keys[i] * width + code;
      });
    } else if (feature.kind === 'numeric') {
      const values = filled(asNumbers(column).values, feature.fill);
      numbers = numbers ? times(numbers, values) : values;
    }
  }
  return { numbers, keys };
}

function times(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((x, i) => x * other[i]);
}

/** The column of a part: the combinations, or the product where a row has the part's combination, else 0. */
export function productColumn(
  name: string,
  part: NumericFeature | CategoricalFeature,
  { numbers, keys }: ReturnType<typeof multiplied>,
): NumericColumn {
  const values = numbers ? numbers.map((x, i) => (keys[i] === Number(part.name) ? x : 0)) : keys;
  return { kind: 'numeric', name, values };
}
