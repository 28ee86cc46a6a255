// The address of a database server: postgres://USER:PASSWORD@HOST:PORT/DATABASE or clickhouse://… with the same parts.

import { inputError } from '../messages.ts';

export type ServerAddress = { kind: 'postgres' | 'clickhouse'; url: URL };

const KINDS: Readonly<Record<string, ServerAddress['kind']>> = {
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
  'clickhouse:': 'clickhouse',
};

/** The address; null for what names no server; InputError 'bad-address', which repeats no credentials. */
export function parseServerAddress(text: string): ServerAddress | null {
  const [scheme] = /^[a-z]+:(?=\/\/)/i.exec(text) ?? [];
  const kind = KINDS[scheme?.toLowerCase() ?? ''];
  if (kind === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.hostname === '' || ![url.username, url.password, url.pathname].every(isEscaped)) {
    throw inputError('bad-address', { kind });
  }
  return { kind, url };
}

/** The address as it is shown to people: without user, password and options. */
export function shownAddress({ kind, url }: ServerAddress): string {
  return `${kind}://${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

function isEscaped(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
