// The error of what SQL, or one engine's dialect of it, cannot express.

import { CodedError } from 'bridle/learn';

/**
 * A model, a name or a table that a statement cannot be written for, or that an engine answered in an unusable way.
 *
 * @example
 * ```ts
 * import { SqlError, train } from '@bridle/sql';
 * const query = async () => [];
 * const error = await train(query, { dialect: 'duckdb', table: 't', target: 'y', features: ['x'] }).catch((e: unknown) => e);
 * error instanceof SqlError; // → true
 * ```
 */
export class SqlError extends CodedError {
  override readonly name = 'SqlError';
}
