// How a table is read: the options that decide what its cells are. A model keeps those of its training, so that a later table
// is read by the same rules. An option that this version does not know would read a table wrongly, so it is refused; a new
// option is a field of `Reading` and a line in `checks`.

import { distinctTexts, fieldsOf, refuse, textIn } from './fields.ts';
import { ModelError } from './model-error.ts';

/** The options by which a table is read; those that are absent have the reader's defaults. */
export type Reading = {
  /** Cells with one of these texts are missing. */
  missing?: readonly string[];
  /** Columns to read as categories even if they contain numbers. */
  categorical?: readonly string[];
  /** Columns that contain numbers; a cell that is none is refused. */
  numeric?: readonly string[];
  /** Columns of texts, whose words become features. */
  text?: readonly string[];
  /** Columns that identify a row: they are no features, and predictions repeat them. */
  id?: readonly string[];
  /** Columns that are not read. */
  exclude?: readonly string[];
  /** The encoding of text, by a name that TextDecoder knows, or cp949. */
  encoding?: string;
  /** What divides the cells of CSV, one character. */
  delimiter?: string;
  /** Whether CSV has a header; without one the columns are named 1, 2 … */
  header?: boolean;
  /** The decimal mark; the other one groups digits. */
  decimal?: '.' | ',';
  /** By column, how its numbers are written where they are not in plain digits. */
  formats?: Readonly<Record<string, NumberFormat>>;
  /** The numbers in a row of the array beside the table, which are the columns embedding[0], embedding[1] … */
  embedding?: number;
};

/** The decimal mark of a column's numbers, and what stands before and after their digits. */
export type NumberFormat = { decimal: '.' | ','; prefix: string; suffix: string };

const is =
  <T>(fits: (value: unknown) => boolean) =>
  (value: unknown, path: string): T =>
    fits(value) ? (value as T) : refuse(path, value);

const textOf = is<string>((value) => typeof value === 'string');
const markOf = is<'.' | ','>((value) => value === '.' || value === ',');

const checks: { [Key in keyof Reading]-?: (value: unknown, path: string) => NonNullable<Reading[Key]> } = {
  missing: distinctTexts,
  categorical: distinctTexts,
  numeric: distinctTexts,
  text: distinctTexts,
  id: distinctTexts,
  exclude: distinctTexts,
  encoding: textOf,
  delimiter: textOf,
  header: is<boolean>((value) => typeof value === 'boolean'),
  decimal: markOf,
  formats: formatsOf,
  embedding: is<number>((value) => Number.isSafeInteger(value) && (value as number) >= 1),
};

function formatsOf(value: unknown, path: string): Record<string, NumberFormat> {
  const fields = fieldsOf(value) ?? refuse(path, value);
  const entries = Object.entries(fields).map(([name, found]): [string, NumberFormat] => {
    const at = `${path}[${JSON.stringify(name)}]`;
    const format = fieldsOf(found) ?? refuse(at, found);
    const decimal = markOf(format.decimal, `${at}.decimal`);
    return [name, { decimal, prefix: textIn(format, 'prefix', at), suffix: textIn(format, 'suffix', at) }];
  });
  return Object.fromEntries(entries);
}

/** The field `reading` of a model file, checked. */
export function parseReading(value: unknown): Reading {
  const fields = fieldsOf(value) ?? refuse('reading', value);
  const entries = Object.entries(fields).map(([key, found]) => {
    if (!Object.hasOwn(checks, key)) refuseUnknown(key);
    return [key, checks[key as keyof Reading](found, `reading.${key}`)];
  });
  return Object.fromEntries(entries) as Reading;
}

function refuseUnknown(key: string): never {
  const option = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  throw new ModelError(
    'unknown-reading',
    `The model's table was read with the option "${option}", which this bridle does not know: update bridle.`,
    { option },
  );
}
