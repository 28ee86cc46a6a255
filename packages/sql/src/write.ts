// Pieces of statements: names that are free, long sums, tables.

import type { Rules } from './dialects.ts';
import { SqlError } from './sql-error.ts';

/** Sums up to this length are written flat. */
const FLAT = 32;

/**
 * A sum of any length. A flat sum is a tree as deep as it is long, and engines limit the depth (SQLite to 1000), so long
 * ones are halved by parentheses.
 */
export function sum(terms: readonly string[]): string {
  if (terms.length <= FLAT) return terms.join(' + ');
  const half = Math.ceil(terms.length / 2);
  return `(${sum(terms.slice(0, half))}) + (${sum(terms.slice(half))})`;
}

/** A prefix for aliases with which none of the given names begins, in any case: no alias can hide a column or a table. */
export function freePrefix(names: readonly string[]): string {
  const taken = names.map((name) => name.toLowerCase());
  let prefix = 'bridle_';
  while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}

/** The quoted name of a table: its parts, as schema and table, or one name. */
export function tableName(rules: Rules, table: string | readonly string[]): string {
  const parts = typeof table === 'string' ? [table] : table;
  if (parts.length === 0 || parts.includes('')) {
    throw new SqlError('no-table', 'The name of the table, or a part of it, is empty.');
  }
  return parts.map((part) => quotedName(rules, part, 'the table')).join('.');
}

/** A quoted name. Names and texts with characters that no engine stores are refused. */
export function quotedName(rules: Rules, name: string, what: string): string {
  return rules.name(storable(name, what));
}

/** The literal of a text. */
export function quotedText(rules: Rules, text: string, what: string): string {
  return rules.text(storable(text, what));
}

function storable(text: string, what: string): string {
  if (!/\0|\p{Surrogate}/u.test(text)) return text;
  const shown = JSON.stringify(text).slice(0, 80);
  throw new SqlError(
    'unwritable-text',
    `The name of ${what} is ${shown}, and SQL cannot hold its character U+0000 or half of a surrogate pair.`,
    { what, found: shown },
  );
}
