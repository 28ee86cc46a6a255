// The largest weights of each class, those that raise its score and those that lower it: as cards with bars on one scale,
// or as one table where there are many classes.

import { type Feature, featureNames, featureWidth, type Model, type Recipe } from 'bridle/learn';
import type { ReportWords } from '../words/report-words.ts';
import { significant } from './figures.ts';
import { type Html, html } from './html.ts';
import { bar, breakable, section, table } from './page.ts';

const MOST_CARDS = 12;
const IN_CARD = 5;
const IN_ROW = 4;
/** A table of more classes than a reader looks through. */
const MOST_ROWS = 500;

type Weighed = { feature: number; weight: number };
type Largest = { raising: Weighed[]; lowering: Weighed[] };

/** The section of the page. */
export function coefficients(model: Model, words: ReportWords): Html {
  const names = namesOf(model.recipe, words);
  const few = model.classes.length <= MOST_CARDS;
  const shown = model.classes.slice(0, MOST_ROWS);
  const largest = shown.map((_, k) =>
    largestOf(model.weights.subarray(k * names.length, (k + 1) * names.length), few ? IN_CARD : IN_ROW),
  );
  const more = { shown: String(shown.length), classes: String(model.classes.length) };
  return section(
    words.coefficients,
    html`<p class="note">${scaleOf(model, words)}</p>`,
    few ? cards(shown, largest, names, words) : rows(shown, largest, names, words),
    ...(shown.length < model.classes.length ? [html`<p class="note">${words.moreClasses(more)}</p>`] : []),
  );
}

/** What a weight is a change by, for each kind of feature that the model has. */
function scaleOf({ recipe, training }: Model, words: ReportWords): string {
  const t = words.weightScales;
  const kinds = new Set(
    recipe.features.flatMap((feature) =>
      feature.kind === 'date' ? feature.parts.map(({ kind }) => kind) : feature.kind,
    ),
  );
  const marks = recipe.features.some(({ kind, ...rest }) => 'hasMissing' in rest && rest.hasMissing);
  return [
    t.weight,
    ...(kinds.has('numeric') ? [training.standardize ? t.standardized : t.plain] : []),
    ...(kinds.has('categorical') || marks ? [t.category] : []),
    ...(kinds.has('text') ? [t.text] : []),
    t.colours,
  ].join(' ');
}

function cards(classes: readonly string[], largest: readonly Largest[], names: string[], words: ReportWords): Html {
  const all = largest.flatMap(({ raising, lowering }) => [...raising, ...lowering]);
  const scale = Math.max(...all.map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  const list = (weights: readonly Weighed[], title: string) =>
    weights.length === 0
      ? []
      : html`<tbody><tr><th class="group" colspan="3" scope="rowgroup">${title}</th></tr>${weights.map(
          ({ feature, weight }) => html`<tr><th scope="row">${names[feature]}</th>
<td>${signed(weight)}</td><td>${bar(Math.abs(weight) / scale, weight < 0 ? 'against' : '')}</td></tr>\n`,
        )}</tbody>`;
  const each = classes.map(
    (name, k) => html`<div class="card"><h3>${breakable(name)}</h3><table>
${list(largest[k].raising, words.raising)}${list(largest[k].lowering, words.lowering)}</table></div>\n`,
  );
  return html`<div class="cards">${each}</div>`;
}

function rows(classes: readonly string[], largest: readonly Largest[], names: string[], words: ReportWords): Html {
  const list = (weights: readonly Weighed[]) => {
    const each = weights.map(
      ({ feature, weight }) => html`<li>${names[feature]} <small class="soft">${signed(weight)}</small></li>`,
    );
    return weights.length === 0 ? '–' : html`<ul class="terms">${each}</ul>`;
  };
  return table(
    [words.perClassColumns.class, words.raising, words.lowering],
    classes.map((name, k) => [name, list(largest[k].raising), list(largest[k].lowering)]),
  );
}

function signed(weight: number): string {
  return `${weight > 0 ? '+' : ''}${significant(weight, 3)}`;
}

/** The `most` largest weights above 0 and the `most` smallest below 0, the largest in size first. */
function largestOf(weights: Float64Array, most: number): Largest {
  const raising: Weighed[] = [];
  const lowering: Weighed[] = [];
  weights.forEach((weight, feature) => {
    const list = weight > 0 ? raising : lowering;
    const size = Math.abs(weight);
    if (size === 0 || (list.length === most && size <= Math.abs(list[most - 1].weight))) return;
    const at = list.findIndex((one) => Math.abs(one.weight) < size);
    list.splice(at < 0 ? list.length : at, 0, { feature, weight });
    if (list.length > most) list.pop();
  });
  return { raising, lowering };
}

/** The names of the features in the reader's language, in the order of the weights. */
function namesOf(recipe: Recipe, words: ReportWords): string[] {
  const all = featureNames(recipe);
  let first = 0;
  return recipe.features.flatMap((feature) => {
    const start = first;
    first += featureWidth(feature);
    return feature.kind === 'product' ? all.slice(start, first) : namesOfFeature(feature, feature.name, words);
  });
}

function namesOfFeature(feature: Exclude<Feature, { kind: 'product' }>, name: string, words: ReportWords): string[] {
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
