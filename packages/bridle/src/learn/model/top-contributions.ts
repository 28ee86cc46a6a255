// Why each row of a table has its class: the features that add most to the logit of that class, for many rows.

import { applyRecipe } from '../table/apply-recipe.ts';
import type { Table } from '../table/table.ts';
import { activeFeatures } from './active-features.ts';
import type { Model } from './model.ts';

/**
 * For each row the `count` features that add most to the logit of class `classOf[row]`, compared with the mean of all
 * classes, the largest first: (rows, count), features by their place in `featureNames`, −1 and 0 where a row has fewer
 * that are not 0. Only what a class has above the mean matters to its probability.
 *
 * @throws RecipeError as `predict`; RangeError for a count that is no whole number ≥ 1.
 * @example
 * ```ts
 * import { type Model, topContributions } from 'bridle/learn';
 * const model = {
 *   classes: ['a', 'b'], weights: new Float64Array([2, -2]), intercepts: new Float64Array(2),
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] },
 * } as unknown as Model;
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 4]) };
 * topContributions(model, { rows: 2, columns: [x] }, [0, 1], 1).values; // → Float64Array [2, -8]
 * ```
 */
export function topContributions(
  model: Model,
  table: Table,
  classOf: ArrayLike<number>,
  count: number,
): { features: Int32Array; values: Float64Array } {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`topContributions: expected count to be a whole number ≥ 1, got ${count}`);
  }
  const { design } = applyRecipe(model.recipe, table);
  const { columns } = design;
  const { weights } = model;
  const means = new Float64Array(columns);
  const classes = model.classes.length;
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < columns; j += 1) means[j] += weights[k * columns + j] / classes;
  }
  const features = new Int32Array(table.rows * count).fill(-1);
  const values = new Float64Array(table.rows * count);
  const active = activeFeatures(design);
  for (let row = 0; row < table.rows; row += 1) {
    const at = row * count;
    let found = 0;
    active(row, (j, weigh) => {
      const value = weigh(weights[classOf[row] * columns + j] - means[j]);
      if (found === count && !(value > values[at + count - 1])) return;
      let place = found < count ? found : count - 1;
      for (; place > 0 && value > values[at + place - 1]; place -= 1) {
        features[at + place] = features[at + place - 1];
        values[at + place] = values[at + place - 1];
      }
      features[at + place] = j;
      values[at + place] = value;
      if (found < count) found += 1;
    });
  }
  return { features, values };
}
