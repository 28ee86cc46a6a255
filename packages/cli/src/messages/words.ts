// What a language consists of: the command line's own messages, and a sentence for each error of the library and the
// pipeline that does not bring its own.

import type { Messages } from './en/messages.ts';

/** What an error knows of its case: names, rows, numbers. */
export type Facts = Readonly<Record<string, string | number>>;

/** By an error's code, its sentence from its facts; `message` is the English sentence that the error brings. */
export type Sentences = Readonly<Record<string, (facts: Facts, message: string) => string>>;

export type Words = {
  messages: Messages;
  /** By an error's name, its sentences. */
  errors: Readonly<Record<string, Sentences>>;
};
