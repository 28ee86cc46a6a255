// Minimum and median: on a shared machine the minimum is the figure least disturbed, the median says how disturbed.

export function minimum(samples) {
  return samples.reduce((least, sample) => Math.min(least, sample), Infinity);
}

export function median(samples) {
  const sorted = Float64Array.from(samples).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three significant digits, as a number: more would be noise. */
export function rounded(value) {
  return Number(value.toPrecision(3));
}
