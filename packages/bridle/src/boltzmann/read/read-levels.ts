// One way to read every format: a reader is fed lines and gives back levels, and keeps no more than it must, so that ten
// million levels pass in constant memory. `readLevels` feeds it lines that are at hand, `streamLevels` the chunks of a file.

import type { EnergyUnit } from '../units.ts';
import { LevelsError } from './levels-error.ts';
import type { ReaderNote, Reading } from './reading.ts';

/** One level of a file. */
export type Level = { name: string; energy: number; degeneracy: number };

/** Reads one format, line by line. */
export type LevelReader = {
  /** The unit of the energies; null until a header or the first level has told it. */
  unit: EnergyUnit | null;
  /** Whether the file itself says degeneracies, or J; without them g = 1. Known with the first level. */
  hasDegeneracies: boolean;
  /** Lines that look like levels but have no energy or degeneracy that could be summed. */
  skipped: number;
  /** Where the energies and degeneracies were found; known with the first level. */
  reading?: Reading | null;
  /** What the reader decided or left out; complete with the last line. */
  notes?: ReaderNote[];
  /** The level that this line completes, if it does. */
  line: (text: string) => Level | null;
  /** To be called after the last line: refuses a file that is cut off or holds no level. */
  end: () => void;
};

const LONGEST_LINE = 1_000_000;

/**
 * The levels of lines that are at hand.
 *
 * @throws LevelsError for the first line that cannot be read.
 * @example
 * ```ts
 * import { readLevels, tableReader } from 'bridle/boltzmann';
 * const reader = tableReader();
 * const levels = [...readLevels(['conformer,E (kcal/mol),g', 'anti,0,1', 'gauche,0.9,2'], reader)];
 * levels[1]; // → { name: 'gauche', energy: 0.9, degeneracy: 2 }
 * reader.unit; // → 'kcal/mol'
 * ```
 */
export function* readLevels(lines: Iterable<string>, reader: LevelReader): Generator<Level> {
  for (const text of lines) {
    const level = reader.line(withoutReturn(text));
    if (level) yield level;
  }
  reader.end();
}

/**
 * The levels of text that comes in chunks, as a stream of a file does: one list of levels for each chunk, so that the
 * cost of waiting is paid once a chunk. A chunk may end anywhere, within a line too.
 *
 * @throws LevelsError for the first line that cannot be read, or is longer than a million characters.
 * @example
 * ```ts
 * import { streamLevels, tableReader } from 'bridle/boltzmann';
 * const chunks = ['E (eV)\n0\n0.', '25\n'];
 * const energies: number[] = [];
 * for await (const levels of streamLevels(chunks, tableReader())) energies.push(...levels.map(({ energy }) => energy));
 * energies; // → [0, 0.25]
 * ```
 */
export async function* streamLevels(
  chunks: AsyncIterable<string> | Iterable<string>,
  reader: LevelReader,
): AsyncGenerator<Level[]> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) {
      throw new LevelsError('line-too-long', `expected lines of at most ${LONGEST_LINE} characters`);
    }
    const levels: Level[] = [];
    for (const text of lines) {
      const level = reader.line(withoutReturn(text));
      if (level) levels.push(level);
    }
    yield levels;
  }
  const last = rest === '' ? null : reader.line(withoutReturn(rest));
  if (last) yield [last];
  reader.end();
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
