// The memory that training and prediction need, estimated and checked before anything of that size is allocated: rows ×
// classes scores, classes × features weights, and a confusion matrix of classes × classes.

import { totalmem } from 'node:os';
import { inputError } from './messages.ts';

/** Elements of the longest typed array. */
const LONGEST = 2 ** 32 - 1;
/** Arrays of (rows, classes) in training: scores, residuals and those of the line search and the preconditioner. */
const SCORES = 6;
/** Arrays of (classes, features) in training: weights, gradients, and the ten pairs of vectors of L-BFGS. */
const WEIGHTS = 26;
/** Fewer rows in the mean class than this make a column of many classes look like an identifier. */
const ROWS_OF_A_CLASS = 20;
const MANY = 1000;
/** Bytes of the weights in a model file, below the 500 MB that are read again. */
const LARGEST_MODEL = 400e6;

type Size = { file: string; column: string; rows: number; classes: number };

/** Refuses a training that does not fit in memory, or in the longest array. */
export function checkTrainingMemory(size: Size & { features: number }, memory = memoryOfThisProcess()): void {
  const { rows, classes, features } = size;
  const bytes = 8 * (SCORES * rows * classes + WEIGHTS * classes * (features + 1) + classes * classes);
  if (bytes > memory || Math.max(rows, features, classes) * classes > LONGEST) refuse(size, bytes, memory);
}

/**
 * Refuses a training on texts whose model would be larger than the largest text of JavaScript: 16 bits for each weight, in
 * base64; or that does not fit in memory, which needs rows × classes numbers a dozen times and the weights three times.
 */
export function checkTextMemory(size: Size & { features: number }, memory = memoryOfThisProcess()): void {
  const { file, column, rows, classes, features } = size;
  const model = (8 / 3) * features * classes;
  if (model > LARGEST_MODEL) {
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    throw inputError('text-model-too-large', {
      ...{ file, column, features, classes, size: megabytes(model), limit: megabytes(LARGEST_MODEL) },
    });
  }
  const bytes = 8 * (14 * rows * classes + 3 * features * classes + classes * classes);
  if (bytes > memory) refuse(size, bytes, memory);
}

/** Refuses an array beside a table that does not fit in memory, of float32 numbers at least. */
export function checkArrayMemory(
  { file, rows, width }: { file: string; rows: number; width: number },
  memory = memoryOfThisProcess(),
): void {
  const bytes = 4 * rows * width;
  if (bytes <= memory) return;
  throw inputError('embedding-memory', { file, rows, width, needed: gigabytes(bytes), memory: gigabytes(memory) });
}

/** Refuses a prediction that does not fit. */
export function checkPredictionMemory(size: Size, memory = memoryOfThisProcess()): void {
  const { rows, classes } = size;
  const bytes = 8 * 2 * rows * classes; // scores and probabilities
  if (bytes > memory || rows * classes > LONGEST) refuse(size, bytes, memory);
}

function refuse(size: Size, bytes: number, memory: number): never {
  const facts = { ...size, needed: gigabytes(bytes), memory: gigabytes(memory) };
  const isIdentifier = size.classes >= MANY && size.rows < ROWS_OF_A_CLASS * size.classes;
  throw inputError(isIdentifier ? 'identifier-as-target' : 'too-much-memory', facts);
}

/** The memory of the machine, or less where this process may not take all of it. */
function memoryOfThisProcess(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function gigabytes(bytes: number): number {
  return Number((bytes / 1e9).toPrecision(2));
}
