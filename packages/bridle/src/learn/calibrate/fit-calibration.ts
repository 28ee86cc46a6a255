// Fits a calibration to logits of rows that did not train the model: of held-out rows, or out-of-fold (see
// learn/select). On the training rows themselves a model looks better calibrated than it is.

import { softmax } from '../../core/softmax.ts';
import { bestAffineMap } from './affine.ts';
import { type Calibration, type CalibrationMethod, logProbabilities } from './calibration.ts';
import { curveOf, isotonicPools } from './isotonic.ts';
import { type Rows, rowsOf } from './rows.ts';
import { bestTemperature } from './temperature.ts';

/** Options of `fitCalibration`. */
export type CalibrationOptions = {
  /** Default 'temperature'. */
  method?: CalibrationMethod;
  /** ≥ 0, one for each row: 2 counts a row twice, 0 leaves it out. */
  sampleWeights?: ArrayLike<number>;
  /** λ of the penalty λ/2·(‖A − I‖² + ‖b‖²) of vector (default 1/rows) and dirichlet (default classes/rows). */
  l2?: number;
};

/** A calibration fitted by `fitCalibration`, and whether its optimum was reached. */
export type FittedCalibration = {
  calibration: Calibration;
  /** False where the temperature is at its bound, e^±10, or the iterations did not suffice. */
  converged: boolean;
};

/**
 * The calibration of the least log-loss on logits (rows, classes), row-major; a row whose label is −1 is left out.
 *
 * Temperature has one parameter, agrees with the minimum to 1e−12 and keeps the order of the classes. Vector scaling and
 * Dirichlet calibration can move classes against each other, and minimise a penalised log-loss, to 1e−13 of it. Isotonic
 * calibration fits one monotone curve for each class against the rest, in the mean square; it gives probabilities of 0,
 * so a single row can have a log-loss of 744.
 *
 * @throws RangeError for sizes, labels, weights, logits or options that do not fit.
 * @example
 * ```ts
 * import { fitCalibration } from 'bridle/learn';
 * const logits = [2, 0, 2, 0, 2, 0, 0, 2]; // p = 0.88, but only three of four are right
 * const { calibration } = fitCalibration(logits, [0, 0, 1, 1], 2);
 * calibration; // → { method: 'temperature', temperature: 1.8204784532536746 }
 * ```
 */
export function fitCalibration(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount: number,
  { method = 'temperature', sampleWeights, l2 }: CalibrationOptions = {},
): FittedCalibration {
  const rows = rowsOf(logits, labels, classCount, sampleWeights);
  if (l2 !== undefined && !(l2 > 0 && l2 < Infinity)) {
    throw new RangeError(`fitCalibration: expected a finite l2 > 0, got ${l2}`);
  }
  const count = sampleWeights ? labelledWeight(labels, sampleWeights) : rows.labels.length;
  switch (method) {
    case 'temperature': {
      const { temperature, atBound } = bestTemperature(rows);
      return { calibration: { method, temperature }, converged: !atBound };
    }
    case 'vector': {
      const { matrix, shift, converged } = bestAffineMap(rows, true, l2 ?? 1 / count);
      return { calibration: { method, scale: [...matrix], shift: [...shift] }, converged };
    }
    case 'dirichlet': {
      const { matrix, shift, converged } = bestAffineMap(inLogs(rows), false, l2 ?? classCount / count);
      return { calibration: { method, weights: [...matrix], intercepts: [...shift] }, converged };
    }
    case 'isotonic':
      return { calibration: { method, curves: curvesOf(rows, sampleWeights !== undefined) }, converged: true };
    default:
      throw new RangeError(
        `fitCalibration: expected method temperature, vector, isotonic or dirichlet, got ${method as string}`,
      );
  }
}

function labelledWeight(labels: ArrayLike<number>, weights: ArrayLike<number>): number {
  let total = 0;
  for (let row = 0; row < labels.length; row += 1) total += labels[row] === -1 ? 0 : weights[row];
  return total;
}

function inLogs(rows: Rows): Rows {
  const { classes } = rows;
  const data = new Float64Array(rows.data.length);
  for (let at = 0; at < data.length; at += classes) {
    logProbabilities(rows.data.subarray(at, at + classes), data.subarray(at, at + classes));
  }
  return { ...rows, data };
}

function curvesOf({ data, labels, weights, classes }: Rows, isWeighted: boolean) {
  const p = softmax({ data, dims: [labels.length, classes] }).data;
  return Array.from({ length: classes }, (_, k) => {
    const forecasts = Float64Array.from(labels, (__, row) => p[row * classes + k]);
    return curveOf(isotonicPools(forecasts, (row) => labels[row] === k, isWeighted ? weights : undefined));
  });
}
