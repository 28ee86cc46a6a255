// Refusal of a model that a target cannot express.

import type { Feature, Model } from 'bridle/learn';
import type { InputError } from '../errors.ts';
import { inputError } from '../messages.ts';

/** The error that names the target, and what of the model it cannot express. */
export function cannotExport(target: string, part: 'feature' | 'calibration' | 'name', found: string): InputError {
  return inputError('cannot-export', { target, part, found });
}

/** What only has a number for each column. */
const ARRAYS = ['npz', 'json'];

const known = {
  numeric: ['kind', 'name', 'fill', 'mean', 'scale', 'hasMissing'],
  categorical: ['kind', 'name', 'levels', 'hasMissing'],
  date: [],
  text: [],
  product: ['kind', 'name', 'factors', 'parts'],
};

/** Refuses features that the exports do not compute, so that none is left out in silence. */
export function checkFeatures(model: Model, target: string): void {
  const odd = model.recipe.features.find((feature) => {
    if (feature.kind === 'product' && ARRAYS.includes(target)) return true;
    const keys = Object.hasOwn(known, feature.kind) ? known[feature.kind] : [];
    return Object.keys(feature).some((key) => !keys.includes(key));
  });
  if (odd) throw cannotExport(target, 'feature', odd.name);
}

/** The features of a model that `checkFeatures` let pass: none of them is a date or a text; without its products. */
export function plainFeatures({ recipe }: Model): Extract<Feature, { kind: 'numeric' | 'categorical' }>[] {
  return recipe.features.filter((feature) => feature.kind === 'numeric' || feature.kind === 'categorical');
}
