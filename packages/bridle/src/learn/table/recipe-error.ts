// The error of a table that does not suit its use.

import { CodedError } from '../../core/coded-error.ts';

/** A column is missing, of the wrong kind, or cannot be a target. */
export class RecipeError extends CodedError {
  override readonly name = 'RecipeError';
}
