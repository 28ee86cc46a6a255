// Every error that a person can cause here: a stable code, the facts of the case, and one English sentence that names
// the file, the row and the column, what was found, and what to do. Another language translates by code and facts.
// `row` counts the records from 1 (a header is not counted); `line` is the line of a text file, or 0 where there is none.

import { InputError } from './errors.ts';

type InFile = { file: string };
type InRow = InFile & { row: number; line: number };
type InCell = InRow & { column: string; found: string };

const sentences = {
  // Opening a table
  'no-such-file': (f: InFile) => `${f.file}: no such file; check the path`,
  'is-a-folder': (f: InFile) => `${f.file} is a folder; name a file`,
  'not-a-file': (f: InFile) => `${f.file} is not a regular file; name one`,
  unreadable: (f: InFile) => `${f.file} cannot be read; check its permissions`,
  'unknown-extension': (f: InFile & { accepted: string }) =>
    `${f.file}: the name ends in none of ${f.accepted}; rename or convert the file`,
  'empty-file': (f: InFile) => `${f.file} is empty; it needs a header and at least one row`,
  'no-rows': (f: InFile) => `${f.file} has no rows of data; add at least one`,
  'not-text': (f: InFile) => `${f.file} holds binary data, not text; check what it is and name it for that`,
  'not-utf8': (f: InFile & { line: number }) =>
    `${f.file}${f.line > 0 ? `, line ${f.line}` : ''}: the text is not UTF-8; save the file as UTF-8`,
  changed: (f: InFile) => `${f.file} changed while it was read; run again when it is at rest`,
  'broken-gzip': (f: InFile) => `${f.file} is not a whole gzip file; compress it again`,

  // The columns of a table
  'unnamed-column': (f: InFile & { position: number }) =>
    `${f.file}: column ${f.position} has no name in the header; give it one, or remove it if it only numbers the rows`,
  'duplicate-column': (f: InFile & { column: string }) =>
    `${f.file}: two columns are named "${f.column}"; rename one of them`,
  'colliding-columns': (f: InFile & { column: string; other: string }) =>
    `${f.file}: the columns "${f.column}" and "${f.other}" differ only in case; rename one of them`,
  'too-many-columns': (f: InFile & { found: number; limit: number }) =>
    `${f.file} has ${f.found} columns, more than ${f.limit}; remove some`,
  'unsupported-type': (f: InFile & { column: string; type: string }) =>
    `${f.file}: column "${f.column}" holds values of type ${f.type}, neither numbers nor text; exclude or convert it`,
  'no-such-column': (f: InFile & { column: string; nearest: string }) =>
    `${f.file} has no column "${f.column}"; the nearest name is "${f.nearest}"`,

  // The rows of a table
  'ragged-row': (f: InFile & { line: number; expected: number; found: number }) =>
    `${f.file}, line ${f.line}: expected ${f.expected} cells, as in the header, and found ${f.found}; correct the line`,
  'unclosed-quote': (f: InFile & { line: number }) =>
    `${f.file}, line ${f.line}: a quoted cell is not closed as it should be; close it, and double the quotes inside it`,
  'broken-csv': (f: InFile) =>
    `${f.file} cannot be read as CSV: stray quotes, mixed line endings or an endless line; save it again as plain CSV`,
  'broken-json': (f: InRow) =>
    `${place(f)}: not valid JSON; the file may be cut off${f.line === 1 ? ', or an object may run over several lines: write one a line, or an array of them' : ''}`,
  'not-records': (f: InRow) =>
    `${place(f)}: expected an object such as {"column": value}; write one object for each row`,
  'duplicate-key': (f: InRow & { column: string }) =>
    `${place(f)}: the key "${f.column}" occurs twice in one object; remove one`,
  'too-deep': (f: InFile & { limit: number }) =>
    `${f.file} nests values more than ${f.limit} levels deep; a table holds one object of plain values for each row`,
  'broken-parquet': (f: InFile) => `${f.file} is not a whole Parquet file; write it again`,

  // The cells of a table
  'not-finite': (f: InCell) =>
    `${place(f)}: column "${f.column}" holds "${f.found}", which is not a finite number; correct it, or declare it missing`,
  'too-large-integer': (f: InCell) =>
    `${place(f)}: column "${f.column}" holds ${f.found}, a whole number that float64 would round; exclude the column, or declare it categorical`,
  'mixed-column': (f: InCell) =>
    `${place(f)}: column "${f.column}" holds "${f.found}" where nearly all cells are numbers; correct it, declare it missing, or declare the column categorical`,
  'not-a-number': (f: InCell) =>
    `${place(f)}: column "${f.column}" holds "${f.found}", but the model needs a number there; correct it, or declare it missing`,

  // A model
  'model-too-large': (f: InFile & { size: number; limit: number }) =>
    `${f.file} has ${f.size} bytes, more than the ${f.limit} that a model may have; check that it is a model`,

  'no-classes': (f: InFile & { column: string }) =>
    `${f.file}: every cell of column "${f.column}" is empty; evaluation needs rows whose class is known`,

  // Writing
  'unknown-output': (f: InFile & { accepted: string }) =>
    `${f.file}: the name ends in none of ${f.accepted}; choose one of these`,
  'parquet-names': (f: InFile & { column: string; other: string }) =>
    `${f.file}: Parquet is written without regard to case, and "${f.column}" and "${f.other}" differ in nothing else; write CSV or JSON`,
  'output-is-input': (f: InFile) => `${f.file} would be overwritten though it is read; choose another name`,
  'same-output': (f: InFile) => `${f.file} is named for two outputs; choose two names`,
  'not-writable': (f: InFile) => `${f.file} cannot be written; check that its folder can be made and its permissions`,
  'disk-full': (f: InFile) => `${f.file} cannot be written: the disk is full; free some space and run again`,

  // Levels of energy
  'no-levels': (f: InFile) => `${f.file} is empty; it needs at least one level`,
  'broken-bzip2': (f: InFile) => `${f.file} is not a whole bzip2 file; it may be cut off: fetch it again`,
  'other-unit': (f: InFile & { unit: string; asked: string }) =>
    `${f.file} gives its energies in ${f.unit}, not in ${f.asked}; leave the unit out`,
  'duplicate-level': (f: InFile & { name: string }) =>
    `${f.file === '' ? '' : `${f.file}: `}two levels are named "${f.name}"; rename one, or write one level of degeneracy 2`,
  'threshold-too-far': (f: { threshold: number; kept: number; reached: number }) =>
    `the ${f.kept} most populated levels, all that are kept of so many, hold only ${f.reached}; choose a threshold below that, or write every population to a file`,
  'one-temperature': (f: InFile) => `${f.file}: curves need at least two finite temperatures; give a range of them`,
  'no-populations': (f: InFile & { columns: string }) =>
    `${f.file} has no column of counts or populations, such as "count" or "population", among ${f.columns}; name it as the option column`,
  'bad-population': (f: InFile & { row: number; column: string }) =>
    `${f.file}, row ${f.row}: column "${f.column}" needs numbers of at least 0, not all of them 0; correct it`,
  'rows-differ': (f: InFile & { levels: number; rows: number }) =>
    `${f.file} has ${f.levels} levels but ${f.rows} rows of populations; remove its comments and empty lines`,

  // Options
  'bad-option': (f: { option: string; expected: string; found: string }) =>
    `${f.option}: expected ${f.expected}, got ${f.found}`,
};

type Sentences = typeof sentences;

/** The codes of the errors that @bridle/pipeline raises itself. */
export type InputCode = keyof Sentences;

/** Every `code` that an InputError may carry, for a catalogue in another language to hold itself to. */
export const inputCodes = Object.keys(sentences) as InputCode[];

/** The error of a code, with its sentence. */
export function inputError<C extends InputCode>(code: C, facts: Parameters<Sentences[C]>[0]): InputError {
  const sentence = sentences[code] as (facts: Parameters<Sentences[C]>[0]) => string;
  return new InputError(code, sentence(facts), facts);
}

function place(f: InRow): string {
  return f.line > 0 ? `${f.file}, line ${f.line}` : `${f.file}, row ${f.row}`;
}
