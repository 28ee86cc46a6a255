// A part of the rows held out to measure a model: drawn within each class, so that both parts have the classes in the
// same proportions, and by a seed, so that the same table is always split the same way.

import { seededRandom } from '../../core/random.ts';

/**
 * Splits rows into train and test, round(holdout · rows) for test, shared among the classes by largest remainder; every
 * class keeps at least one row in train. Rows without a label (−1) are in neither. Row numbers ascend.
 *
 * @throws RangeError for a holdout outside [0, 1), a seed that is not a whole number ≥ 0, or a label ≥ classCount.
 * @example
 * ```ts
 * import { stratifiedSplit } from 'bridle/learn';
 * const { train, test } = stratifiedSplit([0, 1, 0, 1, 0, 1, -1, 2], 3, { holdout: 0.3, seed: 1 });
 * [train.length, test.length]; // → [5, 2]
 * ```
 */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  classCount: number,
  { holdout, seed }: { holdout: number; seed: number },
): { train: Int32Array; test: Int32Array } {
  if (!(holdout >= 0 && holdout < 1)) {
    throw new RangeError(`stratifiedSplit: expected holdout from 0 to below 1, got ${holdout}`);
  }
  const members = Array.from({ length: classCount }, (): number[] => []);
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row];
    if (label === -1) continue;
    if (!members[label]) throw new RangeError(`stratifiedSplit: expected labels below ${classCount}, got ${label}`);
    members[label].push(row);
  }
  const random = seededRandom(seed);
  const shares = testShares(
    members.map((rows) => rows.length),
    holdout,
  );
  for (const rows of members) {
    for (let i = rows.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [rows[i], rows[j]] = [rows[j], rows[i]];
    }
  }
  const test = members.flatMap((rows, k) => rows.slice(0, shares[k]));
  const train = members.flatMap((rows, k) => rows.slice(shares[k]));
  return { train: Int32Array.from(train).sort(), test: Int32Array.from(test).sort() };
}

/** How many rows of each class go to test: its exact share cut to a whole number, the rest by largest remainder. */
function testShares(counts: readonly number[], holdout: number): number[] {
  const shares = counts.map((count) => Math.min(Math.floor(holdout * count), Math.max(count - 1, 0)));
  const total = Math.round(holdout * counts.reduce((sum, count) => sum + count, 0));
  const order = counts
    .map((_, k) => k)
    .sort((a, b) => holdout * counts[b] - shares[b] - (holdout * counts[a] - shares[a]));
  let missing = total - shares.reduce((sum, share) => sum + share, 0);
  for (const k of order) {
    if (missing <= 0) break;
    if (shares[k] + 1 > counts[k] - 1) continue;
    shares[k] += 1;
    missing -= 1;
  }
  return shares;
}
