// The folder that Spark ML writes for a LogisticRegressionModel: metadata in a text of JSON, and one row of Parquet with a
// vector of intercepts and a matrix of coefficients, each dense or sparse (org.apache.spark.ml.linalg).

import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { quotedPath, withDatabase } from '../read/database.ts';
import { cannotImport, type ForeignModel, numericFeature, ofTwo } from './foreign-model.ts';

const CLASS = 'org.apache.spark.ml.classification.LogisticRegressionModel';
/** Metadata is a few hundred bytes; a longer text is none. */
const LONGEST = 1 << 20;

type Vector = { size: number; indices: number[] | null; values: number[] };
type Matrix = {
  numRows: number;
  numCols: number;
  colPtrs: number[] | null;
  rowIndices: number[] | null;
  values: number[];
  isTransposed: boolean;
};

export async function fromSpark(folder: string): Promise<ForeignModel> {
  const { version, featuresCol } = await metadataOf(folder);
  const { classes, interceptVector, coefficientMatrix, isMultinomial } = await dataOf(folder);
  const matrix = dense(folder, coefficientMatrix);
  const intercepts = denseVector(folder, interceptVector, matrix.length);
  const names = Array.from({ length: coefficientMatrix.numCols }, (_, j) => `${featuresCol}[${j}]`);
  const isTwo = !isMultinomial && classes === 2 && matrix.length === 1;
  if (!isTwo && matrix.length !== classes) throw cannotImport(folder, 'shape', 'coefficientMatrix');
  return {
    ...{ source: `Spark ${version}`, classes: Array.from({ length: classes }, (_, k) => String(k)) },
    ...{ features: names.map((name) => numericFeature(name)), calibration: null },
    ...(isTwo ? ofTwo(matrix[0], intercepts[0]) : { weights: matrix, intercepts }),
  };
}

async function metadataOf(folder: string): Promise<{ version: string; featuresCol: string }> {
  const file = await partIn(join(folder, 'metadata'), /^part-/);
  if (file === null) throw cannotImport(folder, 'no-model');
  const text = await readFile(file, 'utf8');
  let root: Record<string, unknown>;
  try {
    root = JSON.parse(text.slice(0, LONGEST));
  } catch {
    throw cannotImport(folder, 'damaged', 'metadata');
  }
  if (root?.class !== CLASS) throw cannotImport(folder, 'no-model', String(root?.class).slice(0, 100));
  const parameters = { ...object(root.defaultParamMap), ...object(root.paramMap) };
  const { featuresCol = 'features' } = parameters;
  return { version: String(root.sparkVersion).slice(0, 20), featuresCol: String(featuresCol).slice(0, 100) };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

async function dataOf(folder: string) {
  const file = await partIn(join(folder, 'data'), /^part-.*\.parquet$/);
  if (file === null) throw cannotImport(folder, 'no-model');
  const path = resolve(file);
  const fields = (column: string, names: readonly string[]) => names.map((name) => `${column}."${name}"`);
  const columns = [
    ...['numClasses', 'isMultinomial'],
    ...fields('interceptVector', ['size', 'indices', 'values']),
    ...fields('coefficientMatrix', ['numRows', 'numCols', 'colPtrs', 'rowIndices', 'values', 'isTransposed']),
  ];
  const found = await withDatabase([path], undefined, ({ rows }) =>
    rows(`SELECT ${columns.join(', ')} FROM read_parquet(${quotedPath(path)}) LIMIT 2`),
  ).catch(() => []);
  if (found.length !== 1) throw cannotImport(folder, 'damaged', 'data');
  const [classes, isMultinomial, size, indices, values, numRows, numCols, colPtrs, rowIndices, entries, isTransposed] =
    found[0];
  const interceptVector: Vector = { size: Number(size), indices: listOf(indices), values: listOf(values) ?? [] };
  const coefficientMatrix: Matrix = {
    ...{ numRows: Number(numRows), numCols: Number(numCols), colPtrs: listOf(colPtrs), rowIndices: listOf(rowIndices) },
    ...{ values: listOf(entries) ?? [], isTransposed: isTransposed === true },
  };
  return { classes: Number(classes), interceptVector, coefficientMatrix, isMultinomial: isMultinomial === true };
}

/** The numbers of a list of DuckDB; null for NULL. */
function listOf(value: unknown): number[] | null {
  const items = (value as { items?: readonly unknown[] } | null)?.items;
  return items ? items.map((x) => (x === null ? Number.NaN : Number(x))) : null;
}

async function partIn(folder: string, pattern: RegExp): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => pattern.test(name)).sort()[0];
  return found === undefined ? null : join(folder, found);
}

/** Row by row. */
function dense(file: string, { numRows, numCols, colPtrs, rowIndices, values, isTransposed }: Matrix): number[][] {
  const isSparse = colPtrs !== null && rowIndices !== null;
  const outer = isTransposed ? numRows : numCols;
  const fits = isSparse
    ? colPtrs.length === outer + 1 && values.length >= rowIndices.length
    : values.length === numRows * numCols;
  // A sparse matrix may say that it has any size; no model has so many entries.
  if (!fits || !(numRows > 0 && numCols > 0 && numRows * numCols <= 2 ** 27)) {
    throw cannotImport(file, 'shape', 'coefficientMatrix');
  }
  const out = Array.from({ length: numRows }, () => new Array<number>(numCols).fill(0));
  const put = (major: number, minor: number, x: number) => {
    const [row, column] = isTransposed ? [major, minor] : [minor, major];
    if (!(row >= 0 && row < numRows && column >= 0 && column < numCols))
      throw cannotImport(file, 'shape', 'coefficientMatrix');
    out[row][column] = x;
  };
  const inner = isTransposed ? numCols : numRows;
  for (let i = 0; i < outer; i += 1) {
    if (!isSparse) for (let j = 0; j < inner; j += 1) put(i, j, values[i * inner + j]);
    else for (let at = colPtrs[i]; at < colPtrs[i + 1]; at += 1) put(i, rowIndices[at], values[at]);
  }
  return out;
}

function denseVector(file: string, { size, indices, values }: Vector, length: number): number[] {
  if ((indices === null ? values.length : size) !== length) throw cannotImport(file, 'shape', 'interceptVector');
  if (indices === null) return values;
  const out = new Array<number>(length).fill(0);
  indices.forEach((at, i) => {
    if (!(at >= 0 && at < length)) throw cannotImport(file, 'shape', 'interceptVector');
    out[at] = values[i];
  });
  return out;
}
