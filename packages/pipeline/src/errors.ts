// The two kinds of error that the pipeline raises.

import { CodedError } from 'bridle/learn';

/**
 * The input is wrong: a file, a row, a column, an option. The message is one sentence that says what to do.
 *
 * @example
 * ```ts
 * import { InputError, readTable } from '@bridle/pipeline';
 * const error = await readTable('examples/no-such.csv').catch((e: unknown) => e);
 * error instanceof InputError && error.code; // → 'no-such-file'
 * ```
 */
export class InputError extends CodedError {
  override readonly name = 'InputError';
}

/**
 * The work failed although the input was right: no memory, a full disk, no permission.
 *
 * @example
 * ```ts
 * import { WorkError, workCodes } from '@bridle/pipeline';
 * new WorkError('disk-full', 'a.csv cannot be written', { file: 'a.csv' }).facts; // → { file: 'a.csv' }
 * workCodes.includes('disk-full'); // → true
 * ```
 */
export class WorkError extends CodedError {
  override readonly name = 'WorkError';
}
