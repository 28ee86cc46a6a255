// The columns of a prediction: the most probable class and its probability, then the probability of every class or the k
// most probable classes. A row below the threshold is rejected: its class is empty, its probability stays.

import { argmax } from '../judge.ts';

/** A column of a result, as a function from the row to its text (or null) or its number. */
export type OutputColumn =
  | { name: string; kind: 'text'; at: (row: number) => string | null }
  | { name: string; kind: 'number'; at: (row: number) => number };

export type Predictions = { rows: number; rejected: number; columns: OutputColumn[] };

/** The columns `predicted`, `probability`, then p_<class> for each class, or class_2, probability_2 … */
export function predictions(
  probabilities: Float64Array,
  classes: readonly string[],
  { topK, rejectBelow = 0 }: { topK?: number | undefined; rejectBelow?: number | undefined },
): Predictions {
  const width = classes.length;
  const rows = probabilities.length / width;
  const best = new Int32Array(rows);
  let rejected = 0;
  for (let row = 0; row < rows; row += 1) {
    best[row] = argmax(probabilities.subarray(row * width, (row + 1) * width));
    if (probabilities[row * width + best[row]] < rejectBelow) rejected += 1;
  }
  const top = (row: number) => probabilities[row * width + best[row]];
  const columns: OutputColumn[] = [
    { name: 'predicted', kind: 'text', at: (row) => (top(row) < rejectBelow ? null : classes[best[row]]) },
    { name: 'probability', kind: 'number', at: top },
  ];
  if (topK === undefined) {
    for (const [k, name] of classes.entries()) {
      columns.push({ name: `p_${name}`, kind: 'number', at: (row) => probabilities[row * width + k] });
    }
    return { rows, rejected, columns };
  }
  const order = orderOf(probabilities, rows, width, topK);
  for (let rank = 1; rank < topK; rank += 1) {
    const place = (row: number) => order[row * topK + rank];
    columns.push({ name: `class_${rank + 1}`, kind: 'text', at: (row) => classes[place(row)] });
    columns.push({
      name: `probability_${rank + 1}`,
      kind: 'number',
      at: (row) => probabilities[row * width + place(row)],
    });
  }
  return { rows, rejected, columns };
}

/** The places of the k largest entries of each row, in descending order; ties go to the lowest place. */
function orderOf(probabilities: Float64Array, rows: number, width: number, k: number): Int32Array {
  const order = new Int32Array(rows * k);
  const places = Array.from({ length: width }, (_, place) => place);
  for (let row = 0; row < rows; row += 1) {
    const at = (place: number) => probabilities[row * width + place];
    const sorted = places.toSorted((a, b) => at(b) - at(a) || a - b);
    for (let rank = 0; rank < k; rank += 1) order[row * k + rank] = sorted[rank];
  }
  return order;
}
