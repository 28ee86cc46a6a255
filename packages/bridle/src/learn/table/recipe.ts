// The recipe turns a table's columns into features, the same way for training and for every later table: numbers are
// filled, centred and scaled, categories become one column for each level, and missing values get a column of their
// own. It is learned from the training rows alone and stored in the model; no row of the table is copied to learn it.

import {
  learnTerms,
  TEXT_DEFAULTS,
  type TextFeature,
  type TextShape,
  textNames,
  textWidth,
} from '../text/text-feature.ts';
import { countTexts, textsOf } from './cells.ts';
import { type DatePart, dateParts, datePartsOf, firstDay } from './date-columns.ts';
import type { DateForm } from './dates.ts';
import { RecipeError } from './recipe-error.ts';
import { type CategoricalColumn, type Column, columnOf, type NumericColumn, type Table } from './table.ts';

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

export type Feature = NumericFeature | CategoricalFeature | DateFeature | TextFeature;

/** What a model does to the columns it reads, in the order of its features. */
export type Recipe = { features: Feature[] };

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
 * Learns the recipe for predicting `target` from the other columns.
 *
 * `standardize` (the default) centres each number column on its mean and divides it by its standard deviation
 * (divisor n); without it numbers are used as they are. A missing number is filled with the mean of the others, or with `fill: 'median'` with their median. The
 * mean of n numbers errs by at most 1 ulp + n·2⁻⁵³ of their mean absolute deviation, the standard deviation by (n +
 * 6)·2⁻⁵⁴ of itself, if it is above 1 ulp of the mean.
 *
 * `dates` are columns of dates and their forms (see `dateForm`): they become year, month, weekday, hour, time of day and the days
 * elapsed since the first one, as far as these vary.
 *
 * `texts` are columns of texts, whose words and n-grams of characters become features (see TextFeature), in the shape of
 * `textShape`: words [1, 2], characters [2, 5], at least 2 rows for each, the 2¹⁸ most frequent ones.
 *
 * Levels that fewer than `minCount` rows have (default 1) are one feature together, as are levels that were not in training.
 *
 * `weights`, one for each row and above 0, are frequencies: means and deviations are those of rows that stand so often.
 *
 * Left out are columns that are empty or constant, and columns of texts that are all different (names, identifiers); a
 * constant column with missing cells is kept, since missing values may be informative.
 *
 * @throws RecipeError 'no-such-column' for the target or an excluded name; 'no-features' where nothing is left;
 * 'too-large' for a number beyond ±1e140.
 * @example
 * ```ts
 * import { learnRecipe } from 'bridle/learn';
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 3, NaN]) };
 * const y = { kind: 'categorical' as const, name: 'y', codes: new Int32Array([0, 1, 1]), levels: ['a', 'b'] };
 * const { recipe } = learnRecipe({ rows: 3, columns: [x, y] }, { target: 'y' });
 * recipe.features; // → [{ kind: 'numeric', name: 'x', fill: 2, mean: 2, scale: 1, hasMissing: true }]
 * ```
 */
export function learnRecipe(
  table: Table,
  {
    target,
    standardize = true,
    exclude = [],
    dates = [],
    texts = [],
    textShape = {},
    minCount = 1,
    weights,
    fill = 'mean',
  }: {
    target: string;
    standardize?: boolean;
    exclude?: readonly (string | LeftOut)[];
    dates?: readonly { name: string; form: DateForm }[];
    texts?: readonly string[];
    textShape?: Partial<TextShape>;
    minCount?: number;
    weights?: ArrayLike<number>;
    fill?: 'mean' | 'median';
  },
): { recipe: Recipe; leftOut: LeftOut[] } {
  if (fill !== 'mean' && fill !== 'median') {
    throw new RangeError(`learnRecipe: expected fill mean or median, got ${fill}`);
  }
  columnOf(table, target);
  const excluded = new Map<string, LeftOutReason>(
    exclude.map((one) => (typeof one === 'string' ? [one, 'excluded'] : [one.name, one.reason])),
  );
  for (const name of [...excluded.keys(), ...texts]) columnOf(table, name);
  const features: Feature[] = [];
  const leftOut: LeftOut[] = [];
  for (const column of table.columns) {
    if (column.name === target) continue;
    const date = dates.find(({ name }) => name === column.name)?.form;
    const found =
      excluded.get(column.name) ??
      (texts.includes(column.name)
        ? textFeature(column, { ...TEXT_DEFAULTS, ...textShape })
        : learnFeature(column, { standardize, minCount, date, weights, fill }));
    if (typeof found === 'string') leftOut.push({ name: column.name, reason: found });
    else features.push(found);
  }
  return recipeOf(target, features, leftOut);
}

