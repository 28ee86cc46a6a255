// A ClickHouse server over HTTP, by plain fetch. Statements may only read, and one whose client goes away is stopped.

import { nearestName } from 'bridle/learn';
import { inputError, workError } from '../messages.ts';
import type { Connection, DatabaseColumn } from './connection.ts';
import { type ServerAddress, shownAddress } from './server-address.ts';

type Answer = { meta: { name: string; type: string }[]; data: unknown[][] };
type Environment = Readonly<Record<string, string | undefined>>;

const SETTINGS = {
  readonly: '2',
  wait_end_of_query: '1',
  cancel_http_readonly_queries_on_client_close: '1',
  output_format_json_quote_denormals: '1',
  output_format_json_quote_64bit_integers: '1',
};
const NUMBERS = /^(U?Int\d+|B?Float\d+|Decimal.*)$/;
const TEXTS = /^(String|FixedString\(.*|Enum.*|Bool|Date.*|UUID)$/s;
/** UNKNOWN_TABLE and UNKNOWN_DATABASE. */
const NO_TABLE = /^(60|81)$/;
const NO_ENTRY = /^(192|193|194|516)$/;

/** Opens the server and asks it for nothing but an answer; InputError 'database-refused'. */
export async function openClickhouse(address: ServerAddress, env: Environment = process.env): Promise<Connection> {
  const { url } = address;
  const name = shownAddress(address);
  const isSecure = ['true', '1'].includes(url.searchParams.get('secure') ?? '') || url.port === '8443';
  const port = url.port || (isSecure ? '8443' : '8123');
  const endpoint = new URL(`${isSecure ? 'https' : 'http'}://${url.hostname}:${port}/`);
  const database = decodeURIComponent(url.pathname.slice(1));
  for (const [key, value] of Object.entries({ ...SETTINGS, ...(database && { database }) })) {
    endpoint.searchParams.set(key, value);
  }
  const headers = {
    'X-ClickHouse-User': decodeURIComponent(url.username) || env.CLICKHOUSE_USER || 'default',
    'X-ClickHouse-Key': decodeURIComponent(url.password) || env.CLICKHOUSE_PASSWORD || '',
  };
  const running = new Set<AbortController>();

  async function ask(sql: string): Promise<Answer> {
    const controller = new AbortController();
    running.add(controller);
    try {
      const body = `${sql}\nFORMAT JSONCompact`;
      const { signal } = controller;
      const response = await fetch(endpoint, { method: 'POST', headers, body, redirect: 'error', signal });
      const text = await response.text();
      if (!response.ok) throw refusal(response.headers.get('x-clickhouse-exception-code') ?? '', text, response.status);
      return JSON.parse(text) as Answer;
    } catch (error) {
      if (error instanceof Refused) throw error;
      const cause = (error as Error).cause as (Error & { code?: string }) | undefined;
      throw new Refused('', cause?.message || cause?.code || (error as Error).message);
    } finally {
      running.delete(controller);
    }
  }

  const query = async (sql: string) => {
    const { meta, data } = await ask(sql).catch((error: Error) => {
      throw workError('database-failed', { file: name, found: error.message });
    });
    const isFloat = meta.map(({ type }) => bare(type).startsWith('Float'));
    return data.map((row) =>
      Object.fromEntries(meta.map((column, i) => [column.name, isFloat[i] ? float(row[i]) : row[i]])),
    );
  };

  await ask('SELECT 1').catch((error: Refused) => {
    throw inputError('database-refused', { file: name, found: error.message, variable: 'CLICKHOUSE_PASSWORD' });
  });
  return {
    dialect: 'clickhouse',
    name,
    query,
    columns: async (table) => {
      const quoted = table.map((part) => `\`${part.replace(/[\\`]/g, '\\$&')}\``).join('.');
      const { data } = await ask(`DESCRIBE TABLE ${quoted}`).catch(async (error: Refused) => {
        if (!NO_TABLE.test(error.code)) throw workError('database-failed', { file: name, found: error.message });
        const known = await query('SELECT name FROM system.tables WHERE database = currentDatabase()');
        const nearest = nearestName(
          table.at(-1) ?? '',
          known.map((row) => String(row.name)),
        );
        throw inputError('no-such-table', { file: name, table: table.join('.'), nearest });
      });
      return data.map(([column, type]) => ({ name: String(column), type: typeOf(String(type)) }));
    },
    interrupt: () => {
      for (const controller of running) controller.abort();
    },
    close: async () => {},
  };
}

/** What the server, or the way to it, says. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** `Code: 60. DB::Exception: Table x does not exist. (UNKNOWN_TABLE) (version …)` without its frame. */
function refusal(code: string, text: string, status: number): Refused {
  if (NO_ENTRY.test(code)) return new Refused(code, 'the user or the password is wrong');
  const [line] = text.split('\n');
  const bareLine = line.replace(/^Code: \d+\. DB::Exception: /, '').replace(/\s*\(version .*$/, '');
  return new Refused(code, (bareLine || `status ${status}`).slice(0, 200));
}

function typeOf(type: string): DatabaseColumn['type'] {
  const inner = bare(type);
  if (NUMBERS.test(inner)) return 'number';
  return TEXTS.test(inner) ? 'text' : { unsupported: type };
}

/** The type without Nullable and LowCardinality. */
function bare(type: string): string {
  const [, inner] = /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(type) ?? [];
  return inner === undefined ? type : bare(inner);
}

/** JSON has no NaN and no infinities, so that ClickHouse writes them as texts. */
function float(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /inf/.test(value) ? (value.startsWith('-') ? -Infinity : Infinity) : Number(value);
}
