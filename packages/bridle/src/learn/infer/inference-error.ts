// The error of a table from which nothing can be inferred without a penalty.

import { CodedError } from '../../core/coded-error.ts';

/** The features depend on each other, the classes are separated, or the optimum was not reached. */
export class InferenceError extends CodedError {
  override readonly name = 'InferenceError';
}
