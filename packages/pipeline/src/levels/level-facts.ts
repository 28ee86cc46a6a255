// The options and the result of reading levels, shared by all readers.

import type { EnergyUnit, Level } from 'bridle/boltzmann';
import type { LevelKind } from './level-kind.ts';

export type LevelOptions = {
  /** The unit, if the file does not state it; if it does, both must agree. */
  unit?: EnergyUnit | undefined;
  /** The header of the energy column, if several columns could be it. */
  energy?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: LevelProgress) => void) | undefined;
};

/** The progress: bytes of the file on disk (rows of a Parquet file), and levels found. */
export type LevelProgress = { read: number; total: number; levels: number };

/** What a file states about its levels; known with the first of them. */
export type LevelFacts = { kind: LevelKind; unit: EnergyUnit; hasDegeneracies: boolean; skipped: number };

/** Receives the levels of one chunk, and the facts known so far. */
export type TakeLevels = (levels: Level[], from: Pick<LevelFacts, 'kind' | 'unit'>) => void | Promise<void>;
