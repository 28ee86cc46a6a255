// Errors of DuckDB about a broken file, as one of our sentences. DuckDB's messages are long and recommend options that
// callers cannot set; the line and the counts are parsed out of them. The texts are those of the pinned version: a test
// compares each with what that version prints.

import { inputError, workError } from '../messages.ts';
import { lineOfRecord } from './line-of-record.ts';
import { bytesOf, type Source } from './source.ts';

/** Every piece of DuckDB's messages that is parsed here. */
export const duckdbTexts = {
  outOfMemory: /^Out of Memory/,
  /** Errors that are about the query or the program, not about the file. */
  notOfTheFile: /^(INTERRUPT|INTERNAL|Permission|Binder|Parser|Catalog) /,
  /** A failed assertion of DuckDB's own code. */
  assertion: /^INTERNAL /,
  csvRecord: /CSV Error on Line: (\d+)/,
  csvCells: /Expected Number of Columns: (\d+) Found: (\d+)/,
  csvQuote: /unterminated quote/,
  csvEncoding: /not utf-8|unicode/i,
  jsonPlace: /in (line|record\/value) (\d+)/,
  jsonMalformed: /Malformed JSON/,
  jsonEncoding: /UTF-8/,
  jsonKey: /has duplicate key "([\s\S]*)"/,
} as const;

/** The error that an error of DuckDB over this source stands for, or the error itself if it is not about the file. */
export async function translated(error: unknown, source: Source): Promise<unknown> {
  if (!(error instanceof Error) || error.name !== 'Error') return error;
  const { message } = error;
  const { file } = source;
  if (duckdbTexts.outOfMemory.test(message)) return workError('out-of-memory', { file });
  // DuckDB's own assertions find a footer with false values as often as its checks do.
  if (source.format === 'parquet' && duckdbTexts.assertion.test(message)) return inputError('broken-parquet', { file });
  // Invalid UTF-8 in a column that a query does not read fails an assertion too.
  const isText = source.format === 'csv' || source.format === 'tsv';
  if (isText && duckdbTexts.assertion.test(message) && !(await isUtf8(source))) {
    return inputError('not-utf8', { file, line: 0 });
  }
  if (duckdbTexts.notOfTheFile.test(message)) return error;
  if (source.format === 'parquet') return inputError('broken-parquet', { file });
  return source.format === 'json' ? jsonError(message, source) : csvError(message, source);
}

async function isUtf8(source: Source): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of bytesOf(source)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function csvError(message: string, source: Source): Promise<unknown> {
  const { file } = source;
  // DuckDB counts records, blank lines included.
  const record = Number(duckdbTexts.csvRecord.exec(message)?.[1] ?? 0);
  const line = record > 0 ? await lineOfRecord(source, record, true) : 0;
  const cells = duckdbTexts.csvCells.exec(message);
  if (cells) return inputError('ragged-row', { file, line, expected: Number(cells[1]), found: Number(cells[2]) });
  if (duckdbTexts.csvQuote.test(message)) {
    return inputError(source.format === 'tsv' ? 'lone-quote' : 'unclosed-quote', { file, line });
  }
  if (duckdbTexts.csvEncoding.test(message)) return inputError('not-utf8', { file, line });
  return inputError('broken-csv', { file });
}

/** DuckDB counts records, and reports the number of the next record for a malformed one. */
async function jsonError(message: string, source: Source): Promise<unknown> {
  const [, unit, number] = duckdbTexts.jsonPlace.exec(message) ?? [];
  const row = Math.max(1, Number(number ?? 1) - (duckdbTexts.jsonMalformed.test(message) ? 1 : 0));
  const place = { file: source.file, row, line: unit === 'line' ? await lineOfRecord(source, row) : 0 };
  if (duckdbTexts.jsonEncoding.test(message)) return inputError('not-utf8', { file: source.file, line: place.line });
  const key = duckdbTexts.jsonKey.exec(message)?.[1];
  if (key !== undefined) return inputError('duplicate-key', { ...place, column: key });
  return inputError('broken-json', place);
}
