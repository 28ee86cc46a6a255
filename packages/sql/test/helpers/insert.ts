// The statements that create a table and fill it, by the rules of a dialect.

import { type Dialect, literal, rulesOf } from '../../src/dialects.ts';
import { tableName } from '../../src/write.ts';
import type { EngineColumn } from './engine.ts';

type Types = { number: string; text: string; nan: string; suffix?: string };

const types: Partial<Record<Dialect, Types>> = {
  duckdb: { number: 'DOUBLE', text: 'VARCHAR', nan: "'nan'::DOUBLE" },
  postgres: { number: 'double precision', text: 'text', nan: "'NaN'::float8" },
  sqlite: { number: 'REAL', text: 'TEXT', nan: 'NULL' },
  clickhouse: { number: 'Nullable(Float64)', text: 'Nullable(String)', nan: 'nan', suffix: ' ENGINE = Memory' },
};

/** CREATE TABLE and INSERT of a thousand rows each. */
export function insertions(dialect: Dialect, table: string | string[], columns: readonly EngineColumn[]): string[] {
  const rules = rulesOf(dialect);
  const { number, text, nan, suffix = '' } = types[dialect] as Types;
  const name = tableName(rules, table);
  const declared = columns.map((column) => `${rules.name(column.name)} ${column.type === 'number' ? number : text}`);
  const cell = (value: number | string | null) => {
    if (value === null) return 'NULL';
    if (typeof value === 'string') return rules.text(value);
    if (Number.isNaN(value)) return nan;
    return Number.isFinite(value) ? literal(rules, value) : infinity(dialect, value);
  };
  const rows = columns[0].cells.map((_, i) => `(${columns.map(({ cells }) => cell(cells[i])).join(', ')})`);
  const parts: string[] = [`CREATE TABLE ${name} (${declared.join(', ')})${suffix}`];
  for (let i = 0; i < rows.length; i += 1000) {
    parts.push(`INSERT INTO ${name} VALUES ${rows.slice(i, i + 1000).join(', ')}`);
  }
  return parts;
}

function infinity(dialect: Dialect, value: number): string {
  const sign = value < 0 ? '-' : '';
  if (dialect === 'sqlite') return `${sign}9e999`;
  if (dialect === 'clickhouse') return `${sign}inf`;
  return `'${sign}Infinity'::float8`;
}
