// The head of a CSV file: its delimiter, the names of its columns, and where its rows begin.

import { inputError } from '../messages.ts';
import { blanksBetween } from './blanks.ts';
import { type CsvRecord, chooseDelimiter, recordsOf } from './csv-records.ts';
import { shapeOf } from './header-shape.ts';
import type { OnNote } from './notes.ts';

/** What a caller says about the head. */
export type CsvOptions = {
  delimiter?: string | undefined;
  header?: boolean | undefined;
  decimal?: '.' | ',' | undefined;
};

/** What the reader of the rows needs. A column without a name has the name ''. */
export type CsvHeader = {
  delimiter: string;
  names: string[];
  /** Whether the rows follow a header, and the number of lines before it, or before the rows. */
  header: boolean;
  skip: number;
  /** The records before the rows, blank lines not counted. */
  records: number;
};

/** Enough records to tell a row from a header. */
const SAMPLE = 101;

/** The head of a file from its first bytes. The names are trimmed of spaces. */
export function csvHeader(
  file: string,
  head: Buffer,
  format: 'csv' | 'tsv',
  { delimiter: given, header: wanted }: CsvOptions = {},
  onNote: OnNote = () => {},
): CsvHeader {
  if (given !== undefined && !/^[^\p{L}\p{N}"\r\n\\]$/u.test(given)) {
    throw inputError('bad-option', {
      option: 'delimiter',
      expected: 'one character that is no letter, digit or quote',
      found: given,
    });
  }
  const text = head.toString('latin1');
  const sep = /^(?:[\r\n]*)"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)/i.exec(text);
  const start = sep?.[0].length ?? 0;
  const before = start === 0 ? 0 : lines(text.slice(0, start));
  const chosen = given ?? sep?.[1];
  const delimiter = chosen ?? spaced(text, start, format === 'tsv' ? '\t' : chooseDelimiter(text, start), file, onNote);
  const records = wholeRecords(recordsOf(text, start, delimiter, SAMPLE), text);
  if (records.every(({ cells }) => cells.length === 0)) throw inputError('empty-file', { file });
  const shape = shapeOf(records, wanted);
  if (shape.kind === 'none') {
    if (wanted === undefined) onNote({ code: 'no-header', columns: records[shape.at].cells.length });
    const skipped = records.slice(0, shape.at).filter(({ cells }) => cells.length > 0).length;
    const names = (records[shape.at]?.cells ?? ['']).map((_, i) => String(i + 1));
    return { delimiter, names, header: false, skip: before + shape.at, records: skipped + (before > 0 ? 1 : 0) };
  }
  if (shape.kind === 'unclear')
    throw inputError('not-the-header', { file, line: before + 1, expected: shape.expected });
  const { at, hash, rowNames, trailing, numeric } = shape;
  if (records.slice(0, at).some(({ cells }) => cells.length > 0))
    onNote({ code: 'lines-before-header', line: before + at + 1 });
  if (numeric !== null && wanted === undefined) onNote({ code: 'numeric-header', found: decode(file, numeric) });
  const cells = records[at]?.cells ?? [''];
  const names = cells.map((cell, i) => decode(file, hash && i === 0 ? cell.replace(/^\s*#+/, '') : cell).trim());
  if (rowNames) names.unshift('');
  if (trailing) names.push('');
  const seen = new Set<string>();
  for (const name of names) {
    if (name !== '' && seen.has(name)) throw inputError('duplicate-column', { file, column: name });
    seen.add(name);
  }
  const counted = records.slice(0, at + 1).filter((record) => record.cells.length > 0).length;
  return { delimiter, names, header: true, skip: before + at, records: counted + (before > 0 ? 1 : 0) };
}

/** The delimiter, or a blank where it divides nothing and blanks do. */
function spaced(text: string, start: number, delimiter: string, file: string, onNote: OnNote): string {
  if (recordsOf(text, start, delimiter, SAMPLE).some(({ cells }) => cells.length > 1)) return delimiter;
  const blanks = blanksBetween(text, start);
  if (blanks === null) return delimiter;
  if (blanks === 'runs') throw inputError('blank-separated', { file });
  onNote({ code: 'blank-separated' });
  return ' ';
}

/** Without a last record that may be cut off by the end of the head. */
function wholeRecords(records: CsvRecord[], text: string): CsvRecord[] {
  return records.length > 1 && (records.at(-1)?.end ?? 0) > text.length && !/[\r\n]$/.test(text) && text.length >= CUT
    ? records.slice(0, -1)
    : records;
}

/** Shorter texts are whole files. */
const CUT = 1 << 20;

function lines(text: string): number {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n').length - 1;
}

function decode(file: string, cell: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cell, 'latin1'));
  } catch {
    throw inputError('not-utf8', { file, line: 1 });
  }
}
