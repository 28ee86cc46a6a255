// L-BFGS (Nocedal & Wright 2006, algorithm 7.4) with a preconditioner for its initial matrix, computed again once the
// curvatures of the rows have changed much and the passes since have cost a fair part of what the next will; the pairs
// (step, change of gradient) are kept over a renewal. Far from the optimum a rough preconditioner serves, as curvatures
// will change; close to it, one is made with care, and usually stays.

import { dot } from './line-search.ts';
import type { Directions } from './minimise.ts';
import type { Point, Problem } from './objective.ts';
import { CARES, type Care, type Preconditioner, preconditionerAt, preconditionerFrom } from './precondition.ts';
import { countIn, floatsIn, oneIn, partIn, partsIn, refuseState, type State } from './state.ts';

/** Pairs that are remembered. */
const MEMORY = 10;
/** The change of the curvatures, on average, from which a new preconditioner saves more than it costs. */
const CHANGED = 0.3;
/** And the passes since the last one, in those that it cost. */
const PAID = 0.8;
/** The decrease that a step predicts, as a part of the objective, from which a preconditioner is made with more care. */
const CLOSE = 0.005;

type Pair = { s: Float64Array; y: Float64Array; sy: number };

/**
 * A function that writes the direction at a point and returns the passes over the data that it cost. Its state has the
 * pairs, the last point and the curvatures of the rows from which the preconditioner is computed again.
 */
export function lbfgsDirections(problem: Problem): Directions {
  let preconditioner: Preconditioner | null = null;
  let spent = 0;
  let care: Care = 'rough';
  let last: { parameters: Float64Array; gradient: Float64Array } | null = null;
  const pairs: Pair[] = [];
  const write = (point: Point, direction: Float64Array) => {
    if (last) remember(pairs, last, point);
    last = { parameters: point.parameters.slice(), gradient: point.gradient.slice() };
    let cost = 0;
    if (
      preconditioner?.care !== care ||
      (spent >= PAID * preconditioner.cost && preconditioner.changeAt(point) > CHANGED)
    ) {
      preconditioner = preconditionerAt(problem, point, care);
      cost = preconditioner.cost;
      spent = 0;
    }
    spent += 1;
    direction.set(point.gradient);
    const shares = pairs.map(() => 0);
    for (let m = pairs.length - 1; m >= 0; m -= 1) {
      shares[m] = dot(pairs[m].s, direction) / pairs[m].sy;
      addTo(direction, -shares[m], pairs[m].y);
    }
    preconditioner.apply(direction);
    centreClasses(direction, problem);
    for (let m = 0; m < pairs.length; m += 1) {
      const share = dot(pairs[m].y, direction) / pairs[m].sy;
      addTo(direction, shares[m] - share, pairs[m].s);
    }
    for (let j = 0; j < direction.length; j += 1) direction[j] = -direction[j];
    if (-dot(point.gradient, direction) <= CLOSE * 2 * point.objective) care = 'fine';
    return cost;
  };
  const state = (): State => ({
    spent,
    care,
    madeWith: preconditioner?.care ?? care,
    curvatures: preconditioner?.curvatures ?? null,
    last: last && { ...last },
    pairs: pairs.map(({ s, y }) => ({ s, y })),
  });
  const restore = (from: State) => {
    const { classes, design } = problem;
    const size = classes * design.columns;
    spent = countIn(from, 'spent');
    care = oneIn(from, 'care', CARES);
    const hasCurvatures = from.curvatures !== null;
    preconditioner = hasCurvatures
      ? preconditionerFrom(problem, floatsIn(from, 'curvatures', classes * design.rows), oneIn(from, 'madeWith', CARES))
      : null;
    const point = partIn(from, 'last');
    last = point && { parameters: floatsIn(point, 'parameters', size), gradient: floatsIn(point, 'gradient', size) };
    for (const pair of partsIn(from, 'pairs', MEMORY)) {
      const [s, y] = [floatsIn(pair, 's', size), floatsIn(pair, 'y', size)];
      const sy = dot(s, y);
      if (!(sy > 0)) refuseState('pairs of a product > 0', sy);
      pairs.push({ s, y, sy });
    }
  };
  return Object.assign(write, { state, restore });
}

function remember(pairs: Pair[], last: { parameters: Float64Array; gradient: Float64Array }, point: Point): void {
  const s = point.parameters.map((x, j) => x - last.parameters[j]);
  const y = point.gradient.map((x, j) => x - last.gradient[j]);
  const sy = dot(s, y);
  if (!(sy > 0)) {
    pairs.length = 0; // no step was found, or only rounding is left: begin again from the preconditioner alone
    return;
  }
  if (pairs.length === MEMORY) pairs.shift();
  pairs.push({ s, y, sy });
}

/** Takes the mean over the classes from each column: the part of a direction that changes no probability. */
function centreClasses(direction: Float64Array, problem: Problem): void {
  const { columns } = problem.design;
  for (let j = 0; j < columns; j += 1) {
    let sum = 0;
    for (let k = 0; k < problem.classes; k += 1) sum += direction[k * columns + j];
    for (let k = 0; k < problem.classes; k += 1) direction[k * columns + j] -= sum / problem.classes;
  }
}

function addTo(x: Float64Array, share: number, y: Float64Array): void {
  for (let j = 0; j < x.length; j += 1) x[j] += share * y[j];
}
