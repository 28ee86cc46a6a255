// Writes a model for use elsewhere, in one of several forms. Before a file is put in place, what it holds is computed on a
// thousand rows and compared with our own predictions; beyond the bound nothing is written.

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Dialect } from '@bridle/sql';
import { type Model, predict, type Table, takeRows } from 'bridle/learn';
import { inputError, workError } from '../messages.ts';
import { checkPaths } from '../options.ts';
import { modelFor, type Priors } from '../priors.ts';
import { readForModel } from '../read/read-for-model.ts';
import { readModel } from '../read/read-model.ts';
import { type Output, writeWhole } from '../write/write-whole.ts';
import { checkFeatures } from './cannot-export.ts';
import { javascriptDeclarations, javascriptModule, javascriptProbabilities } from './javascript.ts';
import { npzFile, npzProbabilities } from './npz.ts';
import { onnxFile } from './onnx/onnx-file.ts';
import { onnxProbabilities } from './onnx/run-onnx.ts';
import { sampleRows } from './sample-rows.ts';
import { sqlProbabilities, sqlText } from './sql-text.ts';
import { weightsJson, weightsJsonProbabilities } from './weights-json.ts';

/**
 * The forms that a model is exported to.
 *
 * @example
 * ```ts
 * import { exportTargets } from '@bridle/pipeline';
 * exportTargets; // → ['onnx', 'sql', 'js', 'npz', 'json']
 * ```
 */
export const exportTargets = ['onnx', 'sql', 'js', 'npz', 'json'] as const;

/** A form that a model is exported to: one of `exportTargets`. */
export type ExportTarget = (typeof exportTargets)[number];

/** Options of `exportModel`. */
export type ExportOptions = {
  /** The path of the model. */
  model: string;
  to: ExportTarget;
  /** The file; with null the text is returned. Default: the model's name with the extension of the target, here. */
  out?: string | null;
  /** Whether an existing file is replaced. */
  force?: boolean;
  /** The path of a table of which the first thousand rows are compared; default: rows made from the model. */
  sample?: string;
  /** For SQL: the dialect (default duckdb), the table that the statement reads, and columns of it to keep, by default the identifiers. */
  dialect?: Dialect;
  from?: readonly string[];
  keep?: readonly string[];
  /** The class shares of the rows to come, where they differ from those of the training. */
  priors?: Priors;
  signal?: AbortSignal;
};

/** What `exportModel` wrote, and how far its probabilities are from those of `predict`. */
export type ExportResult = {
  model: Model;
  to: ExportTarget;
  /** The files written; none if the text is returned. */
  outPaths: string[];
  text: string | null;
  /** The rows compared, the largest absolute difference of a probability, and what it may be. */
  rows: number;
  largestDifference: number;
  bound: number;
};

const ROWS = 1000;
/** All targets compute in float64. */
const BOUND = 1e-12;

const extensions: Record<ExportTarget, string> = {
  onnx: '.onnx',
  sql: '.sql',
  js: '.mjs',
  npz: '.npz',
  json: '.weights.json',
};

/** The content of the files, and the probabilities that it gives. */
type Made = { files: Output[]; probabilities: (table: Table) => Float64Array | Promise<Float64Array> };

/**
 * Exports a model: to onnx, a graph in float64; to SQL, one SELECT; to js, a module without dependencies and its declarations; to npz, the arrays of
 * scikit-learn; to json, plain arrays.
 *
 * @throws InputError 'exists' for a file that is there, 'cannot-export' for a part of the model that the target cannot
 * express, 'not-a-text' for bytes without a file; SqlError; WorkError 'export-differs'; ModelError and RecipeError for the
 * model and the sample.
 * @example
 * ```ts
 * import { exportModel } from '@bridle/pipeline';
 * // The model of the example of trainTable.
 * const { text, rows, largestDifference } = await exportModel({ model: 'out/iris.model.json', to: 'json', out: null });
 * rows; // → 1000
 * largestDifference <= 1e-12; // → true
 * Object.keys(JSON.parse(text ?? '')).slice(0, 3); // → ['target', 'formula', 'classes']
 * ```
 */
