import { parseAddress, parseTableName, shownServer } from '@bridle/spark';
import { describe, expect, test } from 'vitest';

const address = (text: string, env = {}) => parseAddress(text, env).address;

describe('the address of a table on a Spark server', () => {
  test('has a host, a port, 15002 by default, and a table', () => {
    expect(parseAddress('sc://spark.example')).toEqual({
      address: { host: 'spark.example', port: 15002, secure: false, token: null, user: '', headers: {} },
      table: [],
    });
    expect(parseAddress('sc://127.0.0.1:7077/sales.orders;user_id=me').table).toEqual(['sales', 'orders']);
    expect(parseAddress('sc://[::1]:7077/t').address.host).toBe('[::1]');
    expect(shownServer(address('sc://h:1/t;token=secret'))).toBe('sc://h:1');
  });

  test('takes names in backticks, and %-escapes', () => {
    expect(parseTableName('parquet.`/data/a.parquet`')).toEqual(['parquet', '/data/a.parquet']);
    expect(parseAddress('sc://h/a%20b.`c``d`').table).toEqual(['a b', 'c`d']);
    expect(parseTableName('한글.표')).toEqual(['한글', '표']);
    expect(['a..b', '.a', 'a.', 'a`b', '`a', 'a.`b`c'].map(parseTableName)).toEqual(Array(6).fill(null));
  });

  test('sends a token over TLS, except to this machine or where the caller says so', () => {
    expect(address('sc://h/t;token=x')).toMatchObject({ token: 'x', secure: true });
    expect(address('sc://127.0.0.1/t;token=x').secure).toBe(false);
    expect(address('sc://[::1]/t;token=x').secure).toBe(false);
    expect(address('sc://127.0.0.1.example/t;token=x').secure).toBe(true);
    expect(address('sc://h/t;token=x;use_ssl=false').secure).toBe(false);
    expect(address('sc://h/t;use_ssl=true')).toMatchObject({ token: null, secure: true });
    expect(address('sc://h/t', { SPARK_CONNECT_AUTHENTICATE_TOKEN: 'y' })).toMatchObject({ token: 'y', secure: true });
    expect(address('sc://h/t;token=x', { SPARK_CONNECT_AUTHENTICATE_TOKEN: 'y' }).token).toBe('x');
  });

  test('keeps other options as headers of every call', () => {
    expect(address('sc://h/t;x-cluster=a%3Db;token=s').headers).toEqual({ 'x-cluster': 'a=b' });
  });

  test.each([
    'sc:/h/t',
    'sc://',
    'sc:///t',
    'sc://h:0/t',
    'sc://h:70000/t',
    'sc://u:secret@h/t',
    'sc://h/t?x=1;token=secret;token=secret',
    'sc://h/t;use_ssl=perhaps;token=secret',
    'sc://h/t;token',
    'sc://h/t;token=sec ret',
    'sc://h/t;bad name=secret',
    'sc://h/%E0%A4%A;token=secret',
    'sc://h/a..b;token=secret',
    'sc://h/t;__proto__=',
  ])('refuses %j in a sentence without the options', (text) => {
    const said = (() => {
      try {
        return parseAddress(text);
      } catch (error) {
        return error as Error;
      }
    })() as Error;
    expect(said.name).toBe('SparkInputError');
    expect(said.message).toContain('is no address of Spark Connect; write sc://HOST:PORT/TABLE');
    expect(said.message).not.toContain('secret');
  });
});
