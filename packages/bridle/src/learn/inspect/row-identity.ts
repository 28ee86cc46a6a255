// Columns that identify the rows: numbers that count them, distinct whole numbers under a name such as "id", and texts that
// differ in most rows. A model that has learned them knows nothing about other rows.

import type { Column, NumericColumn } from '../table/table.ts';

/** Fewer rows than this are too few to tell row numbers from measurements by the numbers alone. */
const MANY = 20;
/** Texts that differ in at least this share of the rows name the rows. */
const NEARLY = 0.5;

const idName =
  /(?:^|[\s_.:-])(?:id|ids|uid|uuid|guid|key|index|idx|no|nr|row|rows?id|rownum|rownames?|번호|순번|연번|아이디|식별자|#)$|번호$|^unnamed: 0$/i;
const camelId = /[a-z]I[dD]$/;

export type RowIdentity =
  | { code: 'row-numbers' }
  | { code: 'row-identifiers' }
  | { code: 'nearly-distinct'; values: number; rows: number };

/** How the column identifies rows, or null. */
export function rowIdentity(column: Column): RowIdentity | null {
  return column.kind === 'numeric' ? ofNumbers(column.name, column.values) : ofTexts(column.codes);
}

function ofNumbers(name: string, values: NumericColumn['values']): RowIdentity | null {
  const named = idName.test(name.trim()) || camelId.test(name.trim());
  if (values.length < (named ? 3 : MANY) || !Number.isInteger(values[0])) return null;
  let counts = true;
  for (let row = 1; row < values.length && (counts || named); row += 1) {
    if (!Number.isInteger(values[row])) return null;
    counts &&= values[row] === values[row - 1] + 1;
  }
  if (counts) return { code: 'row-numbers' };
  return named && new Set(values).size === values.length ? { code: 'row-identifiers' } : null;
}

function ofTexts(codes: Int32Array): RowIdentity | null {
  const seen = new Set<number>();
  let rows = 0;
  for (const code of codes) {
    if (code < 0) continue;
    rows += 1;
    seen.add(code);
  }
  return rows >= MANY && seen.size >= NEARLY * rows ? { code: 'nearly-distinct', values: seen.size, rows } : null;
}
