// Errors of the library and the pipeline bring their own English sentence. A few are about an option, which they name as
// the library does; here it is named as it is typed.

import type { Words } from '../words.ts';

export const errors: Words['errors'] = {
  InputError: {
    'bad-option': ({ option }, message) => message.replace(String(option), flagOf(String(option))),
  },
  LevelsError: {
    'no-unit': (_, message) => `${message}; name it with --unit`,
    'two-energy-columns': (_, message) => `${message}; choose one with --energy`,
  },
};

/** `--top-k` of topK. */
function flagOf(option: string): string {
  const typed = option === 'exclude' ? 'drop' : option;
  return `--${typed.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
