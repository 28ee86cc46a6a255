// A text feature in a model file: its terms are one text, a term on each line, and their counts another, because there may
// be hundreds of thousands.

import type { TextFeature } from '../text/text-feature.ts';
import { booleanIn, distinctTexts, type Fields, numberIn, refuse, textIn } from './fields.ts';

/** Words and characters of the longest n-gram that a model may have. */
const LONGEST = 100;
const MOST_BITS = 24;

export function textFeatureFields({ terms, counts, ...rest }: TextFeature): object {
  return { ...rest, terms: terms.join('\n'), counts: counts.join(' ') };
}

export function parseTextFeature(fields: Fields, path: string): TextFeature {
  const whole = (key: string, most: number) =>
    numberIn(fields, key, `${path}.${key}`, (x) => Number.isInteger(x) && x >= 1 && x <= most);
  const words = rangeIn(fields.words, `${path}.words`);
  const chars = rangeIn(fields.chars, `${path}.chars`);
  if (!words && !chars) refuse(`${path}.words`, null);
  const bits = fields.bits === null ? null : whole('bits', MOST_BITS);
  const rows = whole('rows', 2 ** 31 - 1);
  const terms =
    bits === null ? distinctTexts(textIn(fields, 'terms', `${path}.terms`).split('\n'), `${path}.terms`) : [];
  const numbers = textIn(fields, 'counts', `${path}.counts`);
  if (!/^\d+( \d+)*$/.test(numbers)) refuse(`${path}.counts`, numbers);
  const counts = Int32Array.from(numbers.split(' '), Number);
  const fits = counts.length === (bits === null ? terms.length : 2 ** bits);
  if (!fits || counts.some((count) => !(count >= 0 && count <= rows))) refuse(`${path}.counts`, fields.counts);
  const name = textIn(fields, 'name', `${path}.name`);
  const hasMissing = booleanIn(fields, 'hasMissing', `${path}.hasMissing`);
  return { kind: 'text', name, words, chars, terms, bits, rows, counts, hasMissing };
}

function rangeIn(value: unknown, path: string): [number, number] | null {
  if (value === null) return null;
  const [least, most] = Array.isArray(value) && value.length === 2 ? value.map(Math.trunc) : [];
  return least >= 1 && least <= most && most <= LONGEST ? [least, most] : refuse(path, value);
}
