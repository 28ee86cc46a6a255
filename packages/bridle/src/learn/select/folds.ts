// Folds for cross-validation, drawn within each class, so that every fold has the classes in about the same proportions
// and every class keeps rows in every training part. By a seed: the same labels always give the same folds.

import { seededRandom } from '../../core/random.ts';

/** In the training part of every fold: the row is not judged. */
export const NEVER_HELD_OUT = -1;

/**
 * The fold of each row, 0 … folds − 1. −1 for a row without a label (−1), and for the only row of a class, because a
 * class needs a row in every training part.
 *
 * The rows of a class differ by at most one among the folds, and so do all rows.
 *
 * @throws RangeError for fewer than 2 folds, a seed that is not a whole number ≥ 0, or a label ≥ classCount.
 * @example
 * ```ts
 * import { stratifiedFolds } from 'bridle/learn';
 * stratifiedFolds([0, 0, 1, 1, 2, -1], 3, { folds: 2, seed: 1 }); // → Int32Array [1, 0, 1, 0, -1, -1]
 * ```
 */
export function stratifiedFolds(
  labels: ArrayLike<number>,
  classCount: number,
  { folds, seed }: { folds: number; seed: number },
): Int32Array {
  if (!(Number.isInteger(folds) && folds >= 2)) {
    throw new RangeError(`stratifiedFolds: expected at least 2 folds, got ${folds}`);
  }
  const members = Array.from({ length: classCount }, (): number[] => []);
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row];
    if (label === -1) continue;
    if (!members[label]) throw new RangeError(`stratifiedFolds: expected labels below ${classCount}, got ${label}`);
    members[label].push(row);
  }
  const random = seededRandom(seed);
  const foldOf = new Int32Array(labels.length).fill(NEVER_HELD_OUT);
  let next = 0; // goes on from class to class, so that the first folds do not get all the remainders
  for (const rows of members) {
    if (rows.length < 2) continue;
    for (let i = rows.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [rows[i], rows[j]] = [rows[j], rows[i]];
    }
    for (const row of rows) {
      foldOf[row] = next;
      next = (next + 1) % folds;
    }
  }
  return foldOf;
}
