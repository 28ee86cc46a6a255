// What every command is given: where to write, what to read, and the language to speak.

import type { Messages } from './messages/en/messages.ts';
import type { Language } from './messages/languages.ts';
import type { Terminal } from './output/terminal.ts';

export type Context = {
  terminal: Terminal;
  /** The bytes of stdin. */
  stdin: AsyncIterable<Uint8Array | string>;
  language: Language;
  messages: Messages;
};
