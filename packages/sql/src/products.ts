// Products of columns as a step after that of the features: the product of the numbers, filled but not scaled, where a row has
// a combination of categories, centred and scaled; or, without numbers, the place of the combination, −1 for none.

import { combinationsOf, type Model } from 'bridle/learn';
import { filledNumber, type Place } from './cells.ts';
import { literal, type Rules } from './dialects.ts';
import { valueNames, widthOf } from './source.ts';

export type Products = {
  /** Further expressions of the step of the features: numbers before they are centred. */
  raw: string[];
  /** The columns that the step of the products keeps, and the expressions that it adds; none without products. */
  kept: string[];
  made: string[];
  /** The terms of a class's score, by the weights of all features. */
  terms: (weights: ArrayLike<number>) => string[];
};

export function productsOf(
  rules: Rules,
  { recipe }: Pick<Model, 'recipe'>,
  places: readonly Place[],
  prefix: string,
): Products {
  const rawOf = ({ value }: Place) => `${value}r`;
  const factors = new Set<Place>();
  let at = places.reduce((sum, { feature }) => sum + widthOf(feature), 0);
  const steps = recipe.features.flatMap((feature, f) => {
    if (feature.kind !== 'product') return [];
    const columns = feature.factors.flatMap((name) => places.filter((place) => place.feature.name === name));
    const numbers = columns.filter((place) => place.feature.kind === 'numeric');
    const categories = columns.filter((place) => place.feature.kind === 'categorical');
    for (const place of numbers) factors.add(place);
    const conditions = combinationsOf(feature, recipe).map((codes) =>
      codes.map((code, c) => `${categories[c].value} = ${code}`).join(' AND '),
    );
    const name = `${prefix}q${f + 1}`;
    const first = at;
    at += widthOf(feature);
    if (numbers.length === 0) {
      const whens = conditions.map((condition, code) => ` WHEN ${condition} THEN ${code}`);
      const terms = (weights: ArrayLike<number>) => {
        const cases = conditions.map((_, code) => ` WHEN ${code} THEN ${literal(rules, weights[first + code])}`);
        return [`CASE ${name}${cases.join('')} ELSE ${literal(rules, 0)} END`];
      };
      return [{ made: [`CASE${whens.join('')} ELSE -1 END AS ${name}`], terms }];
    }
    const product = numbers.map(rawOf).join(' * ');
    const made = feature.parts.map((part, i) => {
      const { mean, scale } = part.kind === 'numeric' ? part : { mean: 0, scale: 1 };
      const condition = conditions[i];
      const x = condition === '' ? product : `CASE WHEN ${condition} THEN ${product} ELSE ${literal(rules, 0)} END`;
      return `(${x} - ${literal(rules, mean)}) / ${literal(rules, scale)} AS ${name}_${i + 1}`;
    });
    const terms = (weights: ArrayLike<number>) =>
      made.map((_, i) => `${literal(rules, weights[first + i])} * ${name}_${i + 1}`);
    return [{ made, terms }];
  });
  return {
    raw: [...factors].map((place) => `${filledNumber(rules, place)} AS ${rawOf(place)}`),
    kept: steps.length > 0 ? valueNames(places) : [],
    made: steps.flatMap(({ made }) => made),
    terms: (weights) => steps.flatMap(({ terms }) => terms(weights)),
  };
}
