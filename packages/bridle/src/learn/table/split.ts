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
  const isTest = heldOutRows(labels, classCount, { holdout, seed });
  let tested = 0;
  let known = 0;
  for (let row = 0; row < isTest.length; row += 1) {
    tested += isTest[row];
    known += labels[row] >= 0 ? 1 : 0;
  }
  const [train, test] = [new Int32Array(known - tested), new Int32Array(tested)];
  for (let row = 0, at = 0, testAt = 0; row < isTest.length; row += 1) {
    if (isTest[row] === 1) test[testAt++] = row;
    else if (labels[row] >= 0) train[at++] = row;
  }
  return { train, test };
}

/**
 * As `stratifiedSplit`: 1 for each row that is for test, 0 for the others. It needs five bytes for each row.
 *
 * @throws RangeError as `stratifiedSplit`.
 * @example
 * ```ts
 * import { heldOutRows } from 'bridle/learn';
 * heldOutRows([0, 1, 0, 1, 0, 1, -1, 2], 3, { holdout: 0.3, seed: 1 }).reduce((sum, x) => sum + x, 0); // → 2
 * ```
 */
export function heldOutRows(
  labels: ArrayLike<number>,
  classCount: number,
  { holdout, seed }: { holdout: number; seed: number },
): Uint8Array {
  if (!(holdout >= 0 && holdout < 1)) {
    throw new RangeError(`stratifiedSplit: expected holdout from 0 to below 1, got ${holdout}`);
  }
  const counts = new Float64Array(classCount);
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row];
    if (label === -1) continue;
    if (!(label >= 0 && label < classCount)) {
      throw new RangeError(`stratifiedSplit: expected labels below ${classCount}, got ${label}`);
    }
    counts[label] += 1;
  }
  const random = seededRandom(seed);
  const shares = testShares([...counts], holdout);
  const isTest = new Uint8Array(labels.length);
  const { members, starts } = byClass(labels, counts);
  for (let k = 0; k < classCount; k += 1) {
    const rows = members.subarray(starts[k], starts[k] + counts[k]);
    for (let i = rows.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      const row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
    for (let i = 0; i < shares[k]; i += 1) isTest[rows[i]] = 1;
  }
  return isTest;
}

/** The rows of each class one after the other, and where each class begins. */
function byClass(labels: ArrayLike<number>, counts: Float64Array): { members: Int32Array; starts: Float64Array } {
  const starts = new Float64Array(counts.length);
  for (let k = 1; k < counts.length; k += 1) starts[k] = starts[k - 1] + counts[k - 1];
  const members = new Int32Array(counts.reduce((sum, count) => sum + count, 0));
  const next = starts.slice();
  for (let row = 0; row < labels.length; row += 1) {
    if (labels[row] >= 0) members[next[labels[row]]++] = row;
  }
  return { members, starts };
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
