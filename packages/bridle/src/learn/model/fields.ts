// Checked access to the fields of untrusted JSON. A refusal is a ModelError 'bad-field' that names the field by its path and
// what was found there. Fields of a prototype are none.

import { ModelError } from './model-error.ts';

/** The own fields of an object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object's own fields, without those of its prototype; null for anything that is not an object. */
export function fieldsOf(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.assign(Object.create(null), value) as Fields;
}

export function refuse(field: string, value: unknown): never {
  const found = describe(value);
  throw new ModelError('bad-field', `The model's field "${field}" is wrong: found ${found}.`, { field, found });
}

/** The value found, in a few characters, however large or deep it is. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? `[…] of ${value.length}` : '{…}';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

export function textIn(fields: Fields, key: string, path = key): string {
  const value = fields[key];
  return typeof value === 'string' ? value : refuse(path, value);
}

export function numberIn(fields: Fields, key: string, path: string, fits: (x: number) => boolean = () => true): number {
  const value = fields[key];
  return typeof value === 'number' && Number.isFinite(value) && fits(value) ? value : refuse(path, value);
}

export function booleanIn(fields: Fields, key: string, path: string): boolean {
  const value = fields[key];
  return typeof value === 'boolean' ? value : refuse(path, value);
}

/** A list of texts of which no two are equal. */
export function distinctTexts(value: unknown, path: string): string[] {
  if (!Array.isArray(value)) return refuse(path, value);
  const texts = value.map((text, i) => (typeof text === 'string' ? text : refuse(`${path}[${i}]`, text)));
  const seen = new Set<string>();
  texts.forEach((text, i) => {
    if (seen.has(text)) refuse(`${path}[${i}]`, text);
    seen.add(text);
  });
  return texts;
}
