// Every level of a file, in the file's order, a chunk at a time and in constant memory, whatever kind of file it is.

import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  censoLevels,
  type EnergyUnit,
  exomolReader,
  goatReader,
  goodVibesReader,
  type Level,
  type LevelReader,
  LevelsError,
  nistReader,
  type Reading,
  streamLevels,
  tableReader,
  xyzReader,
} from 'bridle/boltzmann';
import { inputError } from '../messages.ts';
import { checkReadable, unchanged } from '../read/source.ts';
import { levelsFile, rotamerCounts } from './ensemble-files.ts';
import type { LevelFacts, LevelOptions, TakeLevels } from './level-facts.ts';
import { kindOfText, type LevelKind } from './level-kind.ts';
import { textOf } from './packed-text.ts';
import { eachParquetLevel } from './parquet-levels.ts';

/**
 * Hands every level of a file to `take`: CSV, TSV or one number a line, Parquet, XYZ frames, NIST ASD tables, ExoMol
 * states, the output of GoodVibes, GOAT and CENSO; text also as gzip or bzip2. Of a folder the one file of conformers in it.
 *
 * @throws InputError or LevelsError for what cannot be read, naming the file and the line.
 * @example
 * ```ts
 * import { eachLevel } from '@bridle/pipeline';
 * let count = 0;
 * const { unit } = await eachLevel('examples/butane/conformers.csv', {}, (levels) => {
 *   count += levels.length;
 * });
 * [unit, count]; // → ['kcal/mol', 2]
 * ```
 */
export async function eachLevel(path: string, options: LevelOptions, take: TakeLevels): Promise<LevelFacts> {
  const file = await levelsFile(path);
  const size = await checkReadable(file);
  return unchanged(file, async () => {
    if (await isParquet(file)) return eachParquetLevel(resolve(file), file, options, take);
    return eachTextLevel(file, size, options, take);
  });
}

async function isParquet(file: string): Promise<boolean> {
  if (file.toLowerCase().endsWith('.parquet')) return true;
  const handle = await open(resolve(file));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'PAR1';
  } finally {
    await handle.close();
  }
}

async function eachTextLevel(
  file: string,
  total: number,
  options: LevelOptions,
  take: TakeLevels,
): Promise<LevelFacts> {
  let read = 0;
  const chunks = textOf(resolve(file), file, options.encoding, (bytes) => {
    read = bytes;
  });
  try {
    const head = await headOf(chunks);
    if (head.trim() === '') throw inputError('no-levels', { file });
    const kind = kindOfText(file, head);
    checkChoices(file, kind, options);
    const text = joined(head, chunks);
    if (kind === 'censo') return await eachCensoLevel(file, text, options, take);
    const reader = readers[kind]({ ...options, unit: options.unit ?? usualUnit(file, head) });
    const degeneracies = await degeneraciesBeside(file, options);
    let found = 0;
    for await (const chunk of streamLevels(text, reader)) {
      options.signal?.throwIfAborted();
      checkUnit(reader, options, file);
      const levels = degeneracies.of(chunk, found);
      found += levels.length;
      if (levels.length > 0) await take(levels, { kind, unit: reader.unit as EnergyUnit });
      options.onProgress?.({ read, total, levels: found });
    }
    degeneracies.end(found);
    const { skipped, notes = [] } = reader;
    const reading = degeneracies.reading(reader.reading as Reading);
    return {
      kind,
      file,
      unit: reader.unit as EnergyUnit,
      hasDegeneracies: reading.degeneracies !== null,
      skipped,
      reading,
      notes,
    };
  } catch (error) {
    throw error instanceof LevelsError ? error.inFile(file) : error;
  } finally {
    await chunks.return(undefined);
  }
}

type TextKind = Exclude<LevelKind, 'parquet' | 'censo'>;

