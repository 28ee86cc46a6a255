// The rows that figures of quality are about, and their weights. Weights are frequencies: 2 is a row that stands twice.

export type JudgedRows = {
  /** Those with a label and a weight above 0. */
  rows: Int32Array;
  /** One for each of `rows`; null where every row counts once. */
  weights: Float64Array | null;
  /** The sum of the weights. */
  total: number;
  /** As many rows as the weights stand for; where these are no whole numbers, as there are rows. */
  size: number;
};

/** RangeError in the caller's name for weights that do not fit, or where no row is left. */
export function judgedRows(
  name: string,
  labels: ArrayLike<number>,
  sampleWeights: ArrayLike<number> | undefined,
): JudgedRows {
  if (sampleWeights && sampleWeights.length !== labels.length) {
    throw new RangeError(`${name}: expected sampleWeights.length ${labels.length}, got ${sampleWeights.length}`);
  }
  const kept: number[] = [];
  for (let row = 0; row < labels.length; row += 1) {
    const weight = sampleWeights ? sampleWeights[row] : 1;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`${name}: expected finite sampleWeights ≥ 0, got ${weight}`);
    }
    if (labels[row] !== -1 && weight > 0) kept.push(row);
  }
  const what = sampleWeights ? 'a label and a weight above 0' : 'a label';
  if (kept.length === 0) throw new RangeError(`${name}: expected at least one row with ${what}, got none`);
  const rows = Int32Array.from(kept);
  if (!sampleWeights) return { rows, weights: null, total: rows.length, size: rows.length };
  const weights = Float64Array.from(rows, (row) => sampleWeights[row]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { rows, weights, total, size: weights.every(Number.isInteger) ? total : rows.length };
}
