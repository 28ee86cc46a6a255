// What a column of a table becomes: the kinds of features, their names, and how many there are of each.

import { type TextFeature, textNames, textWidth } from '../text/text-feature.ts';
import type { DateForm } from './dates.ts';
import { factorName } from './interactions.ts';
import { RecipeError } from './recipe-error.ts';
import type { NumericColumn } from './table.ts';

/** The feature ((missing ? fill : x) − mean)/scale, and a 0/1 feature "is missing" where hasMissing. */
export type NumericFeature = {
  kind: 'numeric';
  name: string;
  fill: number;
  mean: number;
  scale: number;
  hasMissing: boolean;
};

/**
 * A 0/1 feature for each level, one for every other level where hasOther, and one for "is missing" where hasMissing. Without
 * hasOther another level is 0 in all of them.
 */
export type CategoricalFeature = {
  kind: 'categorical';
  name: string;
  levels: string[];
  hasMissing: boolean;
  hasOther?: true;
};

/** The parts of a date, each a feature under the name of the part; `origin` is the first day of the training. */
export type DateFeature = {
  kind: 'date';
  name: string;
  form: DateForm;
  origin: number;
  parts: (NumericFeature | CategoricalFeature)[];
};

/**
 * A product of other columns of the recipe; a column that stands twice is squared. A combination of its categories is a number in mixed radix, whose digits are the
 * places of their features; 0 without categories. Its parts: with numbers one of each combination, under its number, which is
 * their product there and 0 elsewhere; without, the combinations as levels.
 */
export type ProductFeature = {
  kind: 'product';
  name: string;
  factors: string[];
  parts: (NumericFeature | CategoricalFeature)[];
};

/** What a recipe does to one column, by the kind of the column. */
export type Feature = NumericFeature | CategoricalFeature | DateFeature | TextFeature | ProductFeature;

/** What a model does to the columns it reads, in the order of its features. */
export type Recipe = { features: Feature[] };

/**
 * The features of a recipe that are columns of the table: all but the products, whose columns are among them.
 *
 * @example
 * ```ts
 * import { columnsOf } from 'bridle/learn';
 * columnsOf({ features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] }).length; // → 1
 * ```
 */
export function columnsOf({ features }: Recipe): Exclude<Feature, ProductFeature>[] {
  return features.filter((feature) => feature.kind !== 'product');
}

/** Why a column is no feature: it says nothing, it identifies the rows, or the caller wants it so. */
export type LeftOutReason =
  | 'constant'
  | 'all-distinct'
  | 'all-missing'
  | 'row-numbers'
  | 'row-identifiers'
  | 'nearly-distinct'
  | 'identifier'
  | 'weight'
  | 'no-terms'
  | 'excluded';

/** A column that the recipe does not use, and why. */
export type LeftOut = { name: string; reason: LeftOutReason };

/** The largest number that learning accepts: the sum of its squares over any table is finite. */
export const LARGEST = 1e140;

/**
 * The names of the features in order: `x`, `x is missing`, `island = Biscoe`, …
 *
 * @example
 * ```ts
 * import { featureNames } from 'bridle/learn';
 * const sex = { kind: 'categorical' as const, name: 'sex', levels: ['f', 'm'], hasMissing: true };
 * featureNames({ features: [sex] }); // → ['sex = f', 'sex = m', 'sex is missing']
 * ```
 */
export function featureNames(recipe: Recipe): string[] {
  return recipe.features.flatMap((feature) =>
    feature.kind === 'product' ? productNames(feature, recipe) : namesOf(feature, feature.name),
  );
}

/** The names of what is multiplied, joined by colons: `x^2`, `island = Biscoe:x`. */
function productNames(product: ProductFeature, recipe: Recipe): string[] {
  const columns = [...new Set(product.factors)].map((name) => {
    const feature = recipe.features.find((one) => one.name === name);
    const power = product.factors.filter((factor) => factor === name).length;
    return feature?.kind === 'categorical' ? namesOf(feature, name) : factorName(name, power);
  });
  return combinationsOf(product, recipe).map((places) => {
    let next = 0;
    return columns.map((names) => (typeof names === 'string' ? names : names[places[next++]])).join(':');
  });
}

/**
 * For each feature of a product, the places of its categories' features among those of their columns, in the order of the
 * factors.
 *
 * @example
 * ```ts
 * import { combinationsOf } from 'bridle/learn';
 * const c = { kind: 'categorical' as const, name: 'c', levels: ['a', 'b'], hasMissing: false };
 * const d = { ...c, name: 'd', levels: ['u', 'v', 'w'] };
 * const part = { ...c, name: '', levels: ['2', '3'] };
 * const product = { kind: 'product' as const, name: 'c:d', factors: ['c', 'd'], parts: [part] };
 * combinationsOf(product, { features: [c, d, product] }); // → [[0, 2], [1, 0]]
 * ```
 */
export function combinationsOf({ factors, parts }: ProductFeature, { features }: Recipe): number[][] {
  const widths = factors.flatMap((name) => {
    const feature = features.find((one) => one.name === name);
    return feature?.kind === 'categorical' ? featureWidth(feature) : [];
  });
  return parts
    .flatMap((part) => (part.kind === 'numeric' ? [part.name] : part.levels))
    .map((text) => {
      let key = Number(text);
      return widths
        .toReversed()
        .map((width) => {
          const place = key % width;
          key = Math.floor(key / width);
          return place;
        })
        .toReversed();
    });
}

function namesOf(feature: Exclude<Feature, ProductFeature>, name: string): string[] {
  if (feature.kind === 'date') return feature.parts.flatMap((part) => namesOf(part, `${name} ${part.name}`));
  if (feature.kind === 'text') return textNames(feature, `${name} is missing`);
  const names = feature.kind === 'numeric' ? [name] : feature.levels.map((level) => `${name} = ${level}`);
  if (feature.kind === 'categorical' && feature.hasOther) names.push(`${name} is another`);
  return feature.hasMissing ? [...names, `${name} is missing`] : names;
}

/** How many features a recipe makes. */
export function countFeatures(recipe: Recipe): number {
  return recipe.features.reduce((sum, feature) => sum + featureWidth(feature), 0);
}

/**
 * How many features one column makes.
 *
 * @example
 * ```ts
 * import { featureWidth } from 'bridle/learn';
 * featureWidth({ kind: 'categorical', name: 'sex', levels: ['f', 'm'], hasMissing: true }); // → 3
 * ```
 */
export function featureWidth(feature: Feature): number {
  if ('parts' in feature) return feature.parts.reduce((sum, part) => sum + featureWidth(part), 0);
  if (feature.kind === 'text') return textWidth(feature) + (feature.hasMissing ? 1 : 0);
  const own = feature.kind === 'numeric' ? 1 : feature.levels.length + (feature.hasOther ? 1 : 0);
  return own + (feature.hasMissing ? 1 : 0);
}

/** Throws the RecipeError 'too-large' of a number that learning cannot square. */
export function refuseTooLarge({ name, values }: NumericColumn, row: number): never {
  const facts = { column: name, row: row + 1, value: String(values[row]), largest: String(LARGEST) };
  throw new RecipeError(
    'too-large',
    `Row ${facts.row} of the column "${name}" is ${facts.value}; the largest number that can be used is ${LARGEST}.`,
    facts,
  );
}
