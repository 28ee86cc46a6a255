// The recipe of a model as SQL, in two steps: `cells` reads each column once, as a number or as a trimmed text;
// `features` fills, centres and scales the numbers and turns each text into the number of its level. NULL, NaN and, in a
// column of texts, the words for "no value" are missing; a level that was not in training is −1, as is a missing text
// where training had none, and takes part in no score.

import { columnsOf, type Feature, type Model } from 'bridle/learn';
import { literal, type Rules } from './dialects.ts';
import { SqlError } from './sql-error.ts';
import { quotedName, quotedText } from './write.ts';

type NumericFeature = Feature & { kind: 'numeric' };
type CategoricalFeature = Feature & { kind: 'categorical' };
type PlainFeature = NumericFeature | CategoricalFeature;

/** The names of a feature's columns in the steps: of its cell, its value or code, and of whether it is missing. */
export type Place = { feature: PlainFeature; cell: string; value: string; missing: string };

/** What a cell of a table means unless the model says otherwise. */
const MISSING = ['', 'NA'];

/** Names for the columns of every feature. */
export function placesOf(model: Pick<Model, 'recipe'>, prefix: string): Place[] {
  return plainFeatures(model.recipe).map((feature, i) => {
    const at = i + 1;
    return { feature, cell: `${prefix}c${at}`, value: `${prefix}x${at}`, missing: `${prefix}m${at}` };
  });
}

/** The expressions of the first step, each with its name. */
export function cells(rules: Rules, places: readonly Place[]): string[] {
  return places.map(({ feature, cell }) => {
    const column = quotedName(rules, feature.name, 'a column');
    if (feature.kind === 'numeric') return `${rules.asNumber(column)} AS ${cell}`;
    const padded = feature.levels.some((level) => level.trim() !== level);
    return `${padded ? rules.asText(column) : `trim(${rules.asText(column)})`} AS ${cell}`;
  });
}

/** The expressions of the second step. Where `isCounted`, a column that had no gap in training is known to have none. */
export function features(
  rules: Rules,
  places: readonly Place[],
  words: readonly string[] = MISSING,
  isCounted = false,
): string[] {
  return places.flatMap((place) =>
    place.feature.kind === 'numeric'
      ? numeric(rules, place, place.feature, isCounted && !place.feature.hasMissing)
      : categorical(rules, place, place.feature, words),
  );
}

function numeric(rules: Rules, { cell, value, missing }: Place, feature: NumericFeature, isWhole: boolean): string[] {
  const { mean, scale, hasMissing } = feature;
  const gap = gapOf(rules, cell);
  const filled = isWhole ? cell : filledOf(rules, cell, feature);
  const centred = mean === 0 ? filled : `(${filled} - ${literal(rules, mean)})`;
  const scaled = scale === 1 ? centred : `${centred} / ${literal(rules, scale)}`;
  const mark = `CASE WHEN ${gap} THEN ${literal(rules, 1)} ELSE ${literal(rules, 0)} END`;
  return [`${scaled} AS ${value}`, ...(hasMissing ? [`${mark} AS ${missing}`] : [])];
}

function gapOf(rules: Rules, cell: string): string {
  return rules.isNaN === null ? `${cell} IS NULL` : `${cell} IS NULL OR ${rules.isNaN(cell)}`;
}

function filledOf(rules: Rules, cell: string, { fill }: NumericFeature): string {
  return `CASE WHEN ${gapOf(rules, cell)} THEN ${literal(rules, fill)} ELSE ${cell} END`;
}

/** The number of a column in the first step, a missing one filled. */
export function filledNumber(rules: Rules, { cell, feature }: Place): string {
  return feature.kind === 'numeric' ? filledOf(rules, cell, feature) : cell;
}

function categorical(rules: Rules, place: Place, feature: CategoricalFeature, words: readonly string[]): string[] {
  const { cell, value } = place;
  const { levels, hasMissing } = feature;
  const text = (of: string) => quotedText(rules, of, `a value of the column "${feature.name}"`);
  const blanks = words.map((word) => word.trim()).filter((word) => !levels.includes(word));
  const gap = [`${cell} IS NULL`, ...(blanks.length > 0 ? [`${cell} IN (${blanks.map(text).join(', ')})`] : [])];
  const known = levels.map((level, code) => {
    const spellings = spellingsOf(level, levels).map(text);
    const is = spellings.length === 1 ? `= ${spellings[0]}` : `IN (${spellings.join(', ')})`;
    return ` WHEN ${cell} ${is} THEN ${code}`;
  });
  const missing = ` WHEN ${gap.join(' OR ')} THEN ${hasMissing ? levels.length : -1}`;
  return [`CASE${missing}${known.join('')} ELSE -1 END AS ${value}`];
}

/** A level that is a whole number also has the text that engines give such a number in a column of doubles. */
function spellingsOf(level: string, levels: readonly string[]): string[] {
  const double = `${level}.0`;
  const isWhole = String(Number(level)) === level && /^-?\d+$/.test(level);
  return isWhole && !levels.includes(double) ? [level, double] : [level];
}

/** The terms of a class's score. */
export function scoreTerms(rules: Rules, places: readonly Place[], weights: ArrayLike<number>): string[] {
  let first = 0;
  return places.flatMap(({ feature, value, missing }) => {
    const at = first;
    if (feature.kind === 'numeric') {
      first += feature.hasMissing ? 2 : 1;
      const parts = [
        [weights[at], value] as const,
        ...(feature.hasMissing ? [[weights[at + 1], missing] as const] : []),
      ];
      return parts.filter(([weight]) => weight !== 0).map(([weight, x]) => `${literal(rules, weight)} * ${x}`);
    }
    const width = feature.levels.length + (feature.hasMissing ? 1 : 0);
    first += width;
    const cases = Array.from(
      { length: width },
      (_, code) => ` WHEN ${code} THEN ${literal(rules, weights[at + code])}`,
    );
    return [`CASE ${value}${cases.join('')} ELSE ${literal(rules, 0)} END`];
  });
}

/** The columns of a recipe; those of products are among them, and products come last. */
function plainFeatures(recipe: Model['recipe']): PlainFeature[] {
  const columns = columnsOf(recipe);
  const early = recipe.features.slice(0, columns.length).find(({ kind }) => kind === 'product');
  return [...columns, ...(early ? [early] : [])].map((feature) => {
    if (feature.kind === 'numeric' || (feature.kind === 'categorical' && !feature.hasOther)) return feature;
    const { name } = feature;
    const kind = feature.kind === 'categorical' ? 'joined categories' : feature.kind;
    throw new SqlError(
      'unsupported-feature',
      `The feature "${name}" is of the kind ${kind}, which SQL cannot express here; train without this column, or use bridle predict.`,
      { feature: name, kind },
    );
  });
}
