// A table that a program made, checked once before it is learned from: sizes, names and codes.

import type { Table } from '../table/table.ts';

/** TypeError for what is no table; RangeError for columns of other lengths, names that repeat, and codes without a level. */
export function checkTable(name: string, { rows, columns }: Table): void {
  const refuse = (expected: string, got: unknown): never => {
    throw new RangeError(`${name}: expected ${expected}, got ${got}`);
  };
  if (!Array.isArray(columns)) throw new TypeError(`${name}: expected a table of rows and columns`);
  if (!(Number.isSafeInteger(rows) && rows >= 1)) refuse('a table of at least one row', rows);
  const names = new Set<string>();
  for (const column of columns) {
    const what = `the column "${column.name}"`;
    if (names.has(column.name)) refuse('a name for each column', `"${column.name}" twice`);
    names.add(column.name);
    if (column.kind !== 'numeric' && column.kind !== 'categorical') {
      refuse(`${what} to be numeric or categorical`, (column as { kind: unknown }).kind);
    }
    const { length } = column.kind === 'numeric' ? column.values : column.codes;
    if (length !== rows) refuse(`${rows} cells in ${what}`, length);
    if (column.kind === 'numeric') continue;
    const { codes, levels } = column;
    const row = codes.findIndex((code) => !(code >= -1 && code < levels.length));
    if (row >= 0) refuse(`codes of ${what} from −1 to ${levels.length - 1}`, `${codes[row]} in row ${row + 1}`);
  }
}
