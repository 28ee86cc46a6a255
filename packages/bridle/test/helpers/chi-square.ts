// Pearson's chi-square of drawn counts, and its tail probability by Wilson & Hilferty 1931, exact enough for a bound.

/** The statistic over the cells of probability above 0, as a standard normal deviate. */
export function chiSquareDeviate(counts: ArrayLike<number>, p: ArrayLike<number>): number {
  let total = 0;
  let mass = 0;
  for (let i = 0; i < counts.length; i += 1) {
    total += counts[i];
    mass += p[i];
  }
  let statistic = 0;
  let cells = 0;
  for (let i = 0; i < counts.length; i += 1) {
    if (p[i] === 0) continue;
    const expected = (total * p[i]) / mass;
    statistic += (counts[i] - expected) ** 2 / expected;
    cells += 1;
  }
  const df = cells - 1;
  return (Math.cbrt(statistic / df) - (1 - 2 / (9 * df))) / Math.sqrt(2 / (9 * df));
}
