// What every command is given: where to write, what to read, and the language to speak.

import type { Language } from './language.ts';
import type { Messages } from './messages/en.ts';
import type { Terminal } from './output/terminal.ts';

export type Context = {
  terminal: Terminal;
  /** The bytes of stdin. */
  stdin: AsyncIterable<Uint8Array | string>;
  language: Language;
  messages: Messages;
};
