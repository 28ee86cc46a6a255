// The address of a server and of a table on it: sc://HOST:PORT/TABLE;token=…;use_ssl=true, the connection string of Spark
// Connect with a table for its path. A token goes over TLS, except to this machine or where ;use_ssl=false asks for it.

import { inputError } from './spark-error.ts';

/** Where a server of Spark Connect is, and how to reach it, as `parseAddress` reads it. */
export type Address = {
  host: string;
  port: number;
  secure: boolean;
  token: string | null;
  user: string;
  /** What else the connection string gives: metadata of every call. */
  headers: Readonly<Record<string, string>>;
};

const PORT = 15002;
const TOKEN = 'SPARK_CONNECT_AUTHENTICATE_TOKEN';

/**
 * The server and the parts of the table's name; SparkInputError 'bad-address', which repeats no option.
 *
 * @example
 * ```ts
 * import { parseAddress } from '@bridle/spark';
 * const { address, table } = parseAddress('sc://spark.example.org:15009/sales.visits', {});
 * [address.host, address.port, table]; // → ['spark.example.org', 15009, ['sales', 'visits']]
 * ```
 */
export function parseAddress(
  text: string,
  env: Readonly<Record<string, string | undefined>> = {},
): { address: Address; table: string[] } {
  const [place, ...pairs] = text.split(';');
  // Neither options nor what stands before an @ is repeated: they may be secrets.
  const bare = place.replace(/\/\/.*@/s, '//…@');
  const refused = () => inputError('bad-address', { found: pairs.length > 0 ? `${bare};…` : bare });
  const [, host, digits, path = ''] =
    /^sc:\/\/(\[[\da-f:.]+\]|[^/:@?#[\]]+)(?::(\d{1,5}))?(?:\/(.*))?$/is.exec(place) ?? [];
  const port = digits === undefined ? PORT : Number(digits);
  if (host === undefined || port === 0 || port > 65535) throw refused();
  const name = decoded(path);
  const table = name === null ? null : parseTableName(name);
  if (table === null) throw refused();
  const options = new Map<string, string>();
  for (const pair of pairs.filter((one) => one !== '')) {
    const at = pair.indexOf('=');
    const [key, value] = [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
    if (at < 1 || key === null || !value || options.has(key)) throw refused();
    options.set(key, value);
  }
  const token = options.get('token') ?? env[TOKEN] ?? null;
  const ssl = options.get('use_ssl')?.toLowerCase();
  if (ssl !== undefined && ssl !== 'true' && ssl !== 'false') throw refused();
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/i.test(host);
  const headers = [...options].filter(([key]) => !['token', 'use_ssl', 'user_id'].includes(key));
  if (headers.some(([key, value]) => !/^[a-z\d_.-]+$/i.test(key) || !/^[\x20-\x7e]*$/.test(value))) throw refused();
  if (token !== null && !/^[\x21-\x7e]+$/.test(token)) throw refused();
  const secure = ssl === undefined ? token !== null && !isHere : ssl === 'true';
  const user = options.get('user_id') ?? '';
  return { address: { host, port, secure, token, user, headers: Object.fromEntries(headers) }, table };
}

/**
 * The server as it is shown to people.
 *
 * @example
 * ```ts
 * import { parseAddress, shownServer } from '@bridle/spark';
 * shownServer(parseAddress('sc://localhost/;token=secret', {}).address); // → 'sc://localhost:15002'
 * ```
 */
export function shownServer({ host, port }: Address): string {
  return `sc://${host}:${port}`;
}

/**
 * The parts of `catalog.schema.table`; one in backticks may have dots, as parquet.`/folder/file.parquet`. Null for none.
 *
 * @example
 * ```ts
 * import { parseTableName } from '@bridle/spark';
 * parseTableName('sales.`odd.name`'); // → ['sales', 'odd.name']
 * ```
 */
export function parseTableName(text: string): string[] | null {
  if (text === '') return [];
  if (text.startsWith('.')) return null;
  const parts = [...text.matchAll(/(?:^|\.)(?:`((?:[^`]|``)+)`|([^.`]+))(?=\.|$)/gy)];
  if (parts.reduce((length, [whole]) => length + whole.length, 0) !== text.length) return null;
  return parts.map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('``', '`')));
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
