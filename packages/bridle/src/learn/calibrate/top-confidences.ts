// The largest probability of each row, whether it is that of the row's class, and the bins of such confidences.

/** How many bins the calibration errors have. */
export const BINS = 15;

/** A row's largest probability, and 1 if it is that of the row's class, else 0. */
export type Top = { confidence: Float64Array; right: Uint8Array };

/** The most probable class of each row, the first of equals, as in `evaluate`. */
export function topConfidences(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  rows: Int32Array,
  classes: number,
): Top {
  const confidence = new Float64Array(rows.length);
  const right = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    const start = row * classes;
    let top = 0;
    for (let k = 1; k < classes; k += 1) if (probabilities[start + k] > probabilities[start + top]) top = k;
    confidence[i] = probabilities[start + top];
    right[i] = top === labels[row] ? 1 : 0;
  });
  return { confidence, right };
}

/** Bins (l, u] of equal width, the first with 0. */
export function binOf(p: number): number {
  return Math.max(0, Math.ceil(p * BINS) - 1);
}
