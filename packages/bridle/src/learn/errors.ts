// What learning refuses: a column that does not suit its use, and a model file that is not one.

import { CodedError } from '../core/coded-error.ts';

/** A column is missing, of the wrong kind, or cannot be a target. */
export class RecipeError extends CodedError {
  override readonly name = 'RecipeError';
}

/** A model's text is broken, of a newer version, or contradicts itself. */
export class ModelError extends CodedError {
  override readonly name = 'ModelError';
}
