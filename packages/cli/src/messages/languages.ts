// The languages of the command line: a folder of words for each, and one line of this list. The compiler and a test hold
// every language to the keys of English.

import { en } from './en/words.ts';
import { ko } from './ko/words.ts';
import type { Words } from './words.ts';

const languages = { en, ko } satisfies Record<string, Words>;

export type Language = keyof typeof languages;

export const languageNames = Object.keys(languages) as Language[];

export function wordsOf(language: Language): Words {
  return languages[language];
}
