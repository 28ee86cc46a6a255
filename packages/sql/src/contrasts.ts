// Helmert's contrasts: W = Qᵀ·V with orthonormal rows of Q that are orthogonal to the ones. Adding one vector to the weights
// of every class changes no probability; V, with a row less, has no such freedom, and the same norm.

/** Row a of Q is (1, …, 1, −a, 0, …, 0)/√(a·(a + 1)) with a ones, for a = 1 … classes − 1. */
export function contrasts(classes: number): Float64Array[] {
  return Array.from({ length: classes - 1 }, (_, row) => {
    const a = row + 1;
    return Float64Array.from({ length: classes }, (__, k) => (k < a ? 1 : k === a ? -a : 0) / Math.sqrt(a * (a + 1)));
  });
}

/** V = Q·W of (classes, width). */
export function toContrasts(q: readonly Float64Array[], w: Float64Array, width: number): Float64Array {
  const v = new Float64Array(q.length * width);
  q.forEach((row, a) => {
    row.forEach((share, k) => {
      for (let j = 0; j < width; j += 1) v[a * width + j] += share * w[k * width + j];
    });
  });
  return v;
}

/** W = Qᵀ·V. */
export function fromContrasts(q: readonly Float64Array[], v: Float64Array, width: number): Float64Array {
  const w = new Float64Array((q.length + 1) * width);
  q.forEach((row, a) => {
    row.forEach((share, k) => {
      for (let j = 0; j < width; j += 1) w[k * width + j] += share * v[a * width + j];
    });
  });
  return w;
}
