// Probabilities for a population in which the classes have other shares than in the training, and the same features
// within each class: Bayes' rule gives p′ₖ ∝ pₖ·π′ₖ/πₖ (Saerens, Latinne & Decaestecker 2002). In logits that is adding
// ln(π′ₖ/πₖ), so a corrected model is a model of the same kind.

import { log } from '../../core/arithmetic/log.ts';
import type { Calibration } from '../calibrate/calibration.ts';
import type { Model } from './model.ts';
import { ModelError } from './model-error.ts';

/**
 * The model for class shares `priors`, one number above 0 for each class, divided by their sum. Its probabilities are
 * those of the model times π′ₖ/πₖ, normalised; π are the class shares of the training, with its weights.
 *
 * @throws RangeError for priors that do not fit; ModelError 'no-shares' where the model's file does not have π,
 * 'isotonic-priors' for isotonic calibration, whose probabilities come from curves and not from logits.
 * @example
 * ```ts
 * import { type Model, predict, withPriors } from 'bridle/learn';
 * const model = {
 *   classes: ['a', 'b'], weights: new Float64Array(2), intercepts: new Float64Array(2), calibration: null,
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] },
 *   training: { shares: [0.5, 0.5] },
 * } as unknown as Model;
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([7]) };
 * predict(withPriors(model, [3, 1]), { rows: 1, columns: [x] }).probabilities; // → Float64Array [0.75, 0.25]
 * ```
 */
export function withPriors(model: Model, priors: ArrayLike<number>): Model {
  const { classes, training, calibration } = model;
  const { shares } = training;
  if (priors.length !== classes.length) refuse(`${classes.length} priors`, priors.length);
  const wrong = Array.from(priors).find((prior) => !(prior > 0 && prior < Infinity));
  if (wrong !== undefined) refuse('finite priors > 0', wrong);
  if (!shares) {
    throw new ModelError(
      'no-shares',
      'The model does not have the class shares of its training, which a correction for other shares needs; train it again.',
      {},
    );
  }
  const total = Array.from(priors).reduce((sum, prior) => sum + prior, 0);
  const wanted = classes.map((_, k) => priors[k] / total);
  const shift = wanted.map((prior, k) => log(prior / shares[k]));
  const corrected = { ...model, training: { ...training, shares: wanted } };
  if (calibration === null || calibration.method === 'temperature') {
    const factor = calibration?.temperature ?? 1;
    return { ...corrected, intercepts: model.intercepts.map((intercept, k) => intercept + factor * shift[k]) };
  }
  return { ...corrected, calibration: shifted(calibration, shift) };
}

function shifted(calibration: Exclude<Calibration, { method: 'temperature' }>, shift: number[]): Calibration {
  const add = (numbers: readonly number[]) => numbers.map((x, k) => x + shift[k]);
  if (calibration.method === 'vector') return { ...calibration, shift: add(calibration.shift) };
  if (calibration.method === 'dirichlet') return { ...calibration, intercepts: add(calibration.intercepts) };
  throw new ModelError(
    'isotonic-priors',
    'Isotonic calibration cannot be corrected for other class shares; leave it out, or train with another calibration.',
    {},
  );
}

function refuse(expected: string, got: number): never {
  throw new RangeError(`withPriors: expected ${expected}, got ${got}`);
}
