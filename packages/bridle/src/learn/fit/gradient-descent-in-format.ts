// Full-batch gradient descent of softmax regression as a machine of a given float format computes it: every product,
// sum, exponential, logarithm and quotient rounded to the format (core/formats.ts), by the naive e^z/Σe^z or shifted by
// the largest score. It shows where training becomes NaN, and why; to train a model use `fit`. The gradient of
// the mean cross-entropy is (p − y)·x/n, and a step goes against it by the learning rate.

import { exp } from '../../core/arithmetic/exp.ts';
import { log } from '../../core/arithmetic/log.ts';
import { rowMajorData, type Scores, view } from '../../core/arrays/tensor.ts';
import { type Format, type FormatName, formats } from '../../core/formats.ts';
import type { Formula } from '../../core/in-format.ts';

/** Options of `descent`: the float format, the formula of softmax, and the learning rate. */
export type DescentOptions = {
  format: FormatName;
  formula: Formula;
  learningRate: number;
  /** Default 200. */
  steps?: number;
};

/** The first number that became NaN or ±∞. */
export type DescentFault = {
  /** The step in whose computation it came up; the first is 1. */
  step: number;
  /** 'probability' is 0/0: all exponentials of the row were 0. A 'weight' outgrew the format in the step itself; no
   * gradient can, for it is a mean. */
  quantity: 'score' | 'exponential' | 'sum' | 'probability' | 'weight';
  /** Null for a weight. */
  row: number | null;
  class: number;
  /** What e was raised to in that row for that class; null before the exponential. */
  exponent: number | null;
};

/** Where `descent` stands after a step. */
export type DescentStep = {
  /** How many steps have been taken: 0 at the start, where all weights are 0. */
  step: number;
  /** The mean cross-entropy as the format has it; ∞ where the naive form gives a true class the probability 0. */
  loss: number;
  /** The fraction of rows whose largest score, the first of equals, is that of their class; false for a NaN. */
  accuracy: number;
  /** (classes, features). */
  weights: Float64Array;
  intercepts: Float64Array;
  /** Null as long as every score, probability and weight was a finite number, those of the next step too. */
  fault: DescentFault | null;
};

/** The data as the format holds them, the parameters, and what one pass over the data fills. */
type Machine = {
  format: Format;
  formula: Formula;
  x: Float64Array;
  labels: ArrayLike<number>;
  rows: number;
  features: number;
  classes: number;
  weights: Float64Array;
  intercepts: Float64Array;
  weightGradient: Float64Array;
  interceptGradient: Float64Array;
  step: number;
  fault: DescentFault | null;
};

/**
 * The steps of gradient descent in a float format, from weights 0: a generator that yields the start and then every
 * step, to the last even where all is NaN, so that the caller decides when to stop. `steps` + 1 items.
 *
 * `x` is (rows, features) and `labels` hold a class index for each row. Sums run in the order of features, classes and
 * rows, with a rounding after each operation, so a machine of that format that works in this order, and rounds e^z and
 * ln correctly, gives the same. The same bits on every engine.
 *
 * @throws TypeError for what is not numbers; RangeError for shapes, labels or options that do not fit.
 * @example
 * ```ts
 * import { descent } from 'bridle/learn';
 * const last = (formula: 'naive' | 'stable') =>
 *   [...descent([[-3], [4]], [0, 1], 2, { format: 'f16', formula, learningRate: 2, steps: 9 })][9];
 * last('stable').accuracy; // → 1
 * last('naive').loss; // → NaN
 * last('naive').fault; // → { step: 2, quantity: 'exponential', row: 1, class: 1, exponent: 14 }
 * ```
 */
export function* descent(
  x: Scores,
  labels: ArrayLike<number>,
  classCount: number,
  options: DescentOptions,
): Generator<DescentStep, void> {
  const { learningRate, steps = 200 } = options;
  if (!(learningRate > 0 && learningRate < Infinity)) refuse('a finite learningRate > 0', learningRate);
  if (!(Number.isInteger(steps) && steps >= 0)) refuse('whole steps ≥ 0', steps);
  const machine = machineOf(x, labels, classCount, options);
  for (; machine.step <= steps; machine.step += 1) {
    const { loss, right } = pass(machine);
    yield {
      step: machine.step,
      loss,
      accuracy: right / machine.rows,
      weights: machine.weights.slice(),
      intercepts: machine.intercepts.slice(),
      fault: machine.fault,
    };
    move(machine, learningRate);
  }
}

