// Errors of the pipeline and of learning in the reader's language: each carries a code and facts, and the language may
// have a sentence for the code. English mostly has none, since that is what the errors say themselves.

import type { Facts, Words } from './words.ts';

type Coded = Error & { code?: string; facts?: Facts };

/** The error's sentence in the language of the words; its own where the words have none for it. */
export function translate(error: Coded, { errors }: Words): string {
  const { name, code = '', facts = {}, message } = error;
  const sentences = Object.hasOwn(errors, name) ? errors[name] : {};
  return Object.hasOwn(sentences, code) ? sentences[code](facts, message) : message;
}
