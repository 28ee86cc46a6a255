// Numbers and texts from outside the call: stdin, and words that may be lists.

import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { printable } from '../output/text.ts';
import { parseNumber, splitWords } from './numbers.ts';

/** More text than anybody means to paste, and still far from what a string can hold. */
export const LIMIT_MB = 256;

/** All of stdin as text. */
export async function readStdin({ stdin, messages }: Context): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > LIMIT_MB * 2 ** 20) throw new CallError(messages.call.tooLarge('stdin', LIMIT_MB));
  }
  return text + decoder.decode();
}

/** The numbers in the words, each of which may be a list; the first that is no number is refused by its place. */
export function readNumbers(words: readonly string[], { messages }: Context): number[] {
  const values = words.flatMap(splitWords).map((word, i) => {
    const value = parseNumber(word);
    if (value === undefined) throw new CallError(messages.call.badNumber(printable(word), i + 1));
    return value;
  });
  if (values.length === 0) throw new CallError(messages.call.noNumbers);
  return values;
}
