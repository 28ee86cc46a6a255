// The values of options, checked as they are read; a value that does not fit is refused in the reader's language.

import type { NGrams } from 'bridle/learn';
import { CallError } from '../errors.ts';
import type { Messages } from '../messages/en/messages.ts';
import { printable } from '../output/text.ts';
import { parseNumber } from './numbers.ts';

type Expectation = Exclude<keyof Messages['expects'], 'size'>;

const fits: Record<Expectation, (x: number) => boolean> = {
  temperature: (x) => !Number.isNaN(x),
  positive: (x) => x > 0 && x < Infinity,
  notNegative: (x) => x >= 0 && x < Infinity,
  notNegativeOrAuto: (x) => x >= 0 && x < Infinity,
  wholeTwo: (x) => Number.isSafeInteger(x) && x >= 2,
  bits: (x) => Number.isInteger(x) && x >= 1 && x <= 24,
  fraction: (x) => x >= 0 && x < 1,
  betweenZeroAndOne: (x) => x > 0 && x < 1,
  probability: (x) => x >= 0 && x <= 1,
  wholePositive: (x) => Number.isSafeInteger(x) && x >= 1,
  wholeNotNegative: (x) => Number.isSafeInteger(x) && x >= 0,
  whole: (x) => Number.isSafeInteger(x),
  port: (x) => Number.isInteger(x) && x >= 0 && x <= 65535,
};

/** A reader of the option's number. */
export function numberOption(flag: string, expected: Expectation, messages: Messages): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    if (value === undefined || !fits[expected](value)) throw badValue(flag, text, messages.expects[expected], messages);
    return value;
  };
}

const UNITS: Record<string, number> = {
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** A reader of a size such as 2GB, in bytes. */
export function sizeOption(flag: string, messages: Messages): (text: string) => number {
  return (text) => {
    const [, digits, unit] = /^(\d{1,12}(?:\.\d{1,6})?)\s*([kmgt]i?b)$/i.exec(text.trim()) ?? [];
    if (unit === undefined) throw badValue(flag, text, messages.expects.size, messages);
    return Math.round(Number(digits) * UNITS[unit.toLowerCase()]);
  };
}

/** A reader of an option that takes one of a few words. */
export function choiceOption<Choice extends string>(
  flag: string,
  choices: readonly Choice[],
  messages: Messages,
): (text: string) => Choice {
  return (text) => {
    const choice = choices.find((one) => one === text);
    if (choice === undefined) throw badValue(flag, text, messages.call.oneOf(choices), messages);
    return choice;
  };
}

/** A reader of NAME=VALUE, once or several times, into one record; the name ends at the first =. */
export function pairsOption(
  flag: string,
  messages: Messages,
): (text: string, before?: Record<string, string>) => Record<string, string> {
  return (text, before = {}) => {
    const at = text.indexOf('=');
    if (at < 1) throw badValue(flag, text, messages.call.pair, messages);
    return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
  };
}

/** A reader of a word, or of NAME=NUMBER once or several times, the number above 0; the name ends at the last =. */
export function numbersOption<Word extends string>(
  flag: string,
  word: Word,
  messages: Messages,
): (text: string, before?: Word | Record<string, number>) => Word | Record<string, number> {
  return (text, before) => {
    if (text === word && before === undefined) return word;
    const at = text.lastIndexOf('=');
    const value = parseNumber(text.slice(at + 1).trim()) ?? Number.NaN;
    const isFirst = typeof before !== 'string';
    if (at < 1 || !isFirst || !fits.positive(value)) throw badValue(flag, text, messages.call.numbers(word), messages);
    return { ...before, [text.slice(0, at).trim()]: value };
  };
}

/** A reader of words=1-2,chars=2-5, or one of both; a single number is the only length. */
export function ngramsOption(messages: Messages): (text: string) => NGrams {
  return (text) => {
    const ranges: { words: NGrams['words']; chars: NGrams['chars'] } = { words: null, chars: null };
    for (const part of text.split(',')) {
      const found = /^\s*(words|chars)\s*=\s*(\d{1,3})(?:-(\d{1,3}))?\s*$/.exec(part);
      const [least, most] = [Number(found?.[2]), Number(found?.[3] ?? found?.[2])];
      const kind = found?.[1] as keyof NGrams | undefined;
      if (!kind || ranges[kind] || !(least >= 1 && least <= most && most <= 100)) {
        throw badValue('--ngrams', text, messages.call.ngrams, messages);
      }
      ranges[kind] = [least, most];
    }
    return ranges;
  };
}

/** A reader of products of columns with commas, as a:b,x^2, once or several times; a comma in double quotes is part of a name. */
export function interactionsOption(text: string, before: readonly string[] = []): string[] {
  const terms = text.match(/(?:"(?:[^"]|"")*"|[^,])+/g) ?? [text];
  return [...before, ...terms.map((term) => term.trim())];
}

/** A reader of a list with commas; spaces around the words are ignored. */
export function listOption(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}

/** A reader of --missing: the words, and the empty cell. */
export function missingOption(text: string): string[] {
  return ['', ...listOption(text)];
}

function badValue(flag: string, text: string, expected: string, messages: Messages): CallError {
  return new CallError(messages.call.badValue(flag, printable(text), expected));
}
