// The rows of Arrow batches, as a server sends them: each batch is a stream of its own with its schema.

import { tableFromIPC } from '@uwdata/flechette';

/** Rows as objects, one key for each column. */
export type Row = Record<string, unknown>;

export function rowsOfBatch(data: Uint8Array): Row[] {
  // A part of a message begins anywhere in it, and the numbers of Arrow need aligned bytes.
  const table = tableFromIPC(data.slice(), { useBigInt: true });
  const columns = table.names.map((name, i) => [String(name), table.getChildAt(i)?.toArray() ?? []] as const);
  const rows: Row[] = Array.from({ length: table.numRows }, () => ({}));
  for (const [name, values] of columns) {
    rows.forEach((row, i) => {
      row[name] = values[i];
    });
  }
  return rows;
}
