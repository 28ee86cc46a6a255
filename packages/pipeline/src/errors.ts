// The two kinds of error that the pipeline raises.

import { CodedError } from 'bridle/learn';

/** The input is wrong: a file, a row, a column, an option. The message is one sentence that says what to do. */
export class InputError extends CodedError {
  override readonly name = 'InputError';
}

/** The work failed although the input was right: no memory, a full disk, no permission. */
export class WorkError extends CodedError {
  override readonly name = 'WorkError';
}
