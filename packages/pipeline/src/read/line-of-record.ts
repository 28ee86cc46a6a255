// The line of a text file on which a row begins, which quoted newlines and blank lines shift. Used only for error messages.

import { bytesOf, type Source } from './source.ts';

/**
 * The line on which record `number` begins, both counted from 1; 0 if the file ends before it.
 * Records are split as in CSV: a newline inside quotes does not end one. With `blanks`, a blank line is a record too
 * (a CSV file with one column).
 */
export async function lineOfRecord(source: Source, number: number, blanks = false): Promise<number> {
  let line = 1;
  let records = 0;
  let inside = false;
  let quoted = false;
  let previous = 0;
  for await (const chunk of bytesOf(source)) {
    for (const byte of chunk) {
      const afterReturn = previous === 0x0d;
      previous = byte;
      if (byte === 0x0a && afterReturn) continue;
      if (byte === 0x0a || byte === 0x0d) {
        if (!quoted && !inside && blanks && records > 0) {
          records += 1;
          if (records === number) return line;
        }
        if (!quoted) inside = false;
        line += 1;
        continue;
      }
      if (byte === 0x22) quoted = !quoted;
      if (inside) continue;
      inside = true;
      records += 1;
      if (records === number) return line;
    }
  }
  return 0;
}
