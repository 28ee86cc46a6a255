// Logits with labels and weights for fitting a calibration, checked.

export type Rows = {
  /** Logits, (rows, classes) row-major. */
  data: Float64Array;
  labels: Int32Array;
  /** One for each row, their sum 1. */
  weights: Float64Array;
  classes: number;
};

/** The rows that have a label (≥ 0) and a weight above 0; RangeError in the name of `fitCalibration`. */
export function rowsOf(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  sampleWeights?: ArrayLike<number>,
): Rows {
  if (!(Number.isInteger(classes) && classes >= 2)) refuse('at least 2 classes', classes);
  if (logits.length !== labels.length * classes) refuse(`${labels.length * classes} logits`, logits.length);
  if (sampleWeights && sampleWeights.length !== labels.length) {
    refuse(`sampleWeights.length ${labels.length}`, sampleWeights.length);
  }
  const kept: number[] = [];
  let total = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row];
    const weight = sampleWeights ? sampleWeights[row] : 1;
    if (!(weight >= 0 && weight < Infinity)) refuse('finite sampleWeights ≥ 0', weight);
    if (label === -1 || weight === 0) continue;
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) refuse(`labels from 0 to ${classes - 1}`, label);
    kept.push(row);
    total += weight;
  }
  if (kept.length === 0) refuse('a row with a label and a weight above 0', 'none');
  const data = new Float64Array(kept.length * classes);
  kept.forEach((row, i) => {
    for (let k = 0; k < classes; k += 1) {
      const logit = logits[row * classes + k];
      if (!Number.isFinite(logit)) refuse('finite logits', logit);
      data[i * classes + k] = logit;
    }
  });
  return {
    data,
    labels: Int32Array.from(kept, (row) => labels[row]),
    weights: Float64Array.from(kept, (row) => (sampleWeights ? sampleWeights[row] : 1) / total),
    classes,
  };
}

function refuse(expected: string, got: number | string): never {
  throw new RangeError(`fitCalibration: expected ${expected}, got ${got}`);
}