export async function exportModel(options: ExportOptions): Promise<ExportResult> {
  const { to, force = false, signal } = options;
  const model = modelFor(options.model, await readModel(options.model), options);
  checkFeatures(model, to);
  const path = options.out === undefined ? stemOf(options.model) + extensions[to] : options.out;
  if (path === null && (to === 'npz' || to === 'onnx')) throw inputError('not-a-text', { target: to });
  const { files, probabilities } = make(model, to, path ?? '', options);
  const inputs = [options.model, ...(options.sample === undefined ? [] : [options.sample])];
  if (path !== null) {
    await checkPaths(
      inputs,
      files.map((file) => file.path),
    );
    const there = files.find((file) => existsSync(file.path));
    if (there && !force) throw inputError('exists', { file: there.path });
  }
  const table = options.sample === undefined ? sampleRows(model, ROWS) : await sampleOf(options.sample, model, signal);
  const ours = predict(model, table).probabilities;
  const theirs = await probabilities(table);
  const largestDifference = largest(ours, theirs);
  if (!(largestDifference <= BOUND)) {
    throw workError('export-differs', { target: to, difference: largestDifference, bound: BOUND, rows: table.rows });
  }
  if (path !== null) await writeWhole(files, signal);
  const text = path === null ? String(files[0].content) : null;
  const outPaths = path === null ? [] : files.map((file) => file.path);
  return { model, to, outPaths, text, rows: table.rows, largestDifference, bound: BOUND };
}

function make(model: Model, to: ExportTarget, path: string, options: ExportOptions): Made {
  if (to === 'sql') {
    const { dialect = 'duckdb', from = [tableStem(model)], keep = model.reading.id ?? [], signal } = options;
    const content = sqlText(model, dialect, from, keep);
    return { files: [{ path, content }], probabilities: (table) => sqlProbabilities(model, table, signal) };
  }
  if (to === 'js') {
    const content = javascriptModule(model);
    const types = { path: declarationsPath(path), content: javascriptDeclarations(model) };
    return { files: [{ path, content }, types], probabilities: (table) => javascriptProbabilities(content, table) };
  }
  if (to === 'onnx') {
    const content = onnxFile(model);
    return { files: [{ path, content }], probabilities: (table) => onnxProbabilities(content, table) };
  }
  if (to === 'npz') {
    const content = npzFile(model);
    return { files: [{ path, content }], probabilities: (table) => npzProbabilities(content, model, table) };
  }
  const content = weightsJson(model);
  return { files: [{ path, content }], probabilities: (table) => weightsJsonProbabilities(content, model, table) };
}

async function sampleOf(path: string, model: Model, signal: AbortSignal | undefined): Promise<Table> {
  const { table } = await readForModel(path, model, { signal });
  return takeRows(
    table,
    Array.from({ length: Math.min(ROWS, table.rows) }, (_, row) => row),
  );
}

/** The largest absolute difference; NaN where either has one. */
function largest(ours: Float64Array, theirs: Float64Array): number {
  if (ours.length !== theirs.length) return Number.NaN;
  return ours.reduce((most, p, i) => Math.max(most, Math.abs(p - theirs[i])), 0);
}

/** `penguins` of `models/penguins.model.json`. */
function stemOf(path: string): string {
  return basename(path).replace(/(\.model)?\.json$/i, '');
}

/** The name of the table that trained the model, without its extensions. */
function tableStem(model: Model): string {
  return model.training.table.replace(/\.(csv|tsv|json|jsonl|ndjson|parquet)(\.gz)?$/i, '') || 'data';
}

/** TypeScript finds the declarations of x.mjs in x.d.mts, and those of x.js in x.d.ts. */
function declarationsPath(path: string): string {
  return path.endsWith('.mjs') ? path.replace(/\.mjs$/, '.d.mts') : `${path.replace(/\.js$/, '')}.d.ts`;
}
