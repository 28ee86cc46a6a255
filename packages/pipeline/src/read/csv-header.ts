// The header of a CSV file, parsed here because DuckDB's sniffer accepts ragged files (by other delimiters or skipped
// lines) and renames duplicate columns, while we refuse both.

import { inputError } from '../messages.ts';

/** What the reader of the rows needs: the delimiter, the names of the columns, and the number of blank lines before. */
export type CsvHeader = { delimiter: string; names: string[]; blankLines: number };

const LINES = 32;
/** In order of preference if two fit equally well. */
const delimiters = [',', ';', '\t', '|'];

/** The header in the first bytes of a file. The names are trimmed of spaces. */
export function csvHeader(file: string, head: Buffer, format: 'csv' | 'tsv'): CsvHeader {
  // One character per byte: the delimiters are ASCII, and names are decoded after they are split.
  const text = head.toString('latin1');
  const start = /^[\r\n]*/.exec(text)?.[0].length ?? 0;
  const blankLines = text.slice(0, start).replaceAll('\r\n', '\n').length;
  const delimiter = format === 'tsv' ? '\t' : chooseDelimiter(text, start);
  const names = record(text, start, delimiter).cells.map((cell) => decode(file, cell).trim());
  const seen = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (name === '') throw inputError('unnamed-column', { file, position: i + 1 });
    if (seen.has(name)) throw inputError('duplicate-column', { file, column: name });
    seen.add(name);
  }
  return { delimiter, names, blankLines };
}

/** The delimiter with which most of the first lines have as many cells as the header; of equals, the one with most cells. */
function chooseDelimiter(text: string, start: number): string {
  let best = delimiters[0];
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const header = record(text, start, delimiter);
    const cells = header.cells.length;
    let agreeing = 0;
    for (let i = 0, at = header.end; i < LINES && at < text.length; i += 1) {
      const row = record(text, at, delimiter);
      if (row.cells.length === cells) agreeing += 1;
      at = row.end;
    }
    const score = cells < 2 ? 0 : agreeing + cells / (cells + 1);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The cells of the record that begins at `start`, unquoted, and where the next begins. */
function record(text: string, start: number, delimiter: string): { cells: string[]; end: number } {
  const cells: string[] = [];
  let cell = '';
  let blank = true; // whether the cell holds nothing but spaces
  let quoted = false;
  let i = start;
  for (; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && blank) {
      quoted = true;
      blank = false;
      cell = '';
    } else if (c === delimiter) {
      cells.push(cell);
      cell = '';
      blank = true;
    } else if (c === '\n' || c === '\r') break;
    else {
      cell += c;
      blank &&= c.trim() === '';
    }
  }
  cells.push(cell);
  return { cells, end: text.startsWith('\r\n', i) ? i + 2 : i + 1 };
}

function decode(file: string, cell: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cell, 'latin1'));
  } catch {
    throw inputError('not-utf8', { file, line: 1 });
  }
}
