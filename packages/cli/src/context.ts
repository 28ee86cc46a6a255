// What every command receives: the streams to read and write, and the messages of the reader's language.

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
