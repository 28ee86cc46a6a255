// Made tables for trainings: classes that overlap, the same numbers on every machine but for the engine's cosine.

/** Rows around centers of the classes, one N(0, 1) from them; the centers are `spread` apart. */
export function clusters(count, features, classes, spread) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const centers = Array.from({ length: classes }, () =>
    Float64Array.from({ length: features }, () => spread * normal()),
  );
  const labels = Int32Array.from({ length: count }, (_, i) => (i < classes ? i : Math.floor(classes * random())));
  const columns = Array.from({ length: features }, (_, j) =>
    Float32Array.from(labels, (label) => centers[label][j] + normal()),
  );
  return { rows: count, columns, labels, classes };
}
