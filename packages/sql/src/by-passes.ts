// The descent of a training whose every loss and gradient cost a pass over data that are elsewhere: in a database, or in
// a file. The start is a sample's optimum and the initial matrix of L-BFGS its Hessian, so that a handful of passes is
// enough; the weights are in contrasts, which have no direction that changes no probability.

import type { Keeping } from 'bridle/learn';
import { contrasts, fromContrasts, toContrasts } from './contrasts.ts';
import { descend, dot, type Value } from './descend.ts';
import { sampleHessian } from './hessian.ts';
import type { Sample } from './sample.ts';

/** The mean loss and its gradient, (classes, features + 1) with the intercept last, as the weights. */
export type PassValue = { loss: number; gradient: Float64Array };

/** The objective and the largest entry of its gradient after a pass. */
export type PassProgress = { pass: number; objective: number; gradientNorm: number };

/** Options of `descendByPasses`. */
export type PassesOptions = Keeping & {
  /** The sample, or what draws it once its Hessian is needed. */
  sample: Sample | (() => Promise<Sample>);
  /** Its optimum, or other weights, (classes, features + 1); and the classes. */
  start: Float64Array;
  classes: number;
  l2: number;
  /** It ends when no entry of the gradient is larger, or by the estimated gap; or after so many passes. */
  tolerance: number;
  gapTolerance?: number;
  maxPasses: number;
  onPass?: ((progress: PassProgress) => void) | undefined;
};

/** Where `descendByPasses` ended. */
export type PassesEnd = {
  /** (classes, features + 1). */
  parameters: Float64Array;
  loss: number;
  objective: number;
  gradientNorm: number;
  /**
   * How far the objective is above its minimum, by the gradient and the sample's Hessian: an estimate, not a bound; null
   * where no sample was drawn.
   */
  gapEstimate: number | null;
  /** 0 where none was drawn. */
  sampleRows: number;
  passes: number;
  converged: boolean;
};

/**
 * Descends from the sample's optimum, or from a state; `pass` computes loss and gradient at given weights.
 *
 * @example
 * ```ts
 * import { descendByPasses, sampleOptimum } from '@bridle/sql';
 * const values = new Float64Array([-2, -1, 1, -1, 1, 2]);
 * const design = { rows: 6, columns: 1, blocks: [{ kind: 'numbers' as const, index: [0], values: [values], centers: [0], scales: [1] }] };
 * const labels = new Int32Array([0, 0, 0, 1, 1, 1]);
 * const sample = { rows: 6, design, labels, weights: new Float64Array(6).fill(1) };
 * // A pass over the same rows: mean loss and gradient of a model of two classes.
 * const pass = async (w: Float64Array) => {
 *   const gradient = new Float64Array(4);
 *   let loss = 0;
 *   values.forEach((x, i) => {
 *     const p = 1 / (1 + Math.exp((w[0] - w[2]) * x + w[1] - w[3]));
 *     loss -= Math.log(labels[i] === 1 ? p : 1 - p) / 6;
 *     const off = (p - labels[i]) / 6;
 *     [-off * x, -off, off * x, off].forEach((g, j) => { gradient[j] += g; });
 *   });
 *   return { loss, gradient };
 * };
 * const start = sampleOptimum(sample, 2, 0.1) as Float64Array;
 * (await descendByPasses(pass, { sample, start, classes: 2, l2: 0.1, tolerance: 1e-9, maxPasses: 10 })).converged; // → true
 * ```
 */
export async function descendByPasses(
  pass: (parameters: Float64Array) => Promise<PassValue>,
  { sample, start, classes, l2, tolerance, gapTolerance = -1, maxPasses, onPass, state, onState }: PassesOptions,
): Promise<PassesEnd> {
  const width = start.length / classes;
  const q = contrasts(classes);
  let drawn = typeof sample === 'function' ? null : sample;
  let solve: ((b: Float64Array) => void) | null = null;
  const initialMatrix = async () => {
    drawn ??= await (sample as () => Promise<Sample>)();
    solve ??= sampleHessian(drawn, start, q, l2);
    return solve;
  };
  const evaluate = async (v: Float64Array): Promise<Value> => {
    const w = fromContrasts(q, v, width);
    const { loss, gradient } = await pass(w);
    let squares = 0;
    for (let j = 0; j < w.length; j += 1) {
      if ((j + 1) % width === 0) continue;
      gradient[j] += l2 * w[j];
      squares += w[j] * w[j];
    }
    return { objective: loss + (l2 / 2) * squares, gradient: toContrasts(q, gradient, width) };
  };
  const normOf = ({ gradient }: Value) =>
    fromContrasts(q, gradient, width).reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  const gapOf = ({ gradient }: Value): number => {
    if (!solve) return Infinity;
    const newton = gradient.slice();
    solve(newton);
    return dot(gradient, newton) / 2;
  };
  const isDone = (value: Value) => normOf(value) <= tolerance || gapOf(value) <= gapTolerance;
  let reported = 0;
  const done = (value: Value, evaluations: number) => {
    if (evaluations > reported) {
      onPass?.({ pass: evaluations, objective: value.objective, gradientNorm: normOf(value) });
    }
    reported = evaluations;
    return isDone(value);
  };
  const ends = { most: maxPasses, done, ...(state && { state }), ...(onState && { onState }) };
  const { point, value, evaluations } = await descend(toContrasts(q, start, width), evaluate, initialMatrix, ends);
  if (drawn) await initialMatrix();
  const parameters = fromContrasts(q, point, width);
  let squares = 0;
  for (let j = 0; j < parameters.length; j += 1) squares += (j + 1) % width === 0 ? 0 : parameters[j] ** 2;
  return {
    parameters,
    loss: value.objective - (l2 / 2) * squares,
    objective: value.objective,
    gradientNorm: normOf(value),
    gapEstimate: solve ? gapOf(value) : null,
    sampleRows: (drawn as Sample | null)?.rows ?? 0,
    passes: evaluations,
    converged: isDone(value),
  };
}
