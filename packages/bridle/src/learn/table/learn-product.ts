// What is learned of a product of columns: which combinations of categories the training has, and the mean and deviation of
// each product of numbers, as of a column.

import type { LeftOutReason, NumericFeature, ProductFeature } from './features.ts';
import { numericFeature, type Shape } from './numeric-feature.ts';
import { type Factors, multiplied, productColumn } from './products.ts';
import { RecipeError } from './recipe-error.ts';

/** Each combination is an array of its own in training: so many at most, and so many numbers in all of them. */
const MOST_COLUMNS = 1000;
const MOST_NUMBERS = 2 ** 28;

/** The features of a product, or why it has none. */
export function learnProduct(name: string, columns: Factors, rows: number, how: Shape): ProductFeature | LeftOutReason {
  const factors = columns.map(({ feature }) => feature.name);
  const made = multiplied(columns, rows);
  const keys = [...new Set(made.keys)].filter((key) => key >= 0).sort((a, b) => a - b);
  const levels = keys.map(String);
  const product = { kind: 'product', name, factors } as const;
  if (!made.numbers) return { ...product, parts: [{ kind: 'categorical', name: '', levels, hasMissing: false }] };
  const limit = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(MOST_NUMBERS / rows)));
  if (keys.length > limit) refuse(name, keys.length, limit);
  const parts = levels.flatMap((level): NumericFeature | [] => {
    const part: NumericFeature = { kind: 'numeric', name: level, fill: 0, mean: 0, scale: 1, hasMissing: false };
    const learned = numericFeature(productColumn(name, part, made), how);
    return typeof learned === 'string' ? [] : { ...part, mean: learned.mean, scale: learned.scale };
  });
  return parts.length === 0 ? 'constant' : { ...product, parts };
}

function refuse(product: string, found: number, limit: number): never {
  throw new RecipeError(
    'too-many-products',
    `The product "${product}" has ${found} combinations of categories, each a column of numbers, and at most ${limit} are made of this table; join rare categories (minCount), or leave the product out.`,
    { product, found, limit },
  );
}
