// Reads the text of a model file. The text is not trusted: the type and value of every field are checked, and the
// dimensions against each other; unknown fields are dropped, except options of the reading. The error names the first
// fault. Version 1 is read too: it has no `reading`.

import { dateParts } from '../table/date-columns.ts';
import { type DateForm, dateForms } from '../table/dates.ts';
import {
  type CategoricalFeature,
  countFeatures,
  type DateFeature,
  type Feature,
  LARGEST,
  type NumericFeature,
  type Recipe,
} from '../table/recipe.ts';
import { decodeFloats } from './base64.ts';
import { booleanIn, distinctTexts, type Fields, fieldsOf, numberIn, refuse, textIn } from './fields.ts';
import type { Metrics, Model, Training } from './model.ts';
import { ModelError } from './model-error.ts';
import { parseCalibration } from './parse-calibration.ts';
import { parseReading } from './reading.ts';
import { decodeShort } from './short-weights.ts';
import { parseTextFeature } from './text-feature-fields.ts';

const VERSION = 2;

/**
 * The model that `serializeModel` wrote.
 *
 * @throws ModelError 'not-json', 'truncated' (the text ends in its middle), 'not-a-model', 'newer-version',
 * 'bad-field' (facts.field, facts.found), 'unknown-reading' (facts.option), 'not-finite' (a weight is NaN or infinite),
 * 'wrong-dimensions'.
 * @example
 * ```ts
 * import { ModelError, parseModel } from 'bridle/learn';
 * try {
 *   parseModel('{"format": "bridle-model", "version": 3}');
 * } catch (error) {
 *   (error as ModelError).code; // → 'newer-version'
 * }
 * ```
 */
export function parseModel(text: string): Model {
  const root = fieldsOf(parseJson(text));
  if (root?.format !== 'bridle-model') throw new ModelError('not-a-model', 'The file is not a bridle model.');
  if (Number.isInteger(root.version) && (root.version as number) > VERSION) {
    throw new ModelError(
      'newer-version',
      `The model has version ${root.version}, and this bridle reads versions up to ${VERSION}: update bridle.`,
      { version: root.version as number, known: VERSION },
    );
  }
  const { version } = root;
  if (version !== 1 && version !== VERSION) return refuse('version', version);
  if (version === 1 && root.calibration !== null) refuse('calibration', root.calibration);
  const target = textIn(root, 'target');
  const classes = distinctTexts(root.classes, 'classes');
  if (classes.length < 2) refuse('classes', root.classes);
  const recipe = recipeOf(root.recipe, target);
  return {
    format: 'bridle-model',
    version,
    target,
    classes,
    reading: version === 1 ? {} : parseReading(root.reading),
    recipe,
    weights: weightsIn(root, classes.length, countFeatures(recipe)),
    intercepts: floatsIn(root, 'intercepts', classes.length),
    calibration: root.calibration === null ? null : parseCalibration(root.calibration, classes.length),
    training: trainingOf(root.training, classes.length),
    metrics: root.metrics === null ? null : metricsOf(root.metrics),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const begins = /^\s*\{\s*"format"\s*:\s*"bridle-model"/.test(text);
    if (begins && endsInside(text)) {
      throw new ModelError('truncated', 'The model file ends in its middle: it was not written or copied whole.');
    }
    throw new ModelError('not-json', 'The file is not JSON, so it is not a bridle model.');
  }
}

/** Whether a JSON text ends inside a string, an object or an array. */
function endsInside(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') depth -= 1;
  }
  return inString || depth > 0;
}

function recipeOf(value: unknown, target: string): Recipe {
  const list = fieldsOf(value)?.features;
  if (!Array.isArray(list) || list.length === 0) return refuse('recipe.features', list);
  const features = list.map((entry, i) => featureOf(entry, `recipe.features[${i}]`));
  const names = new Set([target]);
  features.forEach(({ name }, i) => {
    if (names.has(name)) refuse(`recipe.features[${i}].name`, name);
    names.add(name);
  });
  return { features };
}

function featureOf(value: unknown, path: string): Feature {
  const fields = fieldsOf(value) ?? refuse(path, value);
  if (fields.kind === 'text') return parseTextFeature(fields, path);
  return fields.kind === 'date' ? dateFeatureOf(fields, path) : plainFeatureOf(fields, path);
}

function dateFeatureOf(fields: Fields, path: string): DateFeature {
  const { form, parts: list } = fields;
  if (!dateForms.includes(form as DateForm)) refuse(`${path}.form`, form);
  if (!Array.isArray(list) || list.length === 0) return refuse(`${path}.parts`, list);
  const parts = list.map((entry, i) => {
    const at = `${path}.parts[${i}]`;
    const part = plainFeatureOf(fieldsOf(entry) ?? refuse(at, entry), at);
    const kind = ['year', 'time', 'elapsed'].includes(part.name) ? 'numeric' : 'categorical';
    const known = dateParts.some((name) => name === part.name) && part.kind === kind;
    return known && list.findIndex((other) => fieldsOf(other)?.name === part.name) === i
      ? part
      : refuse(`${at}.name`, part.name);
  });
  const name = textIn(fields, 'name', `${path}.name`);
  const origin = numberIn(fields, 'origin', `${path}.origin`, (x) => Number.isInteger(x) && Math.abs(x) < 1e7);
  return { kind: 'date', name, form: form as DateForm, origin, parts };
}

