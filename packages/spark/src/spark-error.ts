// The errors of a Spark server and of the way to it. Each has a stable code, the facts of the case and one sentence; what
// the server says of itself comes with its error class, and no token is ever repeated.

import { CodedError } from 'bridle/learn';

/**
 * The server, the connection or a job failed.
 *
 * @example
 * ```ts
 * import { SparkError, sparkCodes } from '@bridle/spark';
 * sparkCodes.includes('unreachable'); // → true
 * new SparkError('unreachable', 'sc://localhost cannot be reached').code; // → 'unreachable'
 * ```
 */
export class SparkError extends CodedError {
  override readonly name = 'SparkError';
}

/**
 * The call is wrong: an address, a token, a table, a column.
 *
 * @example
 * ```ts
 * import { parseAddress, SparkInputError } from '@bridle/spark';
 * let code = '';
 * try {
 *   parseAddress('http://localhost', {});
 * } catch (error) {
 *   if (error instanceof SparkInputError) code = error.code;
 * }
 * code; // → 'bad-address'
 * ```
 */
export class SparkInputError extends CodedError {
  override readonly name = 'SparkInputError';
}

const sentences = {
  'bad-address': (f: { found: string }) =>
    `"${f.found}" is no address of Spark Connect; write sc://HOST:PORT/TABLE, with options after it as in ;use_ssl=true`,
  'no-token': (f: { server: string; message: string }) =>
    `${f.server} asks for a token (${f.message}); give it in the variable SPARK_CONNECT_AUTHENTICATE_TOKEN, or as ;token=… after the table`,
  'tls-mismatch': (f: { server: string; secure: string }) =>
    f.secure === 'yes'
      ? `${f.server} does not answer in TLS; add ;use_ssl=false if the server has none`
      : `${f.server} answers in TLS; add ;use_ssl=true`,
  'bad-certificate': (f: { server: string; message: string }) =>
    `${f.server} has a certificate that is not trusted (${f.message}); name its authority in the variable NODE_EXTRA_CA_CERTS`,
  'no-such-table': (f: { server: string; table: string; errorClass: string }) =>
    `${f.server} has no table ${f.table} (${f.errorClass})`,
  'no-such-column': (f: { table: string; column: string; nearest: string; errorClass: string }) =>
    `${f.table} has no column "${f.column}"${f.nearest && `; the nearest name is "${f.nearest}"`}${f.errorClass && ` (${f.errorClass})`}`,
  'unsupported-type': (f: { table: string; column: string; type: string }) =>
    `${f.table}: the column "${f.column}" has values of type ${f.type}, which are neither numbers nor text; leave it out, or convert it in a view`,
  'table-exists': (f: { server: string; table: string; errorClass: string }) =>
    `${f.server} has a table ${f.table} already (${f.errorClass}); give another name, or drop it first`,
  'folder-exists': (f: { server: string; table: string; location: string; errorClass: string }) =>
    `${f.server} cannot make the table ${f.table}, because its folder ${f.location} is there already (${f.errorClass}), as an interrupted run may leave it; delete the folder, or give another name`,
  'wrong-type': (f: { server: string; errorClass: string; message: string }) =>
    `${f.server} cannot use a value of this type (${f.errorClass}): ${f.message}`,
} as const;

const failures = {
  unreachable: (f: { server: string; message: string }) =>
    `${f.server} cannot be reached (${f.message}); check the address, and that Spark Connect runs there`,
  'connection-lost': (f: { server: string; message: string }) =>
    `the connection to ${f.server} was lost and could not be restored (${f.message}); if the server was restarted, run again`,
  'session-lost': (f: { server: string; errorClass: string }) =>
    `${f.server} no longer has this session (${f.errorClass}): it was restarted or closed it; run again`,
  canceled: (f: { server: string; errorClass: string }) =>
    `the work on ${f.server} was cancelled there (${f.errorClass}); run again`,
  failed: (f: { server: string; errorClass: string; message: string }) =>
    `${f.server} reports ${f.errorClass}: ${f.message}`,
  'not-understood': (f: { server: string; found: string }) =>
    `${f.server} returned ${f.found}, which this client does not understand; its version may be older than Spark 4.0`,
  'not-finite': (f: { server: string }) =>
    `Spark's fit on ${f.server} ended with weights that are not finite; use a penalty (l2 above 0)`,
} as const;

type Inputs = typeof sentences;
type Failures = typeof failures;

/**
 * Every code of a SparkInputError, so that a catalogue in another language can be checked.
 *
 * @example
 * ```ts
 * import { sparkInputCodes } from '@bridle/spark';
 * sparkInputCodes.includes('bad-address'); // → true
 * ```
 */
export const sparkInputCodes = Object.keys(sentences) as (keyof Inputs)[];
/**
 * Every code of a SparkError.
 *
 * @example
 * ```ts
 * import { sparkCodes } from '@bridle/spark';
 * sparkCodes.includes('connection-lost'); // → true
 * ```
 */
export const sparkCodes = Object.keys(failures) as (keyof Failures)[];

export function inputError<C extends keyof Inputs>(code: C, facts: Parameters<Inputs[C]>[0]): SparkInputError {
  return new SparkInputError(code, (sentences[code] as (f: typeof facts) => string)(facts), { ...facts });
}

export function sparkError<C extends keyof Failures>(code: C, facts: Parameters<Failures[C]>[0]): SparkError {
  return new SparkError(code, (failures[code] as (f: typeof facts) => string)(facts), { ...facts });
}
