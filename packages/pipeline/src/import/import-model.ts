// A classifier of another program as a model file: what was found is compared with the predictions that the file brings, if it
// brings some, before anything is written.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { featureNames, type Model, predict, serializeModel, type Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { checkPaths } from '../options.ts';
import { checkReadable } from '../read/source.ts';
import { writeWhole } from '../write/write-whole.ts';
import { cannotImport, type ForeignModel, modelOf } from './foreign-model.ts';
import { fromOnnx } from './read-onnx.ts';
import { fromJson, fromNpz } from './read-sklearn.ts';
import { fromSpark } from './read-spark.ts';

/** Options of `importModel`. */
export type ImportOptions = {
  /** A .npz or .json of scikit-learn's arrays, an .onnx file, or the folder of a Spark ML model. */
  from: string;
  /** The path of the model file. */
  out: string;
  /** Whether an existing file is replaced. */
  force?: boolean;
  /** The name of what the model predicts. Default 'class', or what the file says. */
  target?: string;
  /** The names of the features, and of the classes, in their order, in place of those in the file. */
  features?: readonly string[];
  classes?: readonly string[];
  signal?: AbortSignal;
};

/** The model that `importModel` wrote, and how it compares with the predictions that its source brings. */
export type ImportResult = {
  model: Model;
  modelPath: string;
  /** The program that the model comes from. */
  source: string;
  features: number;
  /** The rows that the file brings, and how far our probabilities are from those it brings; null without such rows. */
  check: { rows: number; largestDifference: number } | null;
};

const LIMIT = 500 << 20;
const BOUND = 1e-12;
const ACCEPTED = '.npz, .json, .onnx';

/**
 * Writes a model file from a classifier of scikit-learn, Spark ML or ONNX. Its predictions are those of its source within
 * 1e−12; of a float32 graph, those of its float32 weights in float64.
 *
 * @throws InputError 'cannot-import' with the reason; TensorFileError for a damaged .npz; others about the paths; ModelError for names that no model can have.
 * @example
 * ```ts
 * import { importModel, writeWhole } from '@bridle/pipeline';
 * import { writeNpz } from 'bridle/tensor-files';
 * const arrays = {
 *   coef_: { data: new Float64Array([1, 0, -1]), dims: [3, 1] },
 *   intercept_: { data: new Float64Array([0, 0.5, 0]), dims: [3] },
 *   classes_: { data: ['low', 'middle', 'high'], dims: [3] },
 * };
 * await writeWhole([{ path: 'out/sklearn.npz', content: writeNpz(new Map(Object.entries(arrays))) }]);
 * const { model, source } = await importModel({ from: 'out/sklearn.npz', out: 'out/sklearn.model.json' });
 * [source, ...model.classes]; // → ['scikit-learn', 'low', 'middle', 'high']
 * ```
 */
export async function importModel(options: ImportOptions): Promise<ImportResult> {
  const { from, out, force = false, features, classes, signal } = options;
  const found = await read(from);
  await checkPaths([from], [out]);
  if (!force && (await stat(out).catch(() => null))) throw inputError('exists', { file: out });
  const named = renamed(from, found, features, classes);
  const model = modelOf(from, basename(from), named, options.target ?? found.target ?? 'class');
  const check = named.check ? compared(from, model, named.check) : null;
  await writeWhole([{ path: out, content: serializeModel(model) }], signal);
  return { model, modelPath: out, source: found.source, features: featureNames(model.recipe).length, check };
}

async function read(from: string): Promise<ForeignModel> {
  const facts = await stat(from).catch(() => null);
  if (facts?.isDirectory()) return fromSpark(from);
  const size = await checkReadable(from);
  if (size > LIMIT) throw inputError('model-too-large', { file: from, size, limit: LIMIT });
  const name = from.toLowerCase();
  if (name.endsWith('.onnx')) return fromOnnx(from, await readFile(from));
  if (name.endsWith('.npz')) return fromNpz(from, await readFile(from));
  if (name.endsWith('.json')) return fromJson(from, await readFile(from, 'utf8'));
  throw inputError('unknown-extension', { file: from, accepted: ACCEPTED });
}

function renamed(
  file: string,
  found: ForeignModel,
  names: readonly string[] | undefined,
  classes: readonly string[] | undefined,
): ForeignModel {
  if (classes && classes.length !== found.classes.length) refuseCount('classes', classes, found.classes.length);
  if (names && names.length !== found.features.length) refuseCount('features', names, found.features.length);
  const features = names ? found.features.map((feature, j) => ({ ...feature, name: names[j] })) : found.features;
  if (features.some(({ name }) => name.trim() === '')) throw cannotImport(file, 'no-part', 'feature_names_in_');
  return { ...found, features, classes: classes ? [...classes] : found.classes };
}

function refuseCount(option: string, given: readonly string[], expected: number): never {
  throw inputError('bad-option', { option, expected: `${expected} names`, found: String(given.length) });
}

/** How far the model's probabilities are from those of the file; refused beyond rounding. */
function compared(file: string, model: Model, { x, p }: NonNullable<ForeignModel['check']>) {
  const { features } = model.recipe;
  if (p.length !== x.length || x.some((row) => row.length !== features.length))
    throw cannotImport(file, 'shape', 'check_x');
  const columns = features.map(({ name }, j) => ({
    kind: 'numeric' as const,
    name,
    values: Float64Array.from(x, (row) => row[j]),
  }));
  const table: Table = { rows: x.length, columns };
  const { probabilities } = predict(model, table);
  const classes = model.classes.length;
  if (p.some((row) => row.length !== classes)) throw cannotImport(file, 'shape', 'check_p');
  let largest = 0;
  p.flat().forEach((value, at) => {
    const off = Math.abs(value - probabilities[at]);
    if (!(off <= largest)) largest = off;
  });
  if (!(largest <= BOUND)) throw cannotImport(file, 'differs', String(Number(largest.toPrecision(2))));
  return { rows: x.length, largestDifference: largest };
}
