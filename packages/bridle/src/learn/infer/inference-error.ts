// The error of a table from which nothing can be inferred without a penalty.

import { CodedError } from '../../core/coded-error.ts';

/**
 * The features depend on each other, the classes are separated, or the optimum was not reached.
 *
 * @example
 * ```ts
 * import { CodedError, InferenceError } from 'bridle/learn';
 * new InferenceError('separated', 'a feature separates the classes') instanceof CodedError; // → true
 * ```
 */
export class InferenceError extends CodedError {
  override readonly name = 'InferenceError';
}
