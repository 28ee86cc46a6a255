// L-BFGS (Nocedal & Wright 2006, algorithm 7.4) for a smooth convex function of a few thousand parameters, with steps
// halved until they lower it enough (Armijo).

const MEMORY = 20;
const MAX_ITERATIONS = 2000;
const SUFFICIENT = 1e-4;

/**
 * Moves `x` to the minimum. `evaluate` returns the function's value at x and writes its gradient; `isDone` judges the
 * square of the gradient's norm. Returns whether it was done, or no further step lowers the value in float64.
 */
export function minimise(
  x: Float64Array,
  evaluate: (gradient: Float64Array) => number,
  isDone: (squares: number) => boolean,
): boolean {
  const pairs: { s: Float64Array; y: Float64Array; sy: number }[] = [];
  let gradient = new Float64Array(x.length);
  let value = evaluate(gradient);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration += 1) {
    if (isDone(dot(gradient, gradient))) return true;
    const direction = gradient.slice();
    const shares = pairs.map(() => 0);
    for (let m = pairs.length - 1; m >= 0; m -= 1) {
      shares[m] = dot(pairs[m].s, direction) / pairs[m].sy;
      add(direction, -shares[m], pairs[m].y);
    }
    const last = pairs.at(-1);
    const scale = last ? last.sy / dot(last.y, last.y) : 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)));
    for (let j = 0; j < x.length; j += 1) direction[j] *= scale;
    pairs.forEach(({ s, y, sy }, m) => {
      add(direction, shares[m] - dot(y, direction) / sy, s);
    });
    const slope = -dot(gradient, direction);
    const start = x.slice();
    const next = new Float64Array(x.length);
    let step = 1;
    let reached = Number.NaN;
    for (; step > 2 ** -40; step /= 2) {
      for (let j = 0; j < x.length; j += 1) x[j] = start[j] - step * direction[j];
      reached = evaluate(next);
      if (reached <= value + SUFFICIENT * step * slope) break;
    }
    if (!(reached < value)) {
      x.set(start);
      if (pairs.length === 0) return true;
      pairs.length = 0; // from the gradient alone, once more
      evaluate(gradient);
      continue;
    }
    const s = x.map((v, j) => v - start[j]);
    const y = next.map((v, j) => v - gradient[j]);
    const sy = dot(s, y);
    if (sy > 0) {
      if (pairs.length === MEMORY) pairs.shift();
      pairs.push({ s, y, sy });
    }
    value = reached;
    gradient = next;
  }
  return false;
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < u.length; j += 1) sum += u[j] * v[j];
  return sum;
}

function add(x: Float64Array, share: number, y: Float64Array): void {
  for (let j = 0; j < x.length; j += 1) x[j] += share * y[j];
}
