// The numbers of a call: words that are numbers or lists of them.

import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { printable } from '../output/text.ts';
import { parseNumber, splitWords } from './numbers.ts';

/** The numbers in the words, each of which may be a list; the first that is not a number is refused by its place. */
export function readNumbers(words: readonly string[], { messages }: Context): number[] {
  const values = words.flatMap(splitWords).map((word, i) => {
    const value = parseNumber(word);
    if (value === undefined) throw new CallError(messages.call.badNumber(printable(word), i + 1));
    return value;
  });
  if (values.length === 0) throw new CallError(messages.call.noNumbers);
  return values;
}
