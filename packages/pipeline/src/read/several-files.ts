// One table from several files of the same columns, matched by name: the rows of one file after those of the other. A
// column is read alike in all of them, as if they were one file: as text if one of them has text in it, and with the same
// way of writing numbers.

import type { CategoricalColumn, Column, NumberFormat, NumericColumn, Reading, Table } from 'bridle/learn';
import { inputError } from '../messages.ts';

/** A table, and the facts about its file that decide how a later one is read. */
export type ReadResult = { table: Table; facts: Reading };

type Formats = NonNullable<Reading['formats']>;

/** Reads one of the files; the columns in `texts` as text, and those in `formats` as numbers that are written so. */
export type ReadOne = (file: string, texts: readonly string[], formats: Formats) => Promise<ReadResult>;

export async function readSeveral(files: readonly string[], given: Formats, read: ReadOne): Promise<ReadResult> {
  const readAll = async (texts: readonly string[], formats: Formats) => {
    const results: ReadResult[] = [];
    for (const file of files) results.push(await read(file, texts, formats));
    return results;
  };
  let results = await readAll([], given);
  const tables = results.map(({ table }) => table);
  refuseOtherColumns(files, tables);
  const mixed = tables[0].columns.map(({ name }) => name).filter((name) => isMixed(partsOf(tables, name)));
  const found: Formats = Object.assign({}, ...results.map(({ facts }) => facts.formats ?? {}).reverse());
  const differ = results.some(({ facts }) => !sameFormats(facts.formats ?? {}, found));
  if (mixed.length > 0 || differ) results = await readAll(mixed, { ...found, ...given });
  return { table: joined(results.map(({ table }) => table)), facts: results[0].facts };
}

function partsOf(tables: readonly Table[], name: string): Column[] {
  return tables.flatMap(({ columns }) => columns.find((column) => column.name === name) ?? []);
}

function refuseOtherColumns(files: readonly string[], tables: readonly Table[]): void {
  const [names, ...others] = tables.map(({ columns }) => new Set(columns.map(({ name }) => name)));
  others.forEach((later, i) => {
    const lost = [...names].find((name) => !later.has(name));
    if (lost !== undefined) throw inputError('other-columns', { file: files[i + 1], column: lost, other: files[0] });
    const added = [...later].find((name) => !names.has(name));
    if (added !== undefined) throw inputError('other-columns', { file: files[0], column: added, other: files[i + 1] });
  });
}

/** Numbers in one file and text in another; a part without a value is neither. */
function isMixed(parts: readonly Column[]): boolean {
  const kinds = new Set(parts.filter(hasValue).map(({ kind }) => kind));
  return kinds.size > 1;
}

function hasValue(column: Column): boolean {
  return column.kind === 'numeric'
    ? column.values.some((x) => !Number.isNaN(x))
    : column.codes.some((code) => code >= 0);
}

function sameFormats(a: Formats, b: Formats): boolean {
  const names = Object.keys(b);
  const same = (x: NumberFormat | undefined, y: NumberFormat) => JSON.stringify(x) === JSON.stringify(y);
  return Object.keys(a).length === names.length && names.every((name) => same(a[name], b[name]));
}

function joined(tables: readonly Table[]): Table {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const columns = tables[0].columns.map(({ name }) => {
    const parts = partsOf(tables, name);
    const isText = parts.some((part) => part.kind === 'categorical' && hasValue(part));
    return isText || parts.every(({ kind }) => kind === 'categorical')
      ? texts(name, parts, rows)
      : numbers(name, parts, rows);
  });
  return { rows, columns };
}

function numbers(name: string, parts: readonly Column[], rows: number): NumericColumn {
  const single = parts.every((part) => part.kind === 'numeric' && part.values instanceof Float32Array);
  const values = single ? new Float32Array(rows) : new Float64Array(rows);
  let at = 0;
  for (const part of parts) {
    if (part.kind === 'numeric') values.set(part.values, at);
    else values.fill(Number.NaN, at, at + part.codes.length);
    at += part.kind === 'numeric' ? part.values.length : part.codes.length;
  }
  return { kind: 'numeric', name, values };
}

function texts(name: string, parts: readonly Column[], rows: number): CategoricalColumn {
  const codes = new Int32Array(rows).fill(-1);
  const known = new Map<string, number>();
  let at = 0;
  for (const part of parts) {
    if (part.kind === 'numeric') {
      at += part.values.length;
      continue;
    }
    const here = part.levels.map((level) => {
      const code = known.get(level) ?? known.size;
      known.set(level, code);
      return code;
    });
    for (const code of part.codes) {
      if (code >= 0) codes[at] = here[code];
      at += 1;
    }
  }
  return { kind: 'categorical', name, codes, levels: [...known.keys()] };
}
