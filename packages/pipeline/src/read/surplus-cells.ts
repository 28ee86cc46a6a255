// Two faults of CSV that DuckDB reads without an error, found byte by byte. It drops empty cells beyond the last column, so a
// row with a cell inserted and an empty last cell would have its cells in the wrong columns. And in a file whose lines end in
// CR LF it drops the first character after a CR alone.

import { inputError } from '../messages.ts';
import type { Relation } from './relation.ts';
import { bytesOf } from './source.ts';

const [TAB, LF, CR, SPACE, QUOTE] = [0x09, 0x0a, 0x0d, 0x20, 0x22];
const BOM = new Set([0xef, 0xbb, 0xbf]);

/** Refuses a CSV file with a record of more cells than it has columns. DuckDB has accepted the file: its quotes are closed. */
export async function refuseSurplusCells({ source, csv }: Relation): Promise<void> {
  if (csv === undefined) return;
  const { width } = csv;
  const mark = csv.delimiter.charCodeAt(0);
  let line = 1;
  let start = 1; // the line on which the record begins
  let cells = 1;
  let blank = true; // no character of the cell yet but white space
  let quoted = false;
  let closed = false; // the byte before closed a quote
  let afterReturn = false;
  let feeds = 0; // LF between records
  let loneReturns = 0; // CR without LF
  const finish = () => {
    if (cells > width) {
      throw inputError('ragged-row', { file: source.file, line: start, expected: width, found: cells });
    }
  };
  for await (const chunk of bytesOf(source)) {
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i];
      // Most bytes are of plain cells; this halves the time.
      if (byte > QUOTE && byte !== mark && !quoted && line > 1) {
        blank = false;
        closed = false;
        afterReturn = false;
        continue;
      }
      const isBreak = byte === CR || (byte === LF && !afterReturn);
      const isRestOfBreak = byte === LF && afterReturn;
      afterReturn = byte === CR;
      if (isBreak) line += 1;
      if (quoted) {
        quoted = byte !== QUOTE;
        closed = !quoted;
        continue;
      }
      if (byte === CR) loneReturns += 1;
      if (byte === LF) feeds += 1;
      if (isRestOfBreak) {
        loneReturns -= 1;
        continue;
      }
      if (isBreak) {
        finish();
        start = line;
        cells = 1;
        blank = true;
      } else if (byte === mark) {
        cells += 1;
        blank = true;
      } else if (byte === QUOTE && (blank || closed)) {
        quoted = true;
        blank = false;
      } else if (blank) blank = byte === SPACE || byte === TAB || (line === 1 && BOM.has(byte));
      closed = false;
    }
  }
  finish();
  if (feeds > 0 && loneReturns > 0) throw inputError('broken-csv', { file: source.file });
}
