// Reads the text of a model file. The text is not trusted: the type and value of every field are checked, and the
// dimensions against each other; unknown fields are dropped, except options of the reading. The error names the first
// fault. Version 1 is read too: it has no `reading`.

import { type DatePart, dateParts } from '../table/date-columns.ts';
import { type DateForm, dateForms } from '../table/dates.ts';
import {
  type CategoricalFeature,
  countFeatures,
  type DateFeature,
  type Feature,
  featureWidth,
  LARGEST,
  type NumericFeature,
  type ProductFeature,
  type Recipe,
} from '../table/features.ts';
import { decodeFloats } from './base64.ts';
import { booleanIn, distinctTexts, type Fields, fieldsOf, numberIn, refuse, textIn } from './fields.ts';
import type { Metrics, Model, Training } from './model.ts';
import { ModelError } from './model-error.ts';
import { parseCalibration } from './parse-calibration.ts';
import { parseReading } from './reading.ts';
import { decodeShort } from './short-weights.ts';
import { parseTextFeature } from './text-feature-fields.ts';

const VERSION = 3;

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
 *   parseModel('{"format": "bridle-model", "version": 4}');
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
  if (version !== 1 && version !== 2 && version !== VERSION) return refuse('version', version);
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
    metrics: root.metrics === null ? null : checked<Metrics>('metrics', root.metrics, metricsChecks),
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
  for (const [c] of text.matchAll(/\\.|["{}[\]]/gs)) {
    if (c === '"') inString = !inString;
    else if (!inString && c.length < 2) depth += c === '{' || c === '[' ? 1 : -1;
  }
  return inString || depth > 0;
}

function recipeOf(value: unknown, target: string): Recipe {
  const list = listIn(fieldsOf(value) ?? {}, 'features', 'recipe');
  const features: Feature[] = [];
  const names = new Set([target]);
  list.forEach((entry, i) => {
    const path = `recipe.features[${i}]`;
    const feature = featureOf(entry, path, features);
    if (names.has(feature.name)) refuse(`${path}.name`, feature.name);
    names.add(feature.name);
    features.push(feature);
  });
  return { features };
}

function featureOf(value: unknown, path: string, before: readonly Feature[]): Feature {
  const fields = fieldsOf(value) ?? refuse(path, value);
  if (fields.kind === 'product') return productOf(fields, path, before);
  if (fields.kind === 'text') return parseTextFeature(fields, path);
  return fields.kind === 'date' ? dateFeatureOf(fields, path) : plainFeatureOf(fields, path);
}

function dateFeatureOf(fields: Fields, path: string): DateFeature {
  const { form } = fields;
  if (!dateForms.includes(form as DateForm)) refuse(`${path}.form`, form);
  const parts = partsOf(fields, path, ({ name, kind }) => {
    const isNumber = ['year', 'time', 'elapsed'].includes(name);
    return dateParts.includes(name as DatePart) && (kind === 'numeric') === isNumber;
  });
  const name = textIn(fields, 'name', `${path}.name`);
  const origin = numberIn(fields, 'origin', `${path}.origin`, (x) => Number.isInteger(x) && Math.abs(x) < 1e7);
  return { kind: 'date', name, form: form as DateForm, origin, parts };
}

/** Its columns are features before it, and its combinations places of theirs. */
function productOf(fields: Fields, path: string, before: readonly Feature[]): ProductFeature {
  let [size, kind] = [1, 'categorical'];
  const factors = listIn(fields, 'factors', path).map((factor, i) => {
    const feature = before.find(({ name }) => name === factor);
    if (feature?.kind === 'categorical') size *= featureWidth(feature);
    else if (feature?.kind === 'numeric') kind = 'numeric';
    else return refuse(`${path}.factors[${i}]`, factor);
    return feature.name;
  });
  const isKey = (text: string) => /^\d+$/.test(text) && Number(text) < size;
  const parts = partsOf(fields, path, (part) => {
    const keys = part.kind === 'numeric' ? [part.name] : part.levels;
    return part.kind === kind && !part.hasMissing && keys.every(isKey);
  });
  return { kind: 'product', name: textIn(fields, 'name', `${path}.name`), factors, parts };
}

/** Parts of different names, each of which fits. */
function partsOf(
  fields: Fields,
  path: string,
  fits: (part: DateFeature['parts'][number]) => boolean,
): DateFeature['parts'] {
  const seen = new Set<string>();
  return listIn(fields, 'parts', path).map((entry, i) => {
    const at = `${path}.parts[${i}]`;
    const part = plainFeatureOf(fieldsOf(entry) ?? refuse(at, entry), at);
    if (seen.has(part.name) || !fits(part)) refuse(`${at}.name`, part.name);
    seen.add(part.name);
    return part;
  });
}

function listIn(fields: Fields, key: string, path: string): unknown[] {
  const list = fields[key];
  return Array.isArray(list) && list.length > 0 ? list : refuse(`${path}.${key}`, list);
}

function plainFeatureOf(fields: Fields, path: string): NumericFeature | CategoricalFeature {
  const name = textIn(fields, 'name', `${path}.name`);
  const hasMissing = booleanIn(fields, 'hasMissing', `${path}.hasMissing`);
  if (fields.kind === 'categorical') {
    const levels = distinctTexts(fields.levels, `${path}.levels`);
    if (levels.length === 0) refuse(`${path}.levels`, levels);
    const { hasOther } = fields;
    if (!oneOf(undefined, true)(hasOther)) refuse(`${path}.hasOther`, hasOther);
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

type Check = (found: unknown) => boolean;

const isText: Check = (x) => typeof x === 'string';
const isTruth: Check = (x) => typeof x === 'boolean';
const within =
  (least: number, most = Number.MAX_VALUE): Check =>
  (x) =>
    typeof x === 'number' && x >= least && x <= most;
const isCount: Check = (x) => Number.isSafeInteger(x) && within(0)(x);
const isPositive = within(Number.MIN_VALUE);
const oneOf =
  (...list: unknown[]): Check =>
  (x) =>
    list.includes(x);
/** Of a field that may be absent. */
const maybe =
  (fits: Check): Check =>
  (x) =>
    x === undefined || fits(x);
const orNull =
  (fits: Check): Check =>
  (x) =>
    x === null || fits(x);

const trainingChecks: { [Key in keyof Omit<Training, 'classWeights' | 'shares'>]-?: Check } = {
  table: isText,
  rows: isCount,
  l2: within(0),
  C: orNull(isPositive),
  standardize: isTruth,
  solver: oneOf('newton', 'lbfgs', 'gd', 'sgd', 'proximal'),
  iterations: isCount,
  converged: isTruth,
  objective: within(0),
  gradientNorm: within(0),
  gapBound: orNull(within(0)),
  holdout: (x) => within(0, 1)(x) && x !== 1,
  seed: isCount,
  l1: maybe(isPositive),
  imported: maybe(isText),
  weight: maybe(isText),
  arithmetic: oneOf(undefined, 'auto', 'fast', 'reference'),
};

const metricsChecks: { [Key in keyof Metrics]: Check } = {
  rows: isCount,
  accuracy: within(0, 1),
  logLoss: within(0),
  brier: within(0, 2),
  ece: within(0, 1),
};

/** The fields that have checks, without those that are absent. */
function checked<T>(path: string, value: unknown, checks: Readonly<Record<string, Check>>): T {
  const fields = fieldsOf(value) ?? refuse(path, value);
  const entries = Object.entries(checks).map(([key, fits]) => {
    if (!fits(fields[key])) refuse(`${path}.${key}`, fields[key]);
    return [key, fields[key]] as const;
  });
  return Object.fromEntries(entries.filter(([, found]) => found !== undefined)) as T;
}

/** A number > 0 for each class, where the file has them. */
function perClass(fields: Fields, key: 'classWeights' | 'shares', classes: number): Partial<Training> {
  const list = fields[key];
  if (list === undefined) return {};
  if (!Array.isArray(list) || list.length !== classes) return refuse(`training.${key}`, list);
  list.forEach((x, k) => {
    if (!isPositive(x)) refuse(`training.${key}[${k}]`, x);
  });
  return { [key]: list.map(Number) };
}

function trainingOf(value: unknown, classes: number): Training {
  const training = checked<Training>('training', value, trainingChecks);
  const fields = value as Fields;
  return { ...training, ...perClass(fields, 'classWeights', classes), ...perClass(fields, 'shares', classes) };
}
