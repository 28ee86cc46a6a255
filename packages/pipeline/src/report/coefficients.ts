// The largest weights of each class, positive and negative, with bars on one scale for the whole page.

import { type Feature, featureNames, type Model, type Recipe } from 'bridle/learn';
import type { ReportWords } from '../words/report-words.ts';
import { significant } from './figures.ts';
import { type Html, html } from './html.ts';
import { bar, section } from './page.ts';

const MOST_CLASSES = 12;
const MOST_FEATURES = 6;

/** A card for each class. */
export function coefficients(model: Model, words: ReportWords): Html {
  const names = namesOf(model.recipe, words);
  const shown = model.classes.slice(0, MOST_CLASSES);
  const largest = shown.map((_, k) => largestOf(model.weights.subarray(k * names.length, (k + 1) * names.length)));
  const scale = Math.max(...largest.flat().map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  const cards = shown.map((name, k) => {
    const rows = largest[k].map(
      ({ feature, weight }) => html`<tr><th scope="row">${names[feature]}</th>
<td>${significant(weight, 3)}</td><td>${bar(Math.abs(weight) / scale, weight < 0 ? 'against' : '')}</td></tr>\n`,
    );
    return html`<div class="card"><h3>${name}</h3><table>${rows}</table></div>\n`;
  });
  const more = { shown: String(shown.length), classes: String(model.classes.length) };
  return section(
    words.coefficients,
    html`<p class="note">${words.coefficientsNote({ standardize: model.training.standardize })}</p>`,
    html`<div class="cards">${cards}</div>`,
    ...(shown.length < model.classes.length ? [html`<p class="note">${words.moreClasses(more)}</p>`] : []),
  );
}

function largestOf(weights: Float64Array): { feature: number; weight: number }[] {
  return Array.from(weights, (weight, feature) => ({ feature, weight }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_FEATURES);
}

/** The names of the features in the reader's language, in the order of the weights. */
function namesOf(recipe: Recipe, words: ReportWords): string[] {
  return recipe.features.flatMap((feature) => namesOfFeature(feature, feature.name, words));
}

function namesOfFeature(feature: Feature, name: string, words: ReportWords): string[] {
  if (feature.kind === 'date') {
    return feature.parts.flatMap((part) => namesOfFeature(part, `${name} ${words.dateParts[part.name] ?? ''}`, words));
  }
  if (feature.kind === 'text') {
    return featureNames({ features: [feature] }).map((own, j, all) =>
      feature.hasMissing && j === all.length - 1 ? `${name} ${words.isMissing}` : own,
    );
  }
  const names = feature.kind === 'numeric' ? [name] : feature.levels.map((level) => `${name} = ${level}`);
  if (feature.kind === 'categorical' && feature.hasOther) names.push(`${name} ${words.isAnother}`);
  return feature.hasMissing ? [...names, `${name} ${words.isMissing}`] : names;
}
