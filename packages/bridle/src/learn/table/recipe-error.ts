// The error of a table that does not suit its use.

import { CodedError } from '../../core/coded-error.ts';

/**
 * A column is missing, of the wrong kind, or cannot be a target.
 *
 * @example
 * ```ts
 * import { RecipeError, readLabels } from 'bridle/learn';
 * let code = '';
 * try {
 *   readLabels({ rows: 0, columns: [] }, 'species');
 * } catch (error) {
 *   if (error instanceof RecipeError) code = error.code;
 * }
 * code; // → 'no-such-column'
 * ```
 */
export class RecipeError extends CodedError {
  override readonly name = 'RecipeError';
}
