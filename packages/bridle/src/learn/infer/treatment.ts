// Treatment coding: of each category one level is the reference, which the others are compared with. A 0/1 feature for
// every level is a combination of the others and the intercept, so that without a penalty no estimate would be unique.
// A model keeps its full recipe: the weights of the reference levels are 0.

import {
  type CategoricalFeature,
  combinationsOf,
  type Feature,
  featureWidth,
  type NumericFeature,
  type Recipe,
} from '../table/features.ts';
import { RecipeError } from '../table/recipe-error.ts';

/** The level that stands for none of the others; `column` is the column's name, with the part's for a date. */
export type ReferenceLevel = { feature: number; column: string; level: string };

/**
 * The reference levels, in the order of their features: the first level of each category, or the one that `references`
 * names by column.
 *
 * @throws RecipeError 'no-such-category' or 'no-such-level' for a reference that is not in the recipe.
 * @example
 * ```ts
 * import { referenceLevels } from 'bridle/learn';
 * const island = { kind: 'categorical' as const, name: 'island', levels: ['A', 'B', 'C'], hasMissing: false };
 * referenceLevels({ features: [island] }, { island: 'C' }); // → [{ feature: 2, column: 'island', level: 'C' }]
 * ```
 */
export function referenceLevels(recipe: Recipe, references: Readonly<Record<string, string>> = {}): ReferenceLevel[] {
  const asked = new Map(Object.entries(references));
  const found: ReferenceLevel[] = [];
  let first = 0;
  for (const { column, feature } of recipe.features.flatMap(simple)) {
    if (feature.kind === 'categorical' && (feature.levels.length > 0 || asked.has(column))) {
      const level = asked.get(column) ?? feature.levels[0];
      asked.delete(column);
      const at = feature.levels.indexOf(level);
      if (at < 0) refuseLevel(column, level, feature.levels);
      found.push({ feature: first + at, column, level });
    }
    first += featureWidth(feature);
  }
  for (const column of asked.keys()) {
    throw new RecipeError('no-such-category', `The model has no column "${column}" of categories.`, { column });
  }
  return found;
}

/** A feature, or the parts of a date. */
function simple(feature: Feature): { column: string; feature: NumericFeature | CategoricalFeature }[] {
  if (feature.kind === 'text' || feature.kind === 'product') return [];
  if (feature.kind !== 'date') return [{ column: feature.name, feature }];
  return feature.parts.map((part) => ({ column: `${feature.name} ${part.name}`, feature: part }));
}

/**
 * The features of products that the reference levels make redundant: with a reference level in one of its columns, a product
 * is a combination of the other features.
 *
 * @example
 * ```ts
 * import { redundantProducts } from 'bridle/learn';
 * const c = { kind: 'categorical' as const, name: 'c', levels: ['a', 'b'], hasMissing: false };
 * const x = { kind: 'numeric' as const, name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false };
 * const parts = [{ ...x, name: '0' }, { ...x, name: '1' }];
 * const product = { kind: 'product' as const, name: 'c:x', factors: ['c', 'x'], parts };
 * redundantProducts({ features: [c, x, product] }, [{ feature: 0, column: 'c', level: 'a' }]); // → [3]
 * ```
 */
export function redundantProducts(recipe: Recipe, references: readonly ReferenceLevel[]): number[] {
  const found: number[] = [];
  let first = 0;
  for (const feature of recipe.features) {
    if (feature.kind === 'product') {
      const places = feature.factors.flatMap((name) => {
        const column = recipe.features.find((one) => one.name === name);
        if (column?.kind !== 'categorical') return [];
        return column.levels.indexOf(references.find((one) => one.column === name)?.level ?? '');
      });
      combinationsOf(feature, recipe).forEach((combination, at) => {
        if (combination.some((place, c) => place === places[c])) found.push(first + at);
      });
    }
    first += featureWidth(feature);
  }
  return found;
}

function refuseLevel(column: string, level: string, levels: readonly string[]): never {
  const known = levels.slice(0, 8).join(', ');
  const facts = { column, level, known };
  throw new RecipeError('no-such-level', `The column "${column}" has no level "${level}"; it has ${known}.`, facts);
}

/**
 * (classes, features) weights with zeros for the features that were left out.
 *
 * @example
 * ```ts
 * import { withZeros } from 'bridle/learn';
 * withZeros(new Float64Array([1, 2, 3, 4]), 2, 3, [1]); // → Float64Array [1, 0, 2, 3, 0, 4]
 * ```
 */
export function withZeros(
  weights: Float64Array,
  classes: number,
  features: number,
  dropped: readonly number[],
): Float64Array {
  const kept = Array.from({ length: features }, (_, j) => j).filter((j) => !dropped.includes(j));
  const out = new Float64Array(classes * features);
  for (let k = 0; k < classes; k += 1) {
    kept.forEach((j, at) => {
      out[k * features + j] = weights[k * kept.length + at];
    });
  }
  return out;
}