function machineOf(
  x: Scores,
  labels: ArrayLike<number>,
  classes: number,
  { format: name, formula }: DescentOptions,
): Machine {
  const { dims } = view('descent', x);
  if (dims.length !== 2 || dims[0] === 0) refuse('x of (rows, features) with at least a row', `[${dims}]`);
  const [rows, features] = dims;
  if (!Object.hasOwn(formats, name)) refuse(`format ${Object.keys(formats).join(', ')}`, name);
  if (formula !== 'naive' && formula !== 'stable') refuse('formula naive or stable', formula);
  if (!(Number.isInteger(classes) && classes >= 2)) refuse('at least 2 classes', classes);
  if (labels.length !== rows) refuse(`labels.length ${rows}`, labels.length);
  for (let i = 0; i < rows; i += 1) {
    const label = labels[i];
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) refuse(`labels from 0 to ${classes - 1}`, label);
  }
  const format = formats[name];
  return {
    format,
    formula,
    x: Float64Array.from(rowMajorData('descent', x), (value) => format.round(value)),
    labels,
    rows,
    features,
    classes,
    weights: new Float64Array(classes * features),
    intercepts: new Float64Array(classes),
    weightGradient: new Float64Array(classes * features),
    interceptGradient: new Float64Array(classes),
    step: 0,
    fault: null,
  };
}

/** The loss, how many rows are right, and the gradients, for the weights as they are. */
function pass(machine: Machine): { loss: number; right: number } {
  const { format, rows, classes, labels } = machine;
  const { round } = format;
  const exponents = new Float64Array(classes);
  const p = new Float64Array(classes);
  const n = round(rows);
  machine.weightGradient.fill(0);
  machine.interceptGradient.fill(0);
  let loss = 0;
  let right = 0;
  for (let row = 0; row < rows; row += 1) {
    const label = labels[row];
    scoresOf(machine, row, exponents);
    if (isLargest(exponents, label)) right += 1;
    const sum = softmaxOf(machine, row, exponents, p);
    const logProbability = machine.formula === 'stable' ? exponents[label] - round(log(sum)) : log(p[label]);
    loss = round(loss - round(round(logProbability) / n));
    addGradient(machine, row, p, n);
  }
  return { loss, right };
}

/** z = W·x + b of one row. */
function scoresOf(machine: Machine, row: number, z: Float64Array): void {
  const { features, weights, x } = machine;
  const { round } = machine.format;
  for (let k = 0; k < machine.classes; k += 1) {
    let sum = machine.intercepts[k];
    for (let j = 0; j < features; j += 1) {
      sum = round(sum + round(weights[k * features + j] * x[row * features + j]));
    }
    z[k] = sum;
    watch(machine, sum, 'score', row, k, null);
  }
}

/** From scores to probabilities in p; the scores become what e was raised to, and Σe^z is returned. */
function softmaxOf(machine: Machine, row: number, z: Float64Array, p: Float64Array): number {
  const { round } = machine.format;
  const shift = machine.formula === 'stable' ? z.reduce((a, b) => Math.max(a, b)) : 0;
  let sum = 0;
  for (let k = 0; k < z.length; k += 1) {
    z[k] = round(z[k] - shift);
    p[k] = round(exp(z[k]));
    watch(machine, p[k], 'exponential', row, k, z[k]);
    sum = round(sum + p[k]);
    watch(machine, sum, 'sum', row, k, z[k]);
  }
  for (let k = 0; k < z.length; k += 1) {
    p[k] = round(p[k] / sum);
    watch(machine, p[k], 'probability', row, k, z[k]);
  }
  return sum;
}

/** Adds (p − y)/n·x of one row. */
function addGradient(machine: Machine, row: number, p: Float64Array, n: number): void {
  const { features, weightGradient, interceptGradient, x } = machine;
  const { round } = machine.format;
  for (let k = 0; k < machine.classes; k += 1) {
    const residual = round(round(p[k] - (machine.labels[row] === k ? 1 : 0)) / n);
    interceptGradient[k] = round(interceptGradient[k] + residual);
    for (let j = 0; j < features; j += 1) {
      const at = k * features + j;
      weightGradient[at] = round(weightGradient[at] + round(residual * x[row * features + j]));
    }
  }
}

/** One step against the gradient. */
function move(machine: Machine, learningRate: number): void {
  const { round } = machine.format;
  const rate = round(learningRate);
  for (const [values, gradient, perClass] of [
    [machine.weights, machine.weightGradient, machine.features],
    [machine.intercepts, machine.interceptGradient, 1],
  ] as const) {
    for (let at = 0; at < values.length; at += 1) {
      values[at] = round(values[at] - round(rate * gradient[at]));
      watch(machine, values[at], 'weight', null, Math.floor(at / perClass), null);
    }
  }
}

/** Keeps the first number that is not finite. */
function watch(
  machine: Machine,
  value: number,
  quantity: DescentFault['quantity'],
  row: number | null,
  k: number,
  exponent: number | null,
): void {
  if (machine.fault || Number.isFinite(value)) return;
  machine.fault = { step: machine.step + 1, quantity, row, class: k, exponent };
}

/** Whether z[label] is the largest, of equals the first; never where a score is NaN. */
function isLargest(z: Float64Array, label: number): boolean {
  for (let k = 0; k < z.length; k += 1) {
    if (!(k < label ? z[k] < z[label] : z[k] <= z[label])) return false;
  }
  return true;
}

function refuse(expected: string, got: unknown): never {
  throw new RangeError(`descent: expected ${expected}, got ${String(got)}`);
}
