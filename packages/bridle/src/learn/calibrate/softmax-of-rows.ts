// softmax of the rows of a matrix, with the bits of `softmax` and without its tensors and options.

import { shiftScores } from '../../core/arithmetic/shift.ts';
import type { Row } from '../../core/arrays/rows.ts';
import { softmaxShifted } from '../../core/softmax.ts';

/** The softmax of each row of (rows, classes) row-major scores, at a temperature above 0. */
export function softmaxOfRows(scores: Float64Array, classes: number, temperature = 1): Float64Array {
  const out = new Float64Array(scores.length);
  const row: Row = {
    ...{ n: classes, length: classes, values: new Float64Array(classes), weights: null, temperature },
    ...{ sign: 1, kept: null, index: 0, base: 0, step: 1 },
  };
  for (let at = 0; at < scores.length; at += classes) {
    row.values.set(scores.subarray(at, at + classes));
    softmaxShifted(row, out.subarray(at, at + classes), shiftScores);
  }
  return out;
}
