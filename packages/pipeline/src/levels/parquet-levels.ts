// Levels from a Parquet table. Its rows pass through the reader of text tables, so that units, J and refusals are the
// same; only the columns that the levels need are read.

import {
  type EnergyUnit,
  type LevelColumns,
  LevelsError,
  levelColumns,
  type Reading,
  tableReader,
} from 'bridle/boltzmann';
import { withDatabase } from '../read/database.ts';
import { translated } from '../read/duckdb-errors.ts';
import { relationOf } from '../read/relation.ts';
import type { Source } from '../read/source.ts';
import type { LevelFacts, LevelOptions, TakeLevels } from './level-facts.ts';

/** As `eachLevel`, of a Parquet file. */
export function eachParquetLevel(
  path: string,
  file: string,
  options: LevelOptions,
  take: TakeLevels,
): Promise<LevelFacts> {
  const source: Source = { file, path, format: 'parquet', packed: null, size: 0 };
  const { signal, onProgress } = options;
  return withDatabase([path], signal, async (database) => {
    try {
      const relation = await relationOf(database, source);
      const headers = relation.columns.map(({ name }) => name);
      const found = levelColumns(headers, options);
      // The energy comes first, because a line that begins with # would be a comment.
      const used = [found.energy, found.degeneracy, found.J, found.unsure, found.name].filter((column) => column >= 0);
      const place = (column: number) => (column < 0 ? undefined : String(used.indexOf(column) + 1));
      const reader = tableReader({
        unit: found.unit ?? undefined,
        energy: '1',
        degeneracy: place(Math.max(found.degeneracy, found.J)) ?? (options.degeneracy && 'none'),
        name: place(found.name),
        decimal: '.',
        temperature: options.temperature,
      });
      const [[count]] = await database.rows(`SELECT count(*) FROM ${relation.from}`);
      const total = Number(count);
      const cells = used.map((i) => `CAST(c${i} AS VARCHAR)`).join(', ');
      const result = await database.stream(`SELECT ${cells} FROM ${relation.from}`);
      reader.line(lineOf(used.map((i) => headers[i])));
      let read = 0;
      for await (const rows of result.yieldRows()) {
        signal?.throwIfAborted();
        const levels = rows.flatMap((row) => reader.line(lineOf(row)) ?? []);
        read += rows.length;
        if (levels.length > 0) await take(levels, { kind: 'parquet', unit: reader.unit as EnergyUnit });
        onProgress?.({ read, total, levels: read });
      }
      reader.end();
      const { hasDegeneracies, skipped, notes = [] } = reader;
      const reading = readingOf(found, headers, reader.reading as Reading);
      return { kind: 'parquet', file, unit: reader.unit as EnergyUnit, hasDegeneracies, skipped, reading, notes };
    } catch (error) {
      throw error instanceof LevelsError ? error.inFile(file, { rows: true }) : await translated(error, source);
    }
  });
}

/** The places in the file itself: its reader saw only the columns that are used. */
function readingOf(
  { energy, degeneracy, J, name }: LevelColumns,
  headers: readonly string[],
  { unit }: Reading,
): Reading {
  const place = (column: number) => ({ in: 'column' as const, column: column + 1, header: headers[column] });
  const counted = Math.max(degeneracy, J);
  return {
    energies: place(energy),
    unit,
    degeneracies: counted < 0 ? null : { ...place(counted), from: degeneracy >= 0 ? 'g' : 'J' },
    names: name < 0 ? null : place(name),
  };
}

/** Cells separated by tabs, with a tab after the last, so that a single column is not split at commas. */
function lineOf(cells: readonly unknown[]): string {
  return `${cells.map(quotedCell).join('\t')}\t`;
}

function quotedCell(cell: unknown): string {
  const text = cell === null ? '' : String(cell);
  return /["\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
