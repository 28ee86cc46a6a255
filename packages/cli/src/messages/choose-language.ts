// The language of the output: --lang, else BRIDLE_LANG, else POSIX's order for messages (LC_ALL, LC_MESSAGES, LANG), else
// English. It is chosen before the arguments are parsed, because the help and the errors about them are in it too.

import type { Environment } from '../output/terminal.ts';
import { type Language, languageNames } from './languages.ts';

/** The language of this call. An unknown --lang is ignored here; the check of the option refuses it. */
export function chooseLanguage(argv: readonly string[], env: Environment): Language {
  return known(optionValue(argv)) ?? known(env.BRIDLE_LANG) ?? known(posix(env)) ?? 'en';
}

/** 'ko' of `ko`, `KO`, `ko_KR.UTF-8` and `ko-KR`. */
function known(tag: string | undefined): Language | undefined {
  const language = tag?.toLowerCase().split(/[-_.@]/)[0];
  return languageNames.find((one) => one === language);
}

/** The first variable that is set decides, even if it names a language that we do not have. */
function posix(env: Environment): string | undefined {
  return env.LC_ALL || env.LC_MESSAGES || env.LANG;
}

function optionValue(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  let found: string | undefined;
  options.forEach((arg, i) => {
    if (arg === '--lang') found = options[i + 1];
    else if (arg.startsWith('--lang=')) found = arg.slice('--lang='.length);
  });
  return found;
}
