// What a failed call means: the server's own error by its class, or a connection that broke and may be tried again.
// Nearly every error of the server has the gRPC code Internal, so the class decides and never the code.

import { Code, ConnectError } from '@connectrpc/connect';
import { type Address, shownServer } from './address.ts';
import { ErrorInfoSchema } from './protocol/google/rpc/error_info_pb.ts';
import { inputError, sparkError } from './spark-error.ts';

const LONGEST = 300;

/** The error class that a server states, such as INVALID_HANDLE.OPERATION_NOT_FOUND; '' where it states none. */
export function classOf(error: unknown): string {
  return error instanceof ConnectError ? (detailsOf(error)?.errorClass ?? '') : '';
}

/** Whether the connection failed and not the work: the same call may succeed on another connection. */
export function isBroken(error: unknown): boolean {
  if (!(error instanceof ConnectError) || detailsOf(error)) return false;
  if (isTls(error)) return false;
  // A stream that this client did not end and that ended as Canceled was the server's, which was killed.
  return [Code.Unavailable, Code.Aborted, Code.Canceled, Code.Internal, Code.Unknown, Code.DataLoss].includes(
    error.code,
  );
}

/** Whether nothing listens at the address. */
export function isRefused(error: unknown): boolean {
  return (
    error instanceof ConnectError && error.code === Code.Unavailable && /ECONNREFUSED|ENOTFOUND/.test(error.message)
  );
}

/** The error as a person reads it; `begun` says whether the server answered before. */
export function readable(error: unknown, address: Address, begun: boolean): unknown {
  if (!(error instanceof ConnectError)) return error;
  const server = shownServer(address);
  const message = hidden(firstLine(error.rawMessage), address);
  if (error.code === Code.Unauthenticated || error.code === Code.PermissionDenied) {
    return inputError('no-token', { server, message });
  }
  if (isTls(error)) {
    return /certificate|self-signed|altname|CERT_|UNABLE_TO/i.test(`${error.message} ${codesOf(error)}`)
      ? inputError('bad-certificate', { server, message })
      : inputError('tls-mismatch', { server, secure: address.secure ? 'yes' : 'no' });
  }
  const details = detailsOf(error);
  if (details) return ofServer(server, message, details);
  if (!begun) {
    // Bytes of TLS are no answer of HTTP/2, so that the first connection to a port of TLS breaks at once.
    const isOther =
      !isRefused(error) && /protocol error|ECONNRESET|closed|GOAWAY|hang up/i.test(`${message} ${codesOf(error)}`);
    if (isOther && !address.secure) return inputError('tls-mismatch', { server, secure: 'no' });
    return sparkError('unreachable', { server, message });
  }
  return sparkError('connection-lost', { server, message });
}

type Details = {
  errorClass: string;
  sqlState: string;
  parameters: Readonly<Record<string, string>>;
  javaClass: string;
};

function ofServer(server: string, message: string, { errorClass, sqlState, parameters, javaClass }: Details): Error {
  const named = errorClass === '' ? javaClass : sqlState === '' ? errorClass : `${errorClass}, SQLSTATE ${sqlState}`;
  const is = (...classes: string[]) => classes.some((one) => errorClass === one || errorClass.startsWith(`${one}.`));
  const unquoted = (name = '') => name.replaceAll('`', '');
  if (is('TABLE_OR_VIEW_NOT_FOUND', 'PATH_NOT_FOUND', 'SCHEMA_NOT_FOUND')) {
    const table = unquoted(parameters.relationName ?? parameters.path ?? parameters.schemaName);
    return inputError('no-such-table', { server, table, errorClass: named });
  }
  if (is('LOCATION_ALREADY_EXISTS')) {
    const table = unquoted(parameters.identifier);
    return inputError('folder-exists', { server, table, location: parameters.location ?? '', errorClass: named });
  }
  if (is('TABLE_OR_VIEW_ALREADY_EXISTS')) {
    return inputError('table-exists', {
      server,
      table: unquoted(parameters.relationName),
      errorClass: named,
    });
  }
  if (is('UNRESOLVED_COLUMN', 'FIELD_NOT_FOUND')) {
    const column = unquoted(parameters.objectName ?? parameters.fieldName);
    const nearest = unquoted(parameters.proposal?.split(',')[0]);
    return inputError('no-such-column', { table: server, column, nearest, errorClass: named });
  }
  if (is('DATATYPE_MISMATCH', 'CAST_INVALID_INPUT'))
    return inputError('wrong-type', { server, errorClass: named, message });
  if (is('OPERATION_CANCELED')) return sparkError('canceled', { server, errorClass: named });
  if (is('INVALID_HANDLE')) return sparkError('session-lost', { server, errorClass: named });
  return sparkError('failed', { server, errorClass: named, message });
}

function detailsOf(error: ConnectError): Details | null {
  const [info] = error.findDetails(ErrorInfoSchema);
  if (!info) return null;
  const { errorClass = '', sqlState = '', messageParameters = '' } = info.metadata;
  return { errorClass, sqlState, parameters: textsOf(messageParameters), javaClass: info.reason };
}

/** The texts of a JSON object; nothing of what is not one. */
function textsOf(json: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(json);
    const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  } catch {
    return {};
  }
}

function isTls(error: ConnectError): boolean {
  return /SSL|TLS|certificate|EPROTO/i.test(`${error.message} ${codesOf(error)}`) && !detailsOf(error);
}

/** The codes of the errors of Node below this one. */
function codesOf(error: unknown): string {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    codes.push(String((at as NodeJS.ErrnoException).code ?? ''));
  }
  return codes.join(' ');
}

/** The first line of a message, which may continue with a plan or a stack. */
function firstLine(message: string): string {
  const [line] = message.trim().split('\n');
  const bare = line
    .replace(/^\[[A-Z_.]+\]\s*/, '')
    .replace(/\s*SQLSTATE: \w+\s*$/, '')
    .replace(/[.;]\s*$/, '');
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST - 1)}…` : bare;
}

function hidden(message: string, { token }: Address): string {
  return token === null ? message : message.replaceAll(token, '…');
}
