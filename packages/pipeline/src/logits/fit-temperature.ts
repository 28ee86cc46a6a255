// The temperature with the smallest log-loss (Guo et al. 2017), by Newton's method on β = 1/T, in which the log-loss is
// convex: its slope is the mean of E[x] − x(label), its curvature the mean variance of x. Each step is one pass over the
// file, so that logits of any size are fitted in constant memory.

import { softmax } from 'bridle';
import type { PassOptions } from './check-logits.ts';
import type { Logits } from './open-logits.ts';

/** Beyond these the loss has no minimum that matters: all labels are right, or the logits say nothing. */
const LOWEST = 1e-3;
const HIGHEST = 1e3;
const MOST_PASSES = 60;

export type FittedTemperature = { temperature: number; passes: number; atBound: boolean };

/**
 * Null where no row has a label and a softmax. Rows whose label is impossible (−∞) are left out.
 *
 * @example
 * ```ts
 * import { fitTemperature, openLogits, writeWhole } from '@bridle/pipeline';
 * import { writeNpy } from 'bridle/tensor-files';
 * // Three of four rows are right, with 95 % each: too sure.
 * const scores = new Float64Array([3, 0, 3, 0, 3, 0, 3, 0]);
 * await writeWhole([{ path: 'out/fitted.npy', content: writeNpy({ data: scores, dims: [4, 2] }) }]);
 * const logits = await openLogits('out/fitted.npy');
 * const fit = await fitTemperature(logits, new Int32Array([0, 0, 0, 1]));
 * fit?.temperature.toFixed(4); // → '2.7307'
 * await logits.close();
 * ```
 */
export async function fitTemperature(
  logits: Logits,
  labels: Int32Array,
  options: PassOptions = {},
): Promise<FittedTemperature | null> {
  let beta = 1;
  let [low, high] = [1 / HIGHEST, 1 / LOWEST];
  for (let passes = 1; ; passes += 1) {
    const { rows, mistakes, slope, curvature } = await pass(logits, labels, beta, options);
    if (rows === 0) return null;
    // Where every label is the largest logit, the loss falls for ever as the temperature does.
    if (mistakes === 0) return { temperature: LOWEST, passes, atBound: true };
    if (slope > 0) high = beta;
    else low = beta;
    const newton = beta - slope / curvature;
    // Where Newton's step leaves what is known to hold the minimum, the middle on a scale of ratios is tried.
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    const done =
      slope === 0 || Math.abs(next - beta) <= 1e-12 * beta || high <= low * (1 + 1e-12) || passes === MOST_PASSES;
    beta = slope === 0 ? beta : next;
    if (!done) continue;
    const atBound = beta <= (1 / HIGHEST) * 1.001 || beta >= (1 / LOWEST) * 0.999;
    return { temperature: 1 / beta, passes, atBound };
  }
}

/** Slope and curvature of the log-loss at β, and the rows in which another logit is larger than the label's. */
async function pass(logits: Logits, labels: Int32Array, beta: number, { signal, onProgress }: PassOptions) {
  let rows = 0;
  let mistakes = 0;
  let slope = 0;
  let curvature = 0;
  let seen = 0;
  for await (const { data, dims, rowAt } of logits.blocks()) {
    signal?.throwIfAborted();
    const [outer, length, inner] = dims;
    const x = Float64Array.from(data as ArrayLike<number>, Number);
    const p = softmax({ data: x, dims }, { axis: 1, temperature: 1 / beta }).data;
    for (let r = 0; r < outer * inner; r += 1) {
      seen += 1;
      const label = labels[rowAt(r)];
      const base = Math.floor(r / inner) * length * inner + (r % inner);
      const own = x[base + label * inner];
      if (label < 0 || Number.isNaN(p[base]) || !Number.isFinite(own)) continue;
      let mean = 0;
      let most = own;
      for (let k = 0; k < length; k += 1) {
        const value = x[base + k * inner];
        if (value > most) most = value;
        if (p[base + k * inner] > 0) mean += p[base + k * inner] * (value - own);
      }
      if (!Number.isFinite(mean)) continue; // a +∞ takes all of the probability at every temperature
      rows += 1;
      if (most > own) mistakes += 1;
      let variance = 0;
      for (let k = 0; k < length; k += 1) {
        if (p[base + k * inner] > 0) variance += p[base + k * inner] * (x[base + k * inner] - own - mean) ** 2;
      }
      slope += mean;
      curvature += variance;
    }
    onProgress?.({ rows: seen, total: logits.rows });
  }
  return { rows, mistakes, slope, curvature };
}