/**
 * What `learnRecipe` makes of one column: its feature, or why it is none.
 *
 * @throws RecipeError 'too-large' for a number beyond ±1e140.
 * @example
 * ```ts
 * import { learnFeature } from 'bridle/learn';
 * learnFeature({ kind: 'numeric', name: 'x', values: new Float64Array([4, 4]) }); // → 'constant'
 * ```
 */
export function learnFeature(
  column: Column,
  {
    standardize = true,
    minCount = 1,
    date,
    weights,
    fill = 'mean',
  }: {
    standardize?: boolean;
    minCount?: number;
    date?: DateForm | undefined;
    weights?: ArrayLike<number> | undefined;
    fill?: 'mean' | 'median';
  } = {},
): Feature | LeftOutReason {
  return (
    dateFeature(column, { standardize, weights, fill }, date) ??
    (column.kind === 'numeric'
      ? numericFeature(column, { standardize, weights, fill })
      : categoricalFeature(column, minCount))
  );
}

/**
 * The recipe of features that were learned one by one.
 *
 * @throws RecipeError 'no-features' where there is none.
 * @example
 * ```ts
 * import { learnFeature, recipeOf } from 'bridle/learn';
 * const feature = learnFeature({ kind: 'numeric', name: 'x', values: new Float64Array([1, 3]) });
 * const features = typeof feature === 'string' ? [] : [feature];
 * recipeOf('y', features, []).recipe.features.length; // → 1
 * ```
 */
export function recipeOf(
  target: string,
  features: Feature[],
  leftOut: LeftOut[],
): { recipe: Recipe; leftOut: LeftOut[] } {
  if (features.length === 0) {
    const what = leftOut.map(({ name, reason }) => `"${name}" is ${reason}`).join(', ');
    throw new RecipeError(
      'no-features',
      `No column is left to predict "${target}" from${what === '' ? '' : `: ${what}`}.`,
      { target, leftOut: leftOut.length },
    );
  }
  return { recipe: { features }, leftOut };
}

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
  return recipe.features.flatMap((feature) => namesOf(feature, feature.name));
}

function namesOf(feature: Feature, name: string): string[] {
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
  if (feature.kind === 'date') return feature.parts.reduce((sum, part) => sum + featureWidth(part), 0);
  if (feature.kind === 'text') return textWidth(feature) + (feature.hasMissing ? 1 : 0);
  const own = feature.kind === 'numeric' ? 1 : feature.levels.length + (feature.hasOther ? 1 : 0);
  return own + (feature.hasMissing ? 1 : 0);
}

/** RecipeError 'too-large' for a number that learning cannot square. */
export function refuseTooLarge(column: NumericColumn): void {
  const { values } = column;
  let row = 0;
  while (row < values.length && !(Math.abs(values[row]) > LARGEST)) row += 1;
  if (row === values.length) return;
  const facts = { column: column.name, row: row + 1, value: String(column.values[row]), largest: String(LARGEST) };
  throw new RecipeError(
    'too-large',
    `Row ${facts.row} of the column "${column.name}" is ${facts.value}; the largest number that can be used is ${LARGEST}.`,
    facts,
  );
}

function dateFeature(column: Column, how: Shape, form: DateForm | undefined): DateFeature | LeftOutReason | undefined {
  if (form === undefined) return undefined;
  const origin = firstDay(column, form);
  const columns = datePartsOf(column, form, origin);
  // One part marks missing dates.
  const [asked, marked]: [readonly DatePart[], DatePart] =
    form === 'time' ? [['hour', 'time'], 'time'] : [dateParts, 'elapsed'];
  let reason: LeftOutReason = 'constant';
  const parts = asked.flatMap((name): NumericFeature | CategoricalFeature | [] => {
    const part = columns[name];
    const seen = countTexts(part);
    if (name !== marked && seen.size < 2) return [];
    if (part.kind === 'categorical') {
      return { kind: 'categorical', name, levels: part.levels.filter((level) => seen.has(level)), hasMissing: false };
    }
    const found = numericFeature(part, how);
    if (typeof found !== 'string') return name === marked ? found : { ...found, hasMissing: false };
    if (name === marked) reason = found;
    return [];
  });
  return parts.length === 0 ? reason : { kind: 'date', name: column.name, form, origin, parts };
}

