// The model that a caller means: corrected for other class shares, without its calibration.

import { classAt, type Model, withPriors } from 'bridle/learn';
import { inputError } from './messages.ts';
import { checkNumber } from './options.ts';
import { inFile } from './read/in-file.ts';

/** The class shares of the rows to predict: of every class a number above 0, divided by their sum; or all equal. */
export type Priors = 'equal' | Readonly<Record<string, number>>;

/**
 * The model for these class shares; the model itself where none are given. What is left out must be left out here,
 * because the correction depends on the calibration.
 */
export function modelFor(
  file: string,
  model: Model,
  { priors, uncalibrated = false }: { priors?: Priors; uncalibrated?: boolean },
): Model {
  if (priors === undefined) return model;
  const { classes } = model;
  const given = new Map<number, number>();
  for (const [name, share] of priors === 'equal' ? [] : Object.entries(priors)) {
    checkNumber('priors', share, 'numbers > 0', (x) => x > 0 && x < Infinity);
    given.set(
      inFile(file, () => classAt(classes, name)),
      share,
    );
  }
  const shares = classes.map((name, k) => {
    const share = priors === 'equal' ? 1 : given.get(k);
    if (share === undefined) throw inputError('missing-prior', { file, class: name });
    return share;
  });
  return inFile(file, () => withPriors(uncalibrated ? { ...model, calibration: null } : model, shares));
}
