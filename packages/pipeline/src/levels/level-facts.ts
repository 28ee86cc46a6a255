// The options and the result of reading levels, shared by all readers.

import type { DecimalMark, EnergyUnit, Level, LevelUnit, ReaderNote, Reading } from 'bridle/boltzmann';
import type { LevelKind } from './level-kind.ts';

/** How a file of energy levels is read where it does not say so itself. */
export type LevelOptions = {
  /** The unit, if the file does not state it; if it does, both must agree. */
  unit?: LevelUnit | undefined;
  /** The header or the number of the energy column, if several columns could be it; of XYZ frames the key on the comment line. */
  energy?: string | undefined;
  /** The header or the number of the degeneracy column; 'none' counts every level once. */
  degeneracy?: string | undefined;
  /** The header or the number of the column of names. */
  name?: string | undefined;
  /** The decimal mark; then the other one may group digits. */
  decimal?: DecimalMark | undefined;
  /** The encoding of the text, by a name that TextDecoder knows. Default: UTF-8, or UTF-16 with a byte-order mark. */
  encoding?: string | undefined;
  /** In kelvin, for energies in kT. */
  temperature?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: LevelProgress) => void) | undefined;
};

/** The progress: bytes of the file on disk (rows of a Parquet file), and levels found. */
export type LevelProgress = { read: number; total: number; levels: number };

/** What a file states about its levels; known with the first of them. */
export type LevelFacts = {
  kind: LevelKind;
  /** The file that was read: in a folder the one that was chosen. */
  file: string;
  unit: EnergyUnit;
  hasDegeneracies: boolean;
  skipped: number;
  /** Where the energies and degeneracies stand. */
  reading: Reading;
  /** What was decided or left out. */
  notes: ReaderNote[];
};

/** Receives the levels of one chunk, and the facts known so far. */
export type TakeLevels = (levels: Level[], from: Pick<LevelFacts, 'kind' | 'unit'>) => void | Promise<void>;
