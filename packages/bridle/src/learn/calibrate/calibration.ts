// Calibration: a map from a model's logits to probabilities that are as frequent as they say. The map is fitted on rows
// that did not train the model (fit-calibration.ts); this file has its parameters and applies them.

import { exp } from '../../core/arithmetic/exp.ts';
import { log1p } from '../../core/arithmetic/log.ts';
import { softmaxOfRows } from './softmax-of-rows.ts';

/**
 * The parameters of a fitted map of the logits z, with p = softmax(z):
 * temperature, softmax(z/T) (Guo et al. 2017); vector, softmax(scale∘z + shift); dirichlet, softmax(W·ln p + b), W
 * (classes, classes) row-major (Kull et al. 2019); isotonic, for each class the curve through its points (x, y) at pₖ,
 * constant beyond them, and the row divided by its sum (Zadrozny & Elkan 2002).
 */
export type Calibration =
  | { method: 'temperature'; temperature: number }
  | { method: 'vector'; scale: number[]; shift: number[] }
  | { method: 'dirichlet'; weights: number[]; intercepts: number[] }
  | { method: 'isotonic'; curves: Curve[] };

/** A curve through the points (x, y); x ascends. */
export type Curve = { x: number[]; y: number[] };

/** The name of a kind of calibration. */
export type CalibrationMethod = Calibration['method'];

/**
 * The calibrated probabilities of logits, both (rows, classes) row-major; with null, their softmax.
 *
 * A row that isotonic calibration makes 0 in every class becomes uniform. A row with NaN or +∞ is NaN, but for
 * temperature, which follows softmax.
 *
 * @throws RangeError for logits that are not whole rows.
 * @example
 * ```ts
 * import { applyCalibration } from 'bridle/learn';
 * applyCalibration({ method: 'temperature', temperature: 2 }, [2 * Math.log(3), 0], 2); // → Float64Array [0.75, 0.25]
 * ```
 */
export function applyCalibration(
  calibration: Calibration | null,
  logits: ArrayLike<number>,
  classCount: number,
): Float64Array {
  if (logits.length % classCount !== 0) {
    throw new RangeError(`applyCalibration: expected rows of ${classCount} logits, got ${logits.length} logits`);
  }
  const data = Float64Array.from(logits);
  if (calibration === null) return softmaxOfRows(data, classCount);
  if (calibration.method === 'temperature') return softmaxOfRows(data, classCount, calibration.temperature);
  if (calibration.method === 'isotonic') return throughCurves(calibration.curves, softmaxOfRows(data, classCount));
  const mapped = new Float64Array(data.length);
  const map = calibration.method === 'vector' ? vectorMap(calibration) : dirichletMap(calibration);
  for (let at = 0; at < data.length; at += classCount) {
    map(data.subarray(at, at + classCount), mapped.subarray(at, at + classCount));
  }
  return softmaxOfRows(mapped, classCount);
}

type RowMap = (z: Float64Array, out: Float64Array) => void;

function vectorMap({ scale, shift }: { scale: number[]; shift: number[] }): RowMap {
  return (z, out) => {
    for (let k = 0; k < z.length; k += 1) out[k] = scale[k] * z[k] + shift[k];
  };
}

function dirichletMap({ weights, intercepts }: { weights: number[]; intercepts: number[] }): RowMap {
  const logs = new Float64Array(intercepts.length);
  return (z, out) => {
    logProbabilities(z, logs);
    for (let k = 0; k < z.length; k += 1) {
      let sum = intercepts[k];
      for (let l = 0; l < z.length; l += 1) sum += weights[k * z.length + l] * logs[l];
      out[k] = sum;
    }
  };
}

/** ln softmax(z) of one row, in plain float64. */
export function logProbabilities(z: Float64Array, out: Float64Array): void {
  let top = 0;
  for (let k = 1; k < z.length; k += 1) if (z[k] > z[top]) top = k;
  let rest = 0;
  for (let k = 0; k < z.length; k += 1) if (k !== top) rest += exp(z[k] - z[top]);
  const shift = log1p(rest);
  for (let k = 0; k < z.length; k += 1) out[k] = z[k] - z[top] - shift;
}

function throughCurves(curves: readonly Curve[], probabilities: Float64Array): Float64Array {
  const classes = curves.length;
  for (let at = 0; at < probabilities.length; at += classes) {
    let sum = 0;
    for (let k = 0; k < classes; k += 1) {
      probabilities[at + k] = heightOf(curves[k], probabilities[at + k]);
      sum += probabilities[at + k];
    }
    for (let k = 0; k < classes; k += 1) {
      probabilities[at + k] = sum === 0 ? 1 / classes : probabilities[at + k] / sum;
    }
  }
  return probabilities;
}

/** The curve at x: straight between its points, constant beyond them; NaN at NaN. */
export function heightOf({ x, y }: Curve, at: number): number {
  if (Number.isNaN(at)) return at;
  if (at <= x[0]) return y[0];
  let low = 0;
  let high = x.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle] <= at) low = middle;
    else high = middle;
  }
  if (high === x.length) return y[low];
  return y[low] + ((at - x[low]) / (x[high] - x[low])) * (y[high] - y[low]);
}
