// One object of JSON as a row for a model, by the rules of tables: texts are trimmed, the words for "no value" are missing,
// a category is the text of its value, and a number may be a text in the form that the model keeps. A key that the model
// needs and that is not there is refused, because a wrong name would be filled in silently.

import { type Column, columnsOf, type Model, type Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { EMBEDDING } from '../read/embeddings.ts';
import { shown } from '../read/kinds.ts';
import { isNoValue } from '../read/number-format.ts';
import { MISSING } from '../read/read-table.ts';
import { numberIn } from '../read/text-columns.ts';

/** The cells of a row: numbers with NaN, or texts with null, in the order of the model's columns. */
export type Cells = (number | string | null)[];

type Place = { file: string; row: number; line: number };

const PLAIN = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const ELEMENT = /^(.*)\[(\d+)\]$/s;

/** A reader of the objects that are rows for a model. */
export function cellReader(model: Model): (object: unknown, place: Place) => Cells {
  const { missing = MISSING, formats = {}, embedding } = model.reading;
  const words = new Set(missing.map((word) => word.trim()));
  const columns = columnsOf(model.recipe).map(({ name, kind }) => ({
    name,
    isNumber: kind === 'numeric',
    format: Object.hasOwn(formats, name) ? formats[name] : undefined,
  }));
  return (object, place) => {
    if (typeof object !== 'object' || object === null || Array.isArray(object)) throw inputError('not-records', place);
    if (embedding) checkLength(object as Record<string, unknown>, embedding, place);
    return columns.map(({ name, isNumber, format }) => {
      const value = valueAt(object as Record<string, unknown>, name, place);
      const nothing = isNumber ? Number.NaN : null;
      if (value === null) return nothing;
      if (typeof value === 'object') {
        throw inputError('unsupported-type', { file: place.file, column: name, type: 'object or array' });
      }
      const text = String(value).trim();
      if (words.has(text)) return nothing;
      if (!isNumber) return text;
      if (typeof value === 'string' && isNoValue(text)) return nothing;
      const number = typeof value === 'number' ? value : format ? numberIn(text, format) : plainNumber(text);
      const cell = { ...place, column: name, found: shown(text) };
      if (typeof value === 'boolean' || Number.isNaN(number)) throw inputError('not-a-number', cell);
      if (!Number.isFinite(number)) throw inputError('not-finite', cell);
      const isLarge = Math.abs(number) > Number.MAX_SAFE_INTEGER && /^[-+]?\d+$/.test(text);
      if (isLarge) throw inputError('too-large-integer', cell);
      return number;
    });
  };
}

/** Refuses a list of another length than the arrays of the training, where the object has one. */
function checkLength(object: Record<string, unknown>, width: number, place: Place): void {
  const list = Object.hasOwn(object, EMBEDDING) ? object[EMBEDDING] : undefined;
  if (!Array.isArray(list) || list.length === width) return;
  throw inputError('list-length', { ...place, column: EMBEDDING, found: list.length, expected: width });
}

/** Text that is a number in plain digits, else NaN. */
function plainNumber(text: string): number {
  return PLAIN.test(text) ? Number(text) : Number.NaN;
}

/** The value of a key, or of an element of a list for a name such as v[3]. */
function valueAt(object: Record<string, unknown>, name: string, place: Place): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const [, list = '', index = ''] = ELEMENT.exec(name) ?? [];
  if (list === '' || !Object.hasOwn(object, list)) throw inputError('no-key', { ...place, column: name });
  const values = object[list];
  if (values === null) return null;
  if (!Array.isArray(values)) throw inputError('not-a-list', { ...place, column: list, found: shown(String(values)) });
  if (Number(index) >= values.length) throw inputError('no-key', { ...place, column: name });
  return values[Number(index)];
}

/** The rows as a table. */
export function tableOfCells(model: Model, rows: readonly Cells[]): Table {
  const columns = columnsOf(model.recipe).map(({ name, kind }, c): Column => {
    if (kind === 'numeric') return { kind, name, values: Float64Array.from(rows, (row) => row[c] as number) };
    const levels = [...new Set(rows.flatMap((row) => (row[c] === null ? [] : String(row[c]))))];
    const codes = new Map(levels.map((level, code) => [level, code]));
    return {
      kind: 'categorical',
      name,
      levels,
      codes: Int32Array.from(rows, (row) => codes.get(String(row[c])) ?? -1),
    };
  });
  return { rows: rows.length, columns };
}
