// A database that training sends its statements to: a file of DuckDB, a server of PostgreSQL or ClickHouse. The clients of
// servers are the user's; credentials come from the address or the environment, and no name or message repeats them.

import type { Dialect, Query } from '@bridle/sql';

/** A column; its type is that of a number, of a text (dates and truth values too), or a name that training cannot use. */
export type DatabaseColumn = { name: string; type: 'number' | 'text' | { unsupported: string } };

export type Connection = {
  dialect: Dialect;
  /** The database in messages, without credentials. */
  name: string;
  query: Query;
  /** The columns of a table; InputError 'no-such-table'. */
  columns(table: readonly string[]): Promise<DatabaseColumn[]>;
  /** Stops the statement that runs. */
  interrupt(): void;
  close(): Promise<void>;
};
