// A model as a sheet for a person and as a JSON document: target, classes, features, penalty, calibration, metrics, and
// the largest weights of each class. All weights are in the model file.

import { type Feature, featureNames, featureWidth, type Model } from 'bridle/learn';
import type { Context } from '../context.ts';
import { count, figure } from './figures.ts';
import { measures } from './metrics.ts';
import { withRuns } from './name-runs.ts';
import { facts, sheet } from './sheet.ts';
import { printable, truncate, wrap } from './text.ts';

/** How many weights of a class, and how many classes with their weights, the sheet has. */
const WEIGHTS = 6;
const CLASSES = 12;
/** How many classes, and columns of a kind, are named; the rest are only counted. */
const NAMED = 12;
const NAME = 30;
/** Keeps a feature and its weight on one line. */
const NBSP = '\u00a0';

export function modelSheet(path: string, model: Model, context: Context): string {
  const { messages, terminal } = context;
  const t = messages.show;
  const weights: [string, string][] = largestWeights(model)
    .slice(0, CLASSES)
    .map(({ class: name, weights }) => [
      `  ${short(name)}`,
      weights
        .map(({ feature, weight }) =>
          `${short(feature)} ${weight > 0 ? '+' : ''}${figure(weight, 3)}`.replaceAll(' ', NBSP),
        )
        .join(`${NBSP}· `) || '0',
    ]);
  const more = model.classes.length - weights.length;
  return sheet([
    facts(summary(path, model, context), terminal),
    model.metrics ? measures([[messages.train.heldOut, model.metrics]], context) : [],
    [terminal.paint.dim(t.weights), ...facts(weights, terminal).map((line) => line.replaceAll(NBSP, ' '))],
    more > 0 ? wrap(t.moreClasses(count(more)), terminal.columns).map(terminal.paint.dim) : [],
  ]);
}

function summary(path: string, model: Model, { messages }: Context): [label: string, value: string][] {
  const t = messages.show;
  const { target, classes, recipe, training, calibration } = model;
  const { train } = messages;
  const numbers = recipe.features.filter(({ kind }) => kind === 'numeric');
  const categories = recipe.features.filter(({ kind }) => kind === 'categorical');
  const dates = recipe.features.filter(({ kind }) => kind === 'date');
  const texts = recipe.features.filter((feature) => feature.kind === 'text');
  const products = recipe.features.filter(({ kind }) => kind === 'product');
  const kinds: [string, string][] = [
    [
      t.numbers,
      listed(
        withRuns(
          numbers.map(({ name }) => name),
          short,
        ),
        messages,
      ),
    ],
    [
      t.categories,
      listed(
        categories.map((feature) => categoryText(feature)),
        messages,
      ),
    ],
    [
      t.dates,
      listed(
        dates.map(({ name }) => short(name)),
        messages,
      ),
    ],
    [
      t.texts,
      listed(
        texts.map((feature) => `${short(feature.name)} (${t.terms(count(featureWidth(feature)))})`),
        messages,
      ),
    ],
  ];
  kinds.push([
    messages.features.products,
    listed(
      products.map(({ name }) => short(name)),
      messages,
    ),
  ]);
  return [
    [train.model, printable(path)],
    [train.target, printable(target)],
    [t.classes, `${count(classes.length)}: ${listed(classes.map(short), messages)}`],
    [train.features, count(featureNames(recipe).length)],
    ...kinds.filter(([, names]) => names !== ''),
    ...embeddingLine(model, messages),
    ...readingLine(model, messages),
    ...(training.imported === undefined
      ? trainingLines(model, messages)
      : [[messages.import.imported, printable(`${training.imported} · ${training.table}`)] as [string, string]]),
    [train.calibration, calibration === null ? t.none : calibrationText(model, train)],
  ];
}

/** The penalty, the training and its certificate. */
function trainingLines({ training }: Model, { show: t, train }: Context['messages']): [string, string][] {
  const { table, rows, l1, l2, C, standardize, solver, iterations, gradientNorm, gapBound, converged } = training;
  const certificate = [train.gradient(gradientNorm.toExponential(1))];
  if (gapBound !== null) certificate.push(train.gap(gapBound.toExponential(1)));
  const parts = [
    ...(l1 === undefined ? [] : [`λ₁ = ${figure(l1)}`]),
    ...(l2 === 0 ? [] : [`${l1 === undefined ? 'λ' : 'λ₂'} = ${figure(l2)}`]),
    ...(C === null ? [] : [`C = ${figure(C)}`]),
  ];
  const penalty = parts.length === 0 ? t.none : parts.join(' · ');
  return [
    [t.penalty, parts.length === 0 ? penalty : `${penalty} · ${standardize ? t.standardized : t.notStandardized}`],
    [
      train.training,
      `${printable(table)} · ${train.rows(count(rows))} · ${train.solvers[solver]} · ${t.iterations(count(iterations))}`,
    ],
    [converged ? train.converged : train.notConverged, certificate.join(' · ')],
  ];
}

/** `temperature 0.87`, or the name of a method of several parameters. */
function calibrationText({ calibration }: Model, { calibrations }: Context['messages']['train']): string {
  if (calibration === null) return '';
  const name = calibrations[calibration.method];
  return calibration.method === 'temperature' ? `${name} ${figure(calibration.temperature, 3)}` : name;
}

/** The array that stood beside the table of the training. */
function embeddingLine({ reading }: Model, { features }: Context['messages']): [label: string, value: string][] {
  const { embedding } = reading;
  return embedding ? [[features.embeddings, features.width(count(embedding))]] : [];
}

/** The options by which the table of the training was read, as far as they are not the defaults. */
function readingLine({ reading }: Model, { show }: Context['messages']): [label: string, value: string][] {
  const { embedding: _, ...table } = reading;
  const options = Object.entries(table).flatMap(([option, value]) => {
    const words = [value].flat().filter((word) => option !== 'missing' || !['', 'NA'].includes(String(word)));
    return words.length === 0 ? [] : `${option} ${words.map((word) => short(String(word))).join(', ')}`;
  });
  return options.length === 0 ? [] : [[show.reading, options.join(' · ')]];
}

/** `island (3)`: the name of a column of categories, and how many levels it has. */
function categoryText(feature: Feature): string {
  return feature.kind === 'categorical'
    ? `${short(feature.name)} (${count(feature.levels.length)}${feature.hasOther ? ' + 1' : ''})`
    : short(feature.name);
}

/** The largest weights of each class by size, largest first; weights of 0 are left out. */
function largestWeights({ classes, recipe, weights }: Model) {
  const names = featureNames(recipe);
  return classes.map((name, k) => ({
    class: name,
    weights: names
      .map((feature, j) => ({ feature, weight: weights[k * names.length + j] }))
      .filter(({ weight }) => weight !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, WEIGHTS),
  }));
}

/** The document of --json. */
export function modelDocument(path: string, model: Model): object {
  const { version, target, classes, reading, recipe, intercepts, calibration, training, metrics } = model;
  return {
    ...{ model: path, version, target, classes, reading },
    columns: recipe.features,
    features: featureNames(recipe),
    ...{ training, calibration, metrics, intercepts },
    largestWeights: largestWeights(model),
  };
}

function short(name: string): string {
  return truncate(printable(name), NAME);
}

function listed(names: readonly string[], { train }: Context['messages']): string {
  const shown = names.length > NAMED + 1 ? [...names.slice(0, NAMED), train.andMore(names.length - NAMED)] : names;
  return shown.join(', ');
}
