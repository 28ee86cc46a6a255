// What a calibration does to rows that it was not fitted on: the out-of-fold logits of each fold, mapped by the
// calibration of the other folds.

import { applyCalibration, type CalibrationMethod } from './calibration.ts';
import { fitCalibration } from './fit-calibration.ts';

/**
 * The calibrated probabilities of out-of-fold logits, (rows, classes) row-major; rows of label −1 are NaN.
 *
 * Where the other folds are all right, their best temperature would be 0: then the fold keeps its softmax.
 *
 * `foldOf` is the fold of each row, as `choosingPenalty` returns it with logits and labels.
 *
 * @throws RangeError as `fitCalibration`, also where all labels are in one fold.
 * @example
 * ```ts
 * import { crossCalibrated } from 'bridle/learn';
 * const logits = [2, 0, 2, 0, 0, 2, 2, 0, 2, 0, 0, 2];
 * const p = crossCalibrated(logits, [0, 1, 1, 0, 1, 0], 2, { foldOf: [0, 0, 0, 1, 1, 1], method: 'vector' });
 * p.length; // → 12
 * ```
 */
export function crossCalibrated(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount: number,
  {
    foldOf,
    method,
    sampleWeights,
  }: { foldOf: ArrayLike<number>; method: CalibrationMethod; sampleWeights?: ArrayLike<number> },
): Float64Array {
  const all = Float64Array.from(logits);
  const out = new Float64Array(all.length).fill(Number.NaN);
  const folds = new Set(Array.from(foldOf).filter((fold, row) => fold >= 0 && labels[row] >= 0));
  for (const fold of folds) {
    const others = Int32Array.from(labels, (label, row) => (foldOf[row] === fold ? -1 : label));
    const { calibration, converged } = fitCalibration(all, others, classCount, {
      method,
      ...(sampleWeights && { sampleWeights }),
    });
    const map = method === 'temperature' && !converged ? null : calibration;
    for (let row = 0; row < labels.length; row += 1) {
      if (foldOf[row] !== fold || labels[row] < 0) continue;
      const start = row * classCount;
      out.set(applyCalibration(map, all.subarray(start, start + classCount), classCount), start);
    }
  }
  return out;
}
