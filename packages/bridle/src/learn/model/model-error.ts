// The error of a text that is not a model file.

import { CodedError } from '../../core/coded-error.ts';

/** A model's text is broken, of a newer version, or contradicts itself. */
export class ModelError extends CodedError {
  override readonly name = 'ModelError';
}
