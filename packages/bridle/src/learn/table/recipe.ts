// The recipe turns a table's columns into features, the same way for training and for every later table: numbers are
// filled, centred and scaled, categories become one column for each level, and missing values get a column of their
// own. It is learned from the training rows alone and stored in the model; no row of the table is copied to learn it.

import { learnTerms, TEXT_DEFAULTS, type TextFeature, type TextShape } from '../text/text-feature.ts';
import { countTexts, textsOf } from './cells.ts';
import { type DatePart, dateParts, datePartsOf, firstDay } from './date-columns.ts';
import type { DateForm } from './dates.ts';
import type {
  CategoricalFeature,
  DateFeature,
  Feature,
  LeftOut,
  LeftOutReason,
  NumericFeature,
  Recipe,
} from './features.ts';
import { interactionName, parseInteraction } from './interactions.ts';
import { learnProduct } from './learn-product.ts';
import { numericFeature, type Shape } from './numeric-feature.ts';
import { RecipeError } from './recipe-error.ts';
import { type CategoricalColumn, type Column, columnOf, type Table } from './table.ts';

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
 * `textShape`: words [1, 2] with the ends of a text, characters [2, 5], at least 1 row for each, the 2¹⁸ most frequent ones.
 *
 * Levels that fewer than `minCount` rows have (default 1) are one feature together, as are levels that were not in training.
 *
 * `weights`, one for each row and above 0, are frequencies: means and deviations are those of rows that stand so often.
 *
 * `interactions` are products of columns and powers of them, each a further feature: `a:b`, `x^2`, `"a:b":c` for a name with
 * a colon. Numbers are multiplied as they are in the columns, missing ones filled, and the product is standardised as a
 * column is; categories give a feature for each combination that occurs. A product of a column that is left out is left out.
 *
 * Left out are columns that are empty or constant, and columns of texts that are all different (names, identifiers); a
 * constant column with missing cells is kept, since missing values may be informative.
 *
 * @throws RecipeError 'no-such-column' for the target or an excluded name; 'no-features' where nothing is left;
 * 'too-large' for a number beyond ±1e140; 'bad-interaction', 'not-a-factor' or 'same-name' for a product that cannot be made,
 * 'too-many-products' for one of numbers and more than 1000 combinations of categories.
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
    interactions = [],
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
    interactions?: readonly string[];
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
  for (const text of interactions) addProduct(text, { table, features, leftOut }, { standardize, weights, fill });
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

/** Adds the product that is written so to the features, or to what is left out. */
function addProduct(
  text: string,
  { table, features, leftOut }: { table: Table; features: Feature[]; leftOut: LeftOut[] },
  how: Shape,
): void {
  const written = parseInteraction(text);
  const name = interactionName(written);
  const columns = written.map((factor) => columnOf(table, factor.name));
  if ([...table.columns, ...features].some((other) => other.name === name)) {
    throw new RecipeError('same-name', `There is a column or another product of the name "${name}"; leave one out.`, {
      name,
    });
  }
  const lost = leftOut.find((one) => written.some((factor) => factor.name === one.name));
  if (lost) {
    leftOut.push({ name, reason: lost.reason });
    return;
  }
  const factors = written.flatMap((factor, i) => {
    const feature = features.find((one) => one.name === factor.name);
    const kind = feature?.kind ?? 'target';
    if (feature?.kind === 'numeric' || (feature?.kind === 'categorical' && factor.power === 1)) {
      return Array.from({ length: factor.power }, () => ({ feature, column: columns[i] }));
    }
    return refuseFactor(name, factor.name, kind);
  });
  const found = learnProduct(name, factors, table.rows, how);
  if (typeof found === 'string') leftOut.push({ name, reason: found });
  else features.push(found);
}

function refuseFactor(product: string, column: string, kind: Feature['kind'] | 'target'): never {
  const what = {
    target: 'is the target',
    date: 'contains dates',
    text: 'contains texts',
    categorical: 'contains categories, which have no powers',
    numeric: '',
    product: '',
  }[kind];
  const sentence = `The product "${product}" cannot be made: the column "${column}" ${what}.`;
  throw new RecipeError('not-a-factor', sentence, { product, column, kind });
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
  return {
    kind: 'text',
    name: column.name,
    ...own,
    terms,
    bits,
    rows,
    counts,
    hasMissing: rows < codes.length,
  };
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
