// One set of rules for the cells of every kind of file, as SQL: column i gives t<i>, its text, and n<i>, its number. NULL
// in t means "missing"; NULL in n alone means "not a number". Spaces around a cell are removed before it is compared with
// the missing tokens. Floating-point columns have no text: both t and n are the double.

import { quoted } from './database.ts';
import type { Relation, RelationColumn } from './relation.ts';

/** The time and memory of a query grow faster than its number of columns, so wide tables are read in parts. */
export const BATCH = 256;

/** What `String.prototype.trim` removes: white space of every script, and the byte order mark of a joined file. */
const BLANKS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** The columns in parts of a size that one query handles well; one empty part if there are no columns. */
export function batches(columns: readonly number[]): number[][] {
  const count = Math.max(1, Math.ceil(columns.length / BATCH));
  return Array.from({ length: count }, (_, b) => columns.slice(b * BATCH, (b + 1) * BATCH));
}

/** What follows FROM to select t<i> and n<i> of the given columns, and the keys of a long form. */
export function cellsOf(relation: Relation, columns: readonly number[], missing: readonly string[]): string {
  if (columns.length === 0) return relation.from;
  const texts = columns.map((i) => `${textOf(relation.columns[i], sqlOf(relation, i), missing)} AS t${i}`);
  const { keys = [] } = relation;
  const values = columns
    .filter((i) => relation.columns[i].stored === 'json')
    .map((i) => `${sqlOf(relation, i)} AS c${i}`);
  const numbers = columns.map((i) => `${numberOf(relation, i)} AS n${i}`);
  return `(SELECT *, ${numbers.join(', ')} FROM (SELECT ${[...keys, ...texts, ...values].join(', ')} FROM ${relation.from}))`;
}

/** The SQL of a cell of column i. */
export function sqlOf({ columns }: Relation, i: number): string {
  return columns[i].sql ?? `c${i}`;
}

function textOf({ stored }: RelationColumn, name: string, missing: readonly string[]): string {
  const tokens = missing.map((token) => token.trim());
  if (stored === 'real') {
    const gaps = tokens
      .filter((token) => token !== '' && Number.isFinite(Number(token)))
      .map((n) => `${name} = ${Number(n)}`);
    if (tokens.some((token) => token.toLowerCase() === 'nan')) gaps.push(`isnan(${name})`);
    return present(`CAST(${name} AS DOUBLE)`, gaps.join(' OR '));
  }
  const text = trimmed(stored === 'json' ? `(${name} ->> '$')` : `CAST(${name} AS VARCHAR)`);
  return present(text, tokens.length > 0 ? `${text} IN (${tokens.map(quoted).join(', ')})` : '');
}

/** Most cells begin and end with a visible ASCII character; DuckDB's trim with so many characters is ten times slower. */
function trimmed(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '[!-~](.*[!-~])?', 's') THEN ${text} ELSE trim(${text}, ${quoted(BLANKS)}) END`;
}

function present(cell: string, gap: string): string {
  return gap === '' ? cell : `CASE WHEN ${gap} THEN NULL ELSE ${cell} END`;
}

function numberOf({ columns }: Relation, i: number): string {
  if (columns[i].stored === 'real') return `t${i}`;
  // DuckDB reads 1_000 as a number, which would merge the categories 1_2 and 12; such cells are text here.
  return `TRY_CAST(CASE WHEN contains(t${i}, '_') THEN NULL ELSE t${i} END AS DOUBLE)`;
}
