// What deserves a second look before training: columns that identify rows instead of describing them, and columns that decide
// the target alone. A finding is data; whoever shows it puts it into words.

import type { DateForm } from '../table/dates.ts';

/** A column, what was found, and whether it was left out for that. */
export type Finding = { column: string; left: boolean } & (
  | { code: 'row-numbers' }
  | { code: 'row-identifiers' }
  /** As many different texts in so many rows. */
  | { code: 'nearly-distinct'; values: number; rows: number }
  | { code: 'decides-target' }
  /** Texts, taken apart into words and n-grams of characters. */
  | { code: 'text' }
  /** Dates, taken apart. */
  | { code: 'dates'; form: DateForm }
);
