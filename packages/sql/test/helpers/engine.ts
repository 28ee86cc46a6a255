// The engines that statements run on in tests: one interface for all.

/** A column of a table in an engine, and its cells: NULL is null. */
export type EngineColumn = { name: string; type: 'number' | 'text'; cells: readonly (number | string | null)[] };

export type Engine = {
  /** Creates a table; its name is quoted by the dialect's rules. */
  load(table: string | string[], columns: readonly EngineColumn[]): Promise<void>;
  /** The rows of a statement. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
};
