// The error of a text that is not a model file.

import { CodedError } from '../../core/coded-error.ts';

/**
 * A model's text is broken, of a newer version, or contradicts itself.
 *
 * @example
 * ```ts
 * import { ModelError, parseModel } from 'bridle/learn';
 * let code = '';
 * try {
 *   parseModel('{}');
 * } catch (error) {
 *   if (error instanceof ModelError) code = error.code;
 * }
 * code; // → 'not-a-model'
 * ```
 */
export class ModelError extends CodedError {
  override readonly name = 'ModelError';
}
