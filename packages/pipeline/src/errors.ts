// The errors that the pipeline raises itself.

import { CodedError } from 'bridle/learn';

/** The input is wrong: a file, a row, a column, an option. The message is one sentence that says what to do. */
export class InputError extends CodedError {
  override readonly name = 'InputError';
}

/** The work failed though the input was right: memory that ran out. */
export class WorkError extends CodedError {
  override readonly name = 'WorkError';
}
