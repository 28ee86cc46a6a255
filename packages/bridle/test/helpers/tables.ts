// The example tables for tests of learning, by a plain split: real reading of files is the pipeline's.

import { readFileSync } from 'node:fs';
import type { Column, Table } from '../../src/learn/table/table.ts';

/** A table of numbers and texts; a column is numeric when every cell that is not empty is a number. */
export function tableOf(columns: Record<string, readonly (string | number | null)[]>): Table {
  const made = Object.entries(columns).map(([name, cells]): Column => {
    if (cells.every((cell) => cell === null || typeof cell === 'number')) {
      return {
        kind: 'numeric',
        name,
        values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
      };
    }
    const levels = [...new Set(cells.filter((cell) => cell !== null).map(String))];
    return { kind: 'categorical', name, codes: Int32Array.from(cells, (cell) => levels.indexOf(String(cell))), levels };
  });
  return { rows: made[0]?.kind === 'numeric' ? made[0].values.length : (made[0]?.codes.length ?? 0), columns: made };
}

/** One of examples/*: 'iris', 'digits', 'wine' or 'penguins'. Empty cells and NA are missing. */
export function exampleTable(name: string): Table {
  const path = new URL(`../../../../examples/${name}/${name}.csv`, import.meta.url);
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  const columns = header.split(',').map((title, c) => {
    const cells = rows.map((row) => (row[c] === '' || row[c] === 'NA' ? null : row[c]));
    const numeric = cells.every((cell) => cell === null || Number.isFinite(Number(cell)));
    return [title, numeric ? cells.map((cell) => (cell === null ? null : Number(cell))) : cells] as const;
  });
  return tableOf(Object.fromEntries(columns));
}
