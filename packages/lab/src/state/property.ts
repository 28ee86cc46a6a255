// What one property of the state may be, and its text in a URL or an attribute.

import { parseNumber, writeNumber } from './numbers.ts';

type NumberProperty = { kind: 'number'; default: number; min: number; max: number; whole?: true };
type ChoiceProperty<V extends string> = { kind: 'choice'; default: V; values: readonly V[] };
type FlagProperty = { kind: 'flag'; default: boolean };
type NumbersProperty = {
  kind: 'numbers';
  default: readonly number[];
  min: number;
  max: number;
  most: number;
  /** Whether there may be none of them. */
  empty?: true;
  /** Whether NaN is one of the values. */
  nan?: true;
};
type WordsProperty = { kind: 'words'; default: readonly string[]; most: number; longest: number };

export type Property = NumberProperty | ChoiceProperty<string> | FlagProperty | NumbersProperty | WordsProperty;

export type ValueOf<P> = P extends { kind: 'choice'; values: readonly (infer V)[] }
  ? V
  : P extends { kind: 'number' }
    ? number
    : P extends { kind: 'flag' }
      ? boolean
      : P extends { kind: 'numbers' }
        ? readonly number[]
        : readonly string[];

type Value = string | number | boolean | readonly number[] | readonly string[];

/** One of a list of words, the first of them in the beginning. */
export const choice = <const V extends string>(values: readonly V[]) => ({
  kind: 'choice' as const,
  default: values[0],
  values,
});

const LONGEST_TEXT = 4000;

/** The value that a text stands for; undefined where it does not fit. */
export function parseAs(property: Property, text: string): unknown {
  if (text.length > LONGEST_TEXT) return undefined;
  switch (property.kind) {
    case 'choice':
      return property.values.find((value) => value === text);
    case 'flag':
      return text === '1' || text === '' ? true : text === '0' ? false : undefined;
    case 'number':
      return parseWithin(text, property);
    case 'numbers': {
      if (text === '' && property.empty) return [];
      const numbers = text.split(',').map((word) => parseWithin(word, property));
      return numbers.length <= property.most && numbers.every((x) => x !== undefined) ? numbers : undefined;
    }
    case 'words': {
      const words = text === '' ? [] : text.split(',').map(unescapeWord);
      return words.length <= property.most && words.every((word) => word.length <= property.longest)
        ? words
        : undefined;
    }
  }
}

function parseWithin(text: string, range: { min: number; max: number; whole?: true; nan?: true }): number | undefined {
  const x = parseNumber(text, range.nan);
  if (x === undefined || x < range.min || x > range.max) return undefined;
  return range.whole && !Number.isInteger(x) ? undefined : x;
}

/** The text of a value, which parseAs takes back to it. */
export function writeValue(value: Value): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return value;
  return value.map((item) => (typeof item === 'number' ? writeNumber(item) : escapeWord(item))).join(',');
}

// A comma separates words, so one inside a word is written ~c, and the tilde ~t.
const escapeWord = (word: string) => word.replaceAll('~', '~t').replaceAll(',', '~c');
const unescapeWord = (text: string) => text.replaceAll('~c', ',').replaceAll('~t', '~');