function plainFeatureOf(fields: Fields, path: string): NumericFeature | CategoricalFeature {
  const name = textIn(fields, 'name', `${path}.name`);
  const hasMissing = booleanIn(fields, 'hasMissing', `${path}.hasMissing`);
  if (fields.kind === 'categorical') {
    const levels = distinctTexts(fields.levels, `${path}.levels`);
    if (levels.length === 0) refuse(`${path}.levels`, levels);
    const { hasOther } = fields;
    if (hasOther !== undefined && hasOther !== true) refuse(`${path}.hasOther`, hasOther);
    return { kind: 'categorical', name, levels, hasMissing, ...(hasOther === true && { hasOther }) };
  }
  if (fields.kind !== 'numeric') refuse(`${path}.kind`, fields.kind);
  const sane = (x: number) => Math.abs(x) <= LARGEST;
  return {
    kind: 'numeric',
    name,
    fill: numberIn(fields, 'fill', `${path}.fill`, sane),
    mean: numberIn(fields, 'mean', `${path}.mean`, sane),
    scale: numberIn(fields, 'scale', `${path}.scale`, (x) => x >= 1 / LARGEST && x <= LARGEST),
    hasMissing,
  };
}

/** As float64 numbers, or short ones. */
function weightsIn(fields: Fields, classes: number, features: number): Float64Array {
  const short = fieldsOf(fields.weights);
  return short ? decodeShort(short, classes, features) : floatsIn(fields, 'weights', classes * features);
}

function floatsIn(fields: Fields, key: string, expected: number): Float64Array {
  const numbers = decodeFloats(textIn(fields, key));
  if (!numbers) return refuse(key, fields[key]);
  if (numbers.length !== expected) {
    throw new ModelError(
      'wrong-dimensions',
      `The model's ${key} are ${numbers.length} numbers, and its classes and features need ${expected}.`,
      { field: key, expected, found: numbers.length },
    );
  }
  const at = numbers.findIndex((x) => !Number.isFinite(x));
  if (at < 0) return numbers;
  throw new ModelError('not-finite', `The model's ${key} hold ${numbers[at]} at ${at}.`, {
    field: key,
    index: at,
    found: String(numbers[at]),
  });
}

const atLeastZero = (x: number): boolean => x >= 0;
const count = (x: number): boolean => Number.isSafeInteger(x) && x >= 0;
const share = (x: number): boolean => x >= 0 && x <= 1;

const solvers: readonly Training['solver'][] = ['newton', 'lbfgs', 'gd', 'sgd', 'proximal'];

/** A number > 0 for each class, where the file has them. */
function perClass(fields: Fields, key: 'classWeights' | 'shares', classes: number): Partial<Training> {
  const list = fields[key];
  if (list === undefined) return {};
  if (!Array.isArray(list) || list.length !== classes) return refuse(`training.${key}`, list);
  list.forEach((x, k) => {
    if (!(typeof x === 'number' && x > 0 && x < Infinity)) refuse(`training.${key}[${k}]`, x);
  });
  return { [key]: list.map(Number) };
}

function trainingOf(value: unknown, classes: number): Training {
  const fields = fieldsOf(value) ?? refuse('training', value);
  const number = (key: string, fits: (x: number) => boolean) => numberIn(fields, key, `training.${key}`, fits);
  const { solver, arithmetic } = fields;
  if (arithmetic !== undefined && arithmetic !== 'auto' && arithmetic !== 'fast' && arithmetic !== 'reference') {
    refuse('training.arithmetic', arithmetic);
  }
  return {
    table: textIn(fields, 'table', 'training.table'),
    rows: number('rows', count),
    l2: number('l2', atLeastZero),
    C: fields.C === null ? null : number('C', (x) => x > 0),
    standardize: booleanIn(fields, 'standardize', 'training.standardize'),
    solver: solvers.find((one) => one === solver) ?? refuse('training.solver', solver),
    iterations: number('iterations', count),
    converged: booleanIn(fields, 'converged', 'training.converged'),
    objective: number('objective', atLeastZero),
    gradientNorm: number('gradientNorm', atLeastZero),
    gapBound: fields.gapBound === null ? null : number('gapBound', atLeastZero),
    holdout: number('holdout', (x) => x >= 0 && x < 1),
    seed: number('seed', count),
    ...(fields.l1 !== undefined && { l1: number('l1', (x) => x > 0) }),
    ...(fields.imported !== undefined && { imported: textIn(fields, 'imported', 'training.imported') }),
    ...(fields.weight !== undefined && { weight: textIn(fields, 'weight', 'training.weight') }),
    ...perClass(fields, 'classWeights', classes),
    ...perClass(fields, 'shares', classes),
    ...(arithmetic !== undefined && { arithmetic }),
  };
}

function metricsOf(value: unknown): Metrics {
  const fields = fieldsOf(value) ?? refuse('metrics', value);
  const number = (key: string, fits: (x: number) => boolean) => numberIn(fields, key, `metrics.${key}`, fits);
  return {
    rows: number('rows', count),
    accuracy: number('accuracy', share),
    logLoss: number('logLoss', atLeastZero),
    brier: number('brier', (x) => x >= 0 && x <= 2),
    ece: number('ece', share),
  };
}
