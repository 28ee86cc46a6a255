// The places of the largest values in descending order, ties in order of their place, NaN never: selection by a heap of k
// whose root is the smallest, so that nearly all values cost one comparison.

/** The places of the k largest of the first n values, fewer where there are not so many numbers. */
export function largest(values: ArrayLike<number>, n: number, k: number): Int32Array {
  const before = (a: number, b: number) => values[b] - values[a] || a - b;
  const heap = new Int32Array(Math.min(k, n));
  let size = 0;
  let i = 0;
  for (; i < n && size < heap.length; i += 1) {
    if (Number.isNaN(values[i])) continue;
    heap[size] = i;
    size += 1;
  }
  if (i < n) {
    for (let at = (size >> 1) - 1; at >= 0; at -= 1) sink(heap, at, values);
    let least = values[heap[0]];
    for (; i < n; i += 1) {
      if (!(values[i] > least)) continue;
      heap[0] = i;
      sink(heap, 0, values);
      least = values[heap[0]];
    }
  }
  return heap.subarray(0, size).sort(before);
}

/** Restores the heap below `at`: a parent has the smaller value, or the later place of two equal ones. */
function sink(heap: Int32Array, at: number, values: ArrayLike<number>): void {
  const place = heap[at];
  const value = values[place];
  let hole = at;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= heap.length) break;
    const left = values[heap[child]];
    const right = child + 1 < heap.length ? values[heap[child + 1]] : Infinity;
    if (child + 1 < heap.length && (right < left || (right === left && heap[child + 1] > heap[child]))) child += 1;
    const below = values[heap[child]];
    if (!(below < value || (below === value && heap[child] > place))) break;
    heap[hole] = heap[child];
    hole = child;
  }
  heap[hole] = place;
}