function textFeature(column: Column, shape: TextShape): TextFeature | LeftOutReason {
  const { texts, codes } = textsOf(column);
  const repeats = new Int32Array(texts.length);
  let rows = 0;
  for (let i = 0; i < codes.length; i += 1) {
    if (codes[i] < 0) continue;
    repeats[codes[i]] += 1;
    rows += 1;
  }
  if (rows === 0) return 'all-missing';
  const { words, chars, bits } = shape;
  const { terms, counts } = learnTerms(texts, repeats, shape);
  if (terms.length === 0 && bits === null) return 'no-terms';
  const own = { words: words && [...words], chars: chars && [...chars] } as Pick<TextFeature, 'words' | 'chars'>;
  return { kind: 'text', name: column.name, ...own, terms, bits, rows, counts, hasMissing: rows < codes.length };
}

/** Whether numbers are centred and scaled, and the weights of the rows. */
type Shape = { standardize: boolean; weights: ArrayLike<number> | undefined; fill: 'mean' | 'median' };

function numericFeature(
  column: NumericColumn,
  { standardize, weights, fill: by }: Shape,
): NumericFeature | LeftOutReason {
  refuseTooLarge(column);
  const { known, mean, squares, isConstant } = moments(column.values, weights);
  if (known === 0) return 'all-missing';
  const hasMissing = known < column.values.length;
  const deviation = Math.sqrt(squares);
  const constant = isConstant || deviation < 1 / LARGEST;
  if (constant && !hasMissing) return 'constant';
  const shape = standardize ? { mean, scale: constant ? 1 : deviation } : { mean: 0, scale: 1 };
  const fill = by === 'median' ? medianOf(column.values, weights) : mean;
  return { kind: 'numeric', name: column.name, fill, ...shape, hasMissing };
}

/** The number with as much weight below it as above, the mean of two where there are two such; of those not missing. */
function medianOf(values: NumericColumn['values'], weights: ArrayLike<number> | undefined): number {
  const order = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
  order.sort((a, b) => values[a] - values[b]);
  const weight = (i: number) => (weights ? weights[i] : 1);
  const half = order.reduce((sum, i) => sum + weight(i), 0) / 2;
  let below = 0;
  for (let at = 0; at < order.length; at += 1) {
    below += weight(order[at]);
    if (below < half) continue;
    const x = values[order[at]];
    const next = below === half && at + 1 < order.length ? values[order[at + 1]] : x;
    return x + (next - x) / 2;
  }
  return Number.NaN;
}

function categoricalFeature(column: CategoricalColumn, minCount: number): CategoricalFeature | LeftOutReason {
  const counts = countTexts(column);
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (known === 0) return 'all-missing';
  const hasMissing = known < column.codes.length;
  if (counts.size === 1 && !hasMissing) return 'constant';
  if (counts.size === known && known > 1) return 'all-distinct';
  const levels = [...counts.keys()].filter((level) => (counts.get(level) ?? 0) >= minCount);
  if (levels.length === 0) return 'nearly-distinct';
  const hasOther = levels.length < counts.size;
  return { kind: 'categorical', name: column.name, levels, hasMissing, ...(hasOther && { hasOther }) };
}

/**
 * Of the numbers that are not missing: how many, their mean, the mean square of their differences from it, and whether
 * all are equal. Both are corrected by the mean of the differences from a first mean, so that the mean is within 1 ulp
 * also at 1e9 ± 1e−3. Two passes, without a division for each number.
 */
function moments(values: NumericColumn['values'], weights: ArrayLike<number> | undefined) {
  let known = 0;
  let total = 0;
  let sum = 0;
  let only = Number.NaN;
  let isConstant = true;
  for (let i = 0; i < values.length; i += 1) {
    const x = values[i];
    if (Number.isNaN(x)) continue;
    if (known === 0) only = x;
    else if (x !== only) isConstant = false;
    const weight = weights ? weights[i] : 1;
    sum += weight * x;
    total += weight;
    known += 1;
  }
  const first = sum / total;
  let rest = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) {
    const difference = values[i] - first;
    if (Number.isNaN(difference)) continue;
    const weighted = weights ? weights[i] * difference : difference;
    rest += weighted;
    squares += weighted * difference;
  }
  rest /= total;
  return { known, mean: first + rest, squares: Math.max(0, squares / total - rest * rest), isConstant };
}
