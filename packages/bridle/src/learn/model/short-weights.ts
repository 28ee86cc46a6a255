// The weights of a model with text features in its file: one scale for each feature, and 16 bits for each class, so that
// 100,000 features of 77 classes take 20 MB of text instead of 80. Training rounds the weights to what the file can hold,
// so the model that was judged is the one that is read again. Near a minimum the objective changes by the square of so
// small a change.

import { decodeBytes, decodeFloats, encodeBytes, encodeFloats } from './base64.ts';
import { type Fields, refuse } from './fields.ts';

const LARGEST = 32767;

/** The unit of a feature's weights, in 24 bits, so that its multiples are exact and rounding twice is rounding once. */
function scaleOf(weights: Float64Array, feature: number, features: number): number {
  let largest = 0;
  for (let at = feature; at < weights.length; at += features) largest = Math.max(largest, Math.abs(weights[at]));
  const scale = largest / LARGEST;
  const split = scale * (2 ** 29 + 1);
  return split - (split - scale);
}

/** Calls `visit` with each weight's place, its place in the file, and its scale. */
function eachWeight(
  weights: Float64Array,
  classes: number,
  scaleAt: (feature: number) => number,
  visit: (at: number, place: number, scale: number) => void,
): void {
  const features = weights.length / classes;
  for (let j = 0; j < features; j += 1) {
    const scale = scaleAt(j);
    for (let k = 0; k < classes; k += 1) visit(k * features + j, j * classes + k, scale);
  }
}

const units = (weight: number, scale: number): number => (scale === 0 ? 0 : Math.round(weight / scale));

/**
 * Weights, (classes, features), rounded to what the file of a model with text features holds.
 *
 * Each errs by at most 2⁻¹⁶ of the largest weight of its feature.
 *
 * @example
 * ```ts
 * import { roundWeights } from 'bridle/learn';
 * roundWeights(new Float64Array([32767, 0.25]), 2); // → Float64Array [32767, 0]
 * ```
 */
export function roundWeights(weights: Float64Array, classes: number): Float64Array {
  const rounded = new Float64Array(weights.length);
  const scaleAt = (j: number) => scaleOf(weights, j, weights.length / classes);
  eachWeight(weights, classes, scaleAt, (at, _, scale) => {
    rounded[at] = units(weights[at], scale) * scale;
  });
  return rounded;
}

export function encodeShort(weights: Float64Array, classes: number): { scales: string; values: string } {
  const features = weights.length / classes;
  const scales = Float64Array.from({ length: features }, (_, j) => scaleOf(weights, j, features));
  const values = new DataView(new ArrayBuffer(2 * weights.length));
  eachWeight(
    weights,
    classes,
    (j) => scales[j],
    (at, place, scale) => {
      values.setInt16(2 * place, units(weights[at], scale), true);
    },
  );
  return { scales: encodeFloats(scales), values: encodeBytes(new Uint8Array(values.buffer)) };
}

/** The weights of `encodeShort`, (classes, features); a ModelError for anything else. */
export function decodeShort({ scales: s, values: v }: Fields, classes: number, features: number): Float64Array {
  const scales = decodeFloats(String(s));
  const bytes = decodeBytes(String(v));
  if (scales?.length !== features || scales.some((x) => !(x >= 0 && x < 1e300))) return refuse('weights.scales', s);
  const weights = new Float64Array(classes * features);
  if (bytes?.length !== 2 * weights.length) return refuse('weights.values', v);
  const values = new DataView(bytes.buffer);
  eachWeight(
    weights,
    classes,
    (j) => scales[j],
    (at, place, scale) => {
      weights[at] = values.getInt16(2 * place, true) * scale;
    },
  );
  return weights;
}
