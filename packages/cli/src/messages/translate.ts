// Errors of the pipeline and of learning in the reader's language: each carries a code and facts, and the language's
// catalogue has a sentence for the code. English is what they already say.

import type { Language } from '../language.ts';
import { errors as korean } from './ko-errors.ts';

type Coded = Error & { code?: string; facts?: Readonly<Record<string, string | number>> };

/** The error's sentence in the language; its own where it has no code that the language knows. */
export function translate(error: Coded, language: Language): string {
  const { name, code = '', facts = {}, message } = error;
  if (code === 'bad-option' && language === 'en') return withFlag(message, String(facts.option));
  if (code === 'no-unit' && language === 'en') return `${message}; name it with --unit`;
  if (code === 'two-energy-columns' && language === 'en') return `${message}; choose one with --energy`;
  if (language !== 'ko' || !Object.hasOwn(korean, name) || !Object.hasOwn(korean[name], code)) return message;
  return korean[name][code](facts);
}

/** The library's `topK: expected …` as the option that was typed: `--top-k: expected …`. */
function withFlag(message: string, option: string): string {
  const typed = option === 'exclude' ? 'drop' : option;
  return message.replace(option, `--${typed.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}
