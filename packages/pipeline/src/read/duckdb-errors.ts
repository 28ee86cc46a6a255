// What DuckDB says of a broken file, as one sentence of ours. Its message is long and advises options that nobody here
// can set; the line and the counts are taken out of it.

import { inputError, workError } from '../messages.ts';
import { lineOfRecord } from './line-of-record.ts';
import type { Source } from './source.ts';

/** The error that an error of DuckDB over this source stands for, or the error itself if it is not DuckDB's of the file. */
export async function translated(error: unknown, source: Source): Promise<unknown> {
  if (!(error instanceof Error) || error.name !== 'Error') return error;
  const { message } = error;
  const { file } = source;
  if (message.startsWith('Out of Memory')) {
    return workError('out-of-memory', { file });
  }
  if (/^(INTERRUPT|INTERNAL|Permission|Binder|Parser|Catalog) /.test(message)) return error;
  if (source.format === 'parquet') return inputError('broken-parquet', { file });
  return source.format === 'json' ? jsonError(message, source) : csvError(message, source);
}

async function csvError(message: string, source: Source): Promise<unknown> {
  const { file } = source;
  // DuckDB numbers records, blank lines included.
  const record = Number(/CSV Error on Line: (\d+)/.exec(message)?.[1] ?? 0);
  const line = record > 0 ? await lineOfRecord(source, record, true) : 0;
  const cells = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (cells) return inputError('ragged-row', { file, line, expected: Number(cells[1]), found: Number(cells[2]) });
  if (message.includes('unterminated quote')) return inputError('unclosed-quote', { file, line });
  if (/not utf-8|unicode/i.test(message)) return inputError('not-utf8', { file, line });
  return inputError('broken-csv', { file });
}

/** DuckDB counts the records, and of one that is malformed says the next. */
async function jsonError(message: string, source: Source): Promise<unknown> {
  const [, unit, number] = /in (line|record\/value) (\d+)/.exec(message) ?? [];
  const row = Math.max(1, Number(number ?? 1) - (message.includes('Malformed JSON') ? 1 : 0));
  const place = { file: source.file, row, line: unit === 'line' ? await lineOfRecord(source, row) : 0 };
  if (message.includes('UTF-8')) return inputError('not-utf8', { file: source.file, line: place.line });
  const key = /has duplicate key "([\s\S]*)"/.exec(message)?.[1];
  if (key !== undefined) return inputError('duplicate-key', { ...place, column: key });
  return inputError('broken-json', place);
}
