// What a reader of levels is asked for, and what it says of a file: the types that all readers share.

import type { EnergyUnit, Level } from 'bridle/boltzmann';
import type { LevelKind } from './level-kind.ts';

export type LevelOptions = {
  /** The unit where the file does not say it; one that it does say must be the same. */
  unit?: EnergyUnit | undefined;
  /** The header of the energies, where more than one column could be. */
  energy?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: LevelProgress) => void) | undefined;
};

/** How far the reading is: bytes of the file as it lies on the disk (rows of a Parquet file), and levels found. */
export type LevelProgress = { read: number; total: number; levels: number };

/** What a file said of its levels; known with the first of them. */
export type LevelFacts = { kind: LevelKind; unit: EnergyUnit; hasDegeneracies: boolean; skipped: number };

/** Takes the levels of one chunk, and what is known of them by then. */
export type TakeLevels = (levels: Level[], from: Pick<LevelFacts, 'kind' | 'unit'>) => void | Promise<void>;
