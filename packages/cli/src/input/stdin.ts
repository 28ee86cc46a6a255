// Stdin as text, up to a limit.

import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';

/** More text than anybody means to paste, and far less than a string can hold. */
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
