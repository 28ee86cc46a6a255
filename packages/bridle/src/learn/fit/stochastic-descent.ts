// Stochastic gradient descent: each step on a few rows, in an order drawn anew for each epoch, with the caller's
// learning rate capped by the bound of these rows (see capped-step.ts). In epoch e both are divided by √e, so that the
// noise of the draw fades and any learning rate settles (Robbins & Monro 1951; Bottou, Curtis & Nocedal 2018, 4.2).
// A batch counts rows·weight/batch, so the mean of its gradients is the whole one.

import { seededRandom } from '../../core/random.ts';
import { addScores, type Design } from '../table/design.ts';
import { cappedStep, descentDirection, newTrace, restoreTrace, safeStep } from './capped-step.ts';
import type { TracedStep } from './gradient-descent.ts';
import { certificate, classifiesAll, type Stop, settle } from './minimise.ts';
import { completePoint, lossAlong, type Point, type Problem, recompute } from './objective.ts';
import { countIn, type Keeping, partIn, pointState, restorePoint } from './state.ts';

/** Descends from the point, or from that of the state; the point is changed. Yields before each epoch. */
export function* stochasticDescent(
  problem: Problem,
  point: Point,
  options: Keeping & {
    learningRate?: number;
    batchSize: number;
    seed: number;
    tolerance: number;
    maxIterations: number;
  },
): Generator<TracedStep, TracedStep & { stop: Stop }> {
  const { learningRate, batchSize, seed, tolerance, maxIterations, state, onState } = options;
  const { rows } = problem.design;
  const random = seededRandom(seed);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const trace = newTrace(learningRate);
  let passes = 1;
  let iteration = 0;
  if (state) {
    restorePoint(problem, point, partIn(state, 'point') ?? {});
    [iteration, passes] = [countIn(state, 'iteration'), countIn(state, 'passes')];
    restoreTrace(trace, partIn(state, 'rate') ?? {});
    for (let epoch = 0; epoch < Math.min(iteration, maxIterations); epoch += 1) shuffle(order, random);
  }
  for (; ; iteration += 1) {
    const traced = (): TracedStep => ({ iteration, passes, ...certificate(problem, point), rate: { ...trace } });
    const end = (stop: Stop) => {
      settle(problem, point);
      passes += 1;
      return { ...traced(), stop };
    };
    const before = traced();
    onState?.(() => ({ iteration, passes, rate: { ...trace }, point: pointState(point) }));
    yield before;
    if (before.gapBound <= tolerance) {
      const settled = end('optimum');
      if (settled.gapBound <= tolerance) return settled;
    }
    if (problem.l2 === 0 && classifiesAll(problem, point)) return end('separated');
    if (iteration >= maxIterations) return end('max-iterations');
    shuffle(order, random);
    const shuffled = rowsOf(problem, order);
    for (let start = 0; start < rows; start += batchSize) {
      const batch = batchOf(shuffled, start, Math.min(start + batchSize, rows));
      stepOn(batch, point.parameters, (safe, largest) =>
        cappedStep(trace, safe, largest, 1 / Math.sqrt(iteration + 1)),
      );
    }
    recompute(problem, point);
    passes += 2;
  }
}

/** Draws the next order from the last one. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
}

/** One step of the parameters on the rows of a batch; none where their gradient is 0. */
function stepOn(batch: Problem, parameters: Float64Array, stepFor: (safe: number, largest: number) => number): void {
  const vector = () => new Float64Array(batch.classes * batch.design.rows);
  const point: Point = {
    parameters,
    scores: vector(),
    residuals: vector(),
    trial: new Float64Array(0),
    along: vector(),
    gradient: new Float64Array(parameters.length),
    loss: 0,
    objective: 0,
  };
  addScores(batch.design, parameters, batch.classes, point.scores);
  point.loss = lossAlong(batch, point.scores, point.scores, 0, point.residuals).loss;
  completePoint(batch, point);
  const direction = new Float64Array(parameters.length);
  const largest = descentDirection(point.gradient, direction);
  addScores(batch.design, direction, batch.classes, point.along);
  const safe = safeStep(batch, point, direction).step;
  if (safe === 0) return;
  const step = stepFor(safe, largest);
  for (let j = 0; j < direction.length; j += 1) parameters[j] += step * direction[j];
}

/** The problem with its rows in another order, copied. */
function rowsOf(problem: Problem, order: Int32Array): Problem {
  const blocks = problem.design.blocks.map((block): Design['blocks'][number] => {
    if (block.kind === 'codes') return { ...block, codes: order.map((row) => block.codes[row]) };
    return { ...block, values: block.values.map((x) => Float64Array.from(order, (row) => x[row])) };
  });
  return {
    ...problem,
    packed: null,
    design: { ...problem.design, blocks },
    labels: order.map((row) => problem.labels[row]),
    weights: Float64Array.from(order, (row) => problem.weights[row]),
  };
}

/** Consecutive rows, not copied but for their weights. */
function batchOf(problem: Problem, start: number, end: number): Problem {
  const { rows } = problem.design;
  const share = rows / (end - start);
  const blocks = problem.design.blocks.map((block): Design['blocks'][number] => {
    if (block.kind === 'codes') return { ...block, codes: block.codes.subarray(start, end) };
    return { ...block, values: block.values.map((x) => x.subarray(start, end)) };
  });
  return {
    ...problem,
    design: { ...problem.design, rows: end - start, blocks },
    labels: problem.labels.subarray(start, end),
    weights: problem.weights.subarray(start, end).map((weight) => weight * share),
  };
}
