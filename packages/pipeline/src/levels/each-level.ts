// Reads the levels of any supported file in file order, chunk by chunk, in constant memory.

import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type EnergyUnit,
  exomolReader,
  type LevelReader,
  LevelsError,
  nistReader,
  streamLevels,
  tableReader,
  xyzReader,
} from 'bridle/boltzmann';
import { inputError } from '../messages.ts';
import { checkReadable, unchanged } from '../read/source.ts';
import type { LevelFacts, LevelOptions, TakeLevels } from './level-facts.ts';
import { kindOfText, type LevelKind } from './level-kind.ts';
import { textOf } from './packed-text.ts';
import { eachParquetLevel } from './parquet-levels.ts';

/**
 * Passes every level of a file to `take`: CSV, TSV or one number per line, Parquet, XYZ frames, NIST ASD tables, ExoMol
 * states; text also as gzip or bzip2.
 *
 * @throws InputError or LevelsError that names the file and the line if something cannot be read.
 */
export async function eachLevel(file: string, options: LevelOptions, take: TakeLevels): Promise<LevelFacts> {
  const size = await checkReadable(file);
  const path = resolve(file);
  return unchanged(file, async () => {
    if (await isParquet(path, file)) return eachParquetLevel(path, file, options, take);
    return eachTextLevel(path, file, size, options, take);
  });
}

async function isParquet(path: string, file: string): Promise<boolean> {
  if (file.toLowerCase().endsWith('.parquet')) return true;
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'PAR1';
  } finally {
    await handle.close();
  }
}

async function eachTextLevel(
  path: string,
  file: string,
  total: number,
  options: LevelOptions,
  take: TakeLevels,
): Promise<LevelFacts> {
  let read = 0;
  let found = 0;
  const chunks = textOf(path, file, (bytes) => {
    read = bytes;
  });
  try {
    const head = await headOf(chunks);
    if (head.trim() === '') throw inputError('no-levels', { file });
    const kind = kindOfText(file, head);
    const reader = readers[kind](options);
    for await (const levels of streamLevels(joined(head, chunks), reader)) {
      options.signal?.throwIfAborted();
      checkUnit(reader, options, file);
      if (levels.length > 0) await take(levels, { kind, unit: reader.unit as EnergyUnit });
      found += levels.length;
      options.onProgress?.({ read, total, levels: found });
    }
    const { hasDegeneracies, skipped } = reader;
    return { kind, unit: reader.unit as EnergyUnit, hasDegeneracies, skipped };
  } catch (error) {
    throw error instanceof LevelsError ? error.inFile(file) : error;
  } finally {
    await chunks.return(undefined);
  }
}

const readers: Record<Exclude<LevelKind, 'parquet'>, (options: LevelOptions) => LevelReader> = {
  table: ({ unit, energy }) => tableReader({ unit, energy }),
  xyz: ({ unit }) => xyzReader(unit ? { unit } : {}),
  nist: nistReader,
  exomol: exomolReader,
};

/** Refuses another unit than the one that the format or the header states. */
function checkUnit({ unit: own }: LevelReader, { unit }: LevelOptions, file: string): void {
  if (own && unit && own !== unit) throw inputError('other-unit', { file, unit: own, asked: unit });
}

/** Enough text to recognise its kind. */
async function headOf(chunks: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (head.length < 8192) {
    const next = await chunks.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

async function* joined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
