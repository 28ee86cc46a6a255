// The columns of a prediction: the most probable class and its probability, then the probability of every class or the k
// most probable classes. A row below the threshold is rejected: its class is empty, its probability stays.

/** Numbers in an array: that of a row is data[start + row·stride]. */
export type Strided = { data: Float64Array; start: number; stride: number };

/** A column of a result, as a function from the row to its text (or null), its number, or the place of its text (or −1). */
export type OutputColumn =
  | { name: string; kind: 'text'; at: (row: number) => string | null }
  | { name: string; kind: 'number'; at: (row: number) => number; strided?: Strided }
  | { name: string; kind: 'class'; levels: readonly string[]; at: (row: number) => number };

/** `best` is the most probable class of each row, that of a rejected row too. */
export type Predictions = { rows: number; rejected: number; best: Int32Array; columns: OutputColumn[] };

/** The columns `predicted`, `probability`, then p_<class> for each class, or class_2, probability_2 … */
export function predictions(
  probabilities: Float64Array,
  classes: readonly string[],
  { topK, rejectBelow = 0 }: { topK?: number | undefined; rejectBelow?: number | undefined },
): Predictions {
  const width = classes.length;
  const rows = probabilities.length / width;
  const best = new Int32Array(rows);
  const top = new Float64Array(rows);
  let rejected = 0;
  for (let row = 0; row < rows; row += 1) {
    const at = row * width;
    let place = 0;
    for (let k = 1; k < width; k += 1) if (probabilities[at + k] > probabilities[at + place]) place = k;
    best[row] = place;
    top[row] = probabilities[at + place];
    if (top[row] < rejectBelow) rejected += 1;
  }
  const columns: OutputColumn[] = [
    { name: 'predicted', kind: 'class', levels: classes, at: (row) => (top[row] < rejectBelow ? -1 : best[row]) },
    numbers('probability', { data: top, start: 0, stride: 1 }),
  ];
  if (topK === undefined) {
    for (const [k, name] of classes.entries()) {
      columns.push(numbers(`p_${name}`, { data: probabilities, start: k, stride: width }));
    }
    return { rows, rejected, best, columns };
  }
  const order = orderOf(probabilities, rows, width, topK);
  for (let rank = 1; rank < topK; rank += 1) {
    const place = (row: number) => order[row * topK + rank];
    columns.push({ name: `class_${rank + 1}`, kind: 'class', levels: classes, at: place });
    columns.push({
      name: `probability_${rank + 1}`,
      kind: 'number',
      at: (row) => probabilities[row * width + place(row)],
    });
  }
  return { rows, rejected, best, columns };
}

function numbers(name: string, strided: Strided): OutputColumn {
  const { data, start, stride } = strided;
  return { name, kind: 'number', at: (row) => data[start + row * stride], strided };
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
