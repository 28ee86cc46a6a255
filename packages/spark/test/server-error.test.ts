import { Code, ConnectError } from '@connectrpc/connect';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../src/address.ts';
import { ErrorInfoSchema } from '../src/protocol/google/rpc/error_info_pb.ts';
import { isBroken, readable } from '../src/server-error.ts';

const { address } = parseAddress('sc://127.0.0.1:7/t;token=s3cret');
const secure = parseAddress('sc://h:7/t;use_ssl=true').address;

function ofServer(errorClass: string, sqlState: string, message: string, parameters: object | string = {}) {
  const messageParameters = typeof parameters === 'string' ? parameters : JSON.stringify(parameters);
  const metadata = { errorClass, sqlState, messageParameters };
  const value = { reason: 'org.apache.spark.SparkException', domain: 'org.apache.spark', metadata };
  return new ConnectError(message, Code.Internal, undefined, [{ desc: ErrorInfoSchema, value }]);
}

const said = (error: ConnectError, at = address, begun = true) => {
  const { name, code, message } = readable(error, at, begun) as Error & { code: string };
  return [name, code, message];
};

describe('a failed call', () => {
  test('names what the server names, by its class', () => {
    const column = ofServer(
      'UNRESOLVED_COLUMN.WITH_SUGGESTION',
      '42703',
      '[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column …\nplan',
      { objectName: '`inocme`', proposal: '`income`, `age`' },
    );
    expect(said(column)).toEqual([
      'SparkInputError',
      'no-such-column',
      'sc://127.0.0.1:7 has no column "inocme"; the nearest name is "income" (UNRESOLVED_COLUMN.WITH_SUGGESTION, SQLSTATE 42703)',
    ]);
    expect(said(ofServer('TABLE_OR_VIEW_NOT_FOUND', '42P01', '…', { relationName: '`a`.`b`' }))[2]).toBe(
      'sc://127.0.0.1:7 has no table a.b (TABLE_OR_VIEW_NOT_FOUND, SQLSTATE 42P01)',
    );
    const left = { identifier: '`spark_catalog`.`a`.`out`', location: "'file:/warehouse/a.db/out'" };
    expect(said(ofServer('LOCATION_ALREADY_EXISTS', '42710', '…', left)).slice(1)).toEqual([
      'folder-exists',
      "sc://127.0.0.1:7 cannot make the table spark_catalog.a.out, because its folder 'file:/warehouse/a.db/out' is there already (LOCATION_ALREADY_EXISTS, SQLSTATE 42710), as an interrupted run may leave it; delete the folder, or give another name",
    ]);
    expect(said(ofServer('INVALID_HANDLE.SESSION_CHANGED', '08003', '…')).slice(0, 2)).toEqual([
      'SparkError',
      'session-lost',
    ]);
    expect(
      said(ofServer('DIVIDE_BY_ZERO', '22012', '[DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012\nat …')),
    ).toEqual(['SparkError', 'failed', 'sc://127.0.0.1:7 reports DIVIDE_BY_ZERO, SQLSTATE 22012: Division by zero']);
  });

  test('is told by the Java class where there is no error class, and survives parameters that are no JSON', () => {
    expect(said(ofServer('', '', 'Data type date of column d is not supported.', '{'))[2]).toBe(
      'sc://127.0.0.1:7 reports org.apache.spark.SparkException: Data type date of column d is not supported',
    );
  });

  test('never repeats the token, nor more than a line', () => {
    const [, , message] = said(ofServer('X', '', `refused Bearer s3cret ${'x'.repeat(900)}\nsecond`));
    expect(message).not.toContain('s3cret');
    expect(message).not.toContain('second');
    expect(message.length).toBeLessThan(400);
  });

  test('says what is wrong with a token and with TLS', () => {
    expect(said(new ConnectError('No authentication token provided', Code.Unauthenticated)).slice(0, 2)).toEqual([
      'SparkInputError',
      'no-token',
    ]);
    const wrong = new ConnectError(
      'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
      Code.Internal,
    );
    expect(said(wrong, secure, false)[2]).toBe(
      'sc://h:7 does not answer in TLS; add ;use_ssl=false if the server has none',
    );
    expect(said(new ConnectError('self-signed certificate', Code.Internal), secure, false)[1]).toBe('bad-certificate');
  });

  test('may be tried again if the connection broke, and only then', () => {
    const codes = [Code.Unavailable, Code.Aborted, Code.Canceled, Code.Internal];
    expect(codes.map((code) => isBroken(new ConnectError('stream closed', code)))).toEqual([true, true, true, true]);
    expect(isBroken(ofServer('DIVIDE_BY_ZERO', '22012', '…'))).toBe(false);
    expect(isBroken(new ConnectError('no', Code.Unauthenticated))).toBe(false);
    expect(isBroken(new ConnectError('SSL routines', Code.Internal))).toBe(false);
    expect(isBroken(new TypeError('x'))).toBe(false);
  });
});
