// What a reader took for what: where the energies, degeneracies and names of a file stand, and what it left out. A program
// that shows results says it in a line, so that nothing is decided in silence.

/**
 * A place: a column counted from 1 with its header ('' without one), a key of XYZ comments ('' for the number that they begin
 * with), a field of JSON, or a file beside the one that was read.
 */
export type Place =
  | { in: 'column'; column: number; header: string }
  | { in: 'comment'; key: string }
  | { in: 'field'; field: string }
  | { in: 'file'; file: string };

/** Where a reader found what. */
export type Reading = {
  energies: Place;
  /** The unit that was read, which may be kT; the reader's own `unit` is that of the energies that it gives out. */
  unit: string;
  /** Null: none, each level counts once. `from` J gives 2J + 1. */
  degeneracies: (Place & { from: 'g' | 'J' }) | null;
  /** Null: levels are named by their number. */
  names: Place | null;
};

/** Something that a reader decided or left out; the numbers in it may grow until the file ends. */
export type ReaderNote =
  /** The header stands on `line`; lines before it were not read. */
  | { code: 'lines-before-header'; line: number }
  /** The first of two columns without names counts the rows from 1. */
  | { code: 'row-numbers' }
  /** Levels whose J is marked as doubtful (`3/2?`), read as it stands. */
  | { code: 'doubtful-j'; levels: number }
  /** Lines that are no levels that could be summed, by the reason. */
  | { code: 'passed-over'; reasons: PassedOver }
  /** The energies are free energies at `temperature` kelvin. */
  | { code: 'free-energies'; temperature: number };

/** How many lines were passed over for which reason. */
export type PassedOver = {
  /** Ionisation limits. */
  limit?: number;
  noJ?: number;
  /** J is one of several (`1/2 or 3/2`). */
  severalJ?: number;
  /** Known only up to an offset (`+x`). */
  offset?: number;
  noEnergy?: number;
  /** Degeneracy 0: states that do not exist. */
  zeroDegeneracy?: number;
};

/** Counts one more line for a reason; returns how many lines that makes in all. */
export function passOver(reasons: PassedOver, reason: keyof PassedOver): number {
  reasons[reason] = (reasons[reason] ?? 0) + 1;
  return Object.values(reasons).reduce((sum, count) => sum + count, 0);
}

/** The note of the lines passed over, if there are any. */
export function passedOverNotes(reasons: PassedOver): ReaderNote[] {
  return Object.keys(reasons).length === 0 ? [] : [{ code: 'passed-over', reasons }];
}

/** The place of a column of that index in a table with these headers. */
export function columnPlace(index: number, headers: readonly string[] = []): Place {
  return { in: 'column', column: index + 1, header: (headers[index] ?? '').trim() };
}