const readers: Record<TextKind, (options: LevelOptions) => LevelReader> = {
  table: tableReader,
  xyz: xyzReader,
  nist: (options) => nistReader(withoutNone(options)),
  exomol: (options) => exomolReader(withoutNone(options)),
  goodvibes: goodVibesReader,
  goat: goatReader,
};

function withoutNone({ degeneracy, ...options }: LevelOptions): LevelOptions {
  return { ...options, degeneracy: isNone(degeneracy) ? undefined : degeneracy };
}

const isNone = (degeneracy: string | undefined) => degeneracy?.trim().toLowerCase() === 'none';

/** The columns that can be chosen in each kind of text; 'none' for the degeneracy in all of them. */
const CHOICES: Record<TextKind | 'censo', readonly ('energy' | 'degeneracy' | 'name')[]> = {
  table: ['energy', 'degeneracy', 'name'],
  exomol: ['energy', 'degeneracy', 'name'],
  nist: ['energy', 'degeneracy'],
  xyz: ['energy'],
  goodvibes: ['energy'],
  censo: ['energy'],
  goat: [],
};

function checkChoices(file: string, kind: TextKind | 'censo', options: LevelOptions): void {
  for (const option of ['energy', 'degeneracy', 'name'] as const) {
    const given = options[option];
    if (given === undefined || CHOICES[kind].includes(option) || (option === 'degeneracy' && isNone(given))) continue;
    throw inputError('no-choice', { file, option });
  }
}

/** CREST writes `crest.energies` in two ways: counted and relative in kcal/mol, or absolute in hartree. */
function usualUnit(file: string, head: string): EnergyUnit | undefined {
  if (basename(file) !== 'crest.energies') return undefined;
  return /^\s*1\s+\S/.test(head) ? 'kcal/mol' : 'hartree';
}

/** Degeneracies that are not those of the reader: CREST's rotamers, or 1 where none were wanted. */
async function degeneraciesBeside(file: string, { degeneracy }: LevelOptions) {
  const none = isNone(degeneracy);
  const rotamers = degeneracy === undefined ? await rotamerCounts(file) : null;
  return {
    of: (chunk: Level[], from: number): Level[] => {
      if (none) return chunk.map((level) => ({ ...level, degeneracy: 1 }));
      if (rotamers === null) return chunk;
      return chunk.map((level, i) => ({ ...level, degeneracy: rotamers.counts[from + i] ?? 1 }));
    },
    end: (found: number) => {
      if (rotamers === null || rotamers.counts.length === found) return;
      throw inputError('members-differ', { file, found, members: rotamers.file, counts: rotamers.counts.length });
    },
    reading: (reading: Reading): Reading => {
      if (none) return { ...reading, degeneracies: null };
      if (rotamers === null) return reading;
      return { ...reading, degeneracies: { in: 'file', file: rotamers.file, from: 'g' } };
    },
  };
}

/** A text of JSON is read whole. */
const LARGEST_JSON = 400_000_000;

async function eachCensoLevel(
  file: string,
  chunks: AsyncGenerator<string>,
  { unit, energy }: LevelOptions,
  take: TakeLevels,
): Promise<LevelFacts> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > LARGEST_JSON)
      throw new LevelsError('not-json', `expected JSON of at most ${LARGEST_JSON} characters`);
  }
  if (unit !== undefined && unit !== 'hartree') throw inputError('other-unit', { file, unit: 'hartree', asked: unit });
  const { levels, reading } = censoLevels(text, energy);
  await take(levels, { kind: 'censo', unit: 'hartree' });
  return { kind: 'censo', file, unit: 'hartree', hasDegeneracies: false, skipped: 0, reading, notes: [] };
}

/** A format or a header that fixes the unit cannot be read in another one. */
function checkUnit({ reading }: LevelReader, { unit }: LevelOptions, file: string): void {
  if (reading && unit && reading.unit !== unit)
    throw inputError('other-unit', { file, unit: reading.unit, asked: unit });
}

/** Enough of the text to tell its kind. */
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
