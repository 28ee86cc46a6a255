// The rows of a table as training sees them: the cells of the features, the text of the target and the weight.

import type { Feature } from 'bridle/learn';
import { cells, features, type Place } from './cells.ts';
import { type Chain, openChain } from './chain.ts';
import { literal, type Rules } from './dialects.ts';
import { quotedName, quotedText } from './write.ts';

/** What statements of a training are about. */
export type Source = {
  rules: Rules;
  /** The table in SQL. */
  table: string;
  prefix: string;
  target: string;
  /** The column of weights; null if each row counts once. */
  weight: string | null;
  /** Texts that mean "no value". */
  words: readonly string[];
};

/** A class, and the texts of the target that mean it. */
export type Label = { name: string; spellings: string[] };

/** A chain whose first step has the target's text (`target`), the weight (`weight`) and the cells of the features. */
export function readingChain(source: Source, places: readonly Place[]): Chain {
  const { rules, prefix, target, weight, table } = source;
  const chain = openChain(rules, prefix, []);
  const text = `trim(${rules.asText(quotedName(rules, target, 'the target'))})`;
  const given = weight === null ? literal(rules, 1) : rules.asNumber(quotedName(rules, weight, 'the weight'));
  chain.add('cells', [`${text} AS ${prefix}target`, `${given} AS ${prefix}weight`, ...cells(rules, places)], table);
  return chain;
}

/** The condition that a row is trained on: it has a target, and a weight above 0 where there is a column of weights. */
export function isUsed(source: Source): string {
  const { rules, prefix, words } = source;
  const blanks = words.map((word) => quotedText(rules, word, 'a missing value'));
  const known = `${prefix}target IS NOT NULL`;
  const isKnown = blanks.length === 0 ? known : `${known} AND ${prefix}target NOT IN (${blanks.join(', ')})`;
  return isKnown + andWeighs(source);
}

function andWeighs({ rules, prefix, weight }: Source): string {
  return weight === null ? '' : ` AND ${prefix}weight > ${literal(rules, 0)}`;
}

/** A chain of two steps: the columns are the class (`label`), the weight and the features, of rows of known classes. */
export function preparedChain(source: Source, places: readonly Place[], labels: readonly Label[]): Chain {
  const { rules, prefix, words } = source;
  const chain = readingChain(source, places);
  const text = (of: string) => quotedText(rules, of, 'a class');
  const codes = labels.map(
    ({ spellings }, k) => ` WHEN ${prefix}target IN (${spellings.map(text).join(', ')}) THEN ${k}`,
  );
  const all = labels.flatMap(({ spellings }) => spellings.map(text)).join(', ');
  const columns = [
    `CASE${codes.join('')} END AS ${prefix}label`,
    `${prefix}weight`,
    ...features(rules, places, words, true),
  ];
  chain.add('features', columns, undefined, `${prefix}target IN (${all})${andWeighs(source)}`);
  return chain;
}

/** The names of the columns that `features` makes, in the order of the features. */
export function valueNames(places: readonly Place[]): string[] {
  return places.flatMap(({ feature, value, missing }) =>
    feature.kind === 'numeric' && feature.hasMissing ? [value, missing] : [value],
  );
}

/** The factor that each feature is in a sum, times `r`: a number, or 1 where the row has the level. */
export function products(rules: Rules, places: readonly Place[], r: string): string[] {
  return places.flatMap(({ feature, value, missing }) => {
    if (feature.kind === 'numeric') {
      return feature.hasMissing ? [`${r} * ${value}`, `${r} * ${missing}`] : [`${r} * ${value}`];
    }
    const none = literal(rules, 0);
    return Array.from(
      { length: widthOf(feature) },
      (_, code) => `CASE WHEN ${value} = ${code} THEN ${r} ELSE ${none} END`,
    );
  });
}

/** How many features a column makes. */
export function widthOf(feature: Feature): number {
  if (feature.kind === 'text') throw new TypeError(`A statement cannot have the texts of "${feature.name}".`);
  if ('parts' in feature) return feature.parts.reduce((sum, part) => sum + widthOf(part), 0);
  return (feature.kind === 'numeric' ? 1 : feature.levels.length) + (feature.hasMissing ? 1 : 0);
}
