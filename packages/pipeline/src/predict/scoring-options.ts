// The options that decide which columns a prediction has, for tables and for lines, checked before any work.

import type { Model } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { checkNumber } from '../options.ts';
import type { Priors } from '../priors.ts';
import { type Keep, keeps } from '../write/kept-columns.ts';

export type ScoringOptions = {
  /** Only the k most probable classes instead of all. */
  topK?: number;
  /** A row whose highest probability is lower gets no class. */
  rejectBelow?: number;
  /** Columns why_1 …: the features that add most to the logit of the most probable class, as `NAME: +1.234`. */
  explain?: number;
  /** The columns of the table that come before the predictions: the model's identifiers (default), all, or none. */
  keep?: Keep;
  /** The class shares of the rows, where they differ from those of the training. */
  priors?: Priors;
  /** Leaves the model's calibration out. */
  uncalibrated?: boolean;
};

/** Refuses what does not fit, with the model or without it. */
export function checkScoring({ topK, rejectBelow, explain, keep }: ScoringOptions, model?: Model): void {
  if (keep !== undefined && !keeps.includes(keep)) {
    throw inputError('bad-option', { option: 'keep', expected: keeps.join(', '), found: String(keep) });
  }
  checkNumber('rejectBelow', rejectBelow, 'a probability from 0 to 1', (x) => x >= 0 && x <= 1);
  checkNumber('explain', explain, 'a whole number from 1 to 100', (x) => Number.isInteger(x) && x >= 1 && x <= 100);
  const length = model?.classes.length ?? Infinity;
  const expected = `a whole number from 1 to ${length}, the number of classes`;
  checkNumber('topK', topK, expected, (x) => !model || (Number.isInteger(x) && x >= 1 && x <= length));
}
