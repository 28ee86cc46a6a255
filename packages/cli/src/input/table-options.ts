// The options that decide how a table is read, the same for every command that reads one.

import type { Command } from 'commander';
import type { Context } from '../context.ts';

export type TableOptions = { encoding?: string; delimiter?: string; header?: boolean };

/** Adds the options to a command. */
export function addTableOptions(command: Command, { messages }: Context): Command {
  const { table: help } = messages.help;
  return command
    .option('--encoding <name>', help.encoding)
    .option('--delimiter <character>', help.delimiter, delimiterOption)
    .option('--header', help.header)
    .option('--no-header', help.noHeader);
}

/** Those of the options that were given. */
export function tableOptions({ encoding, delimiter, header }: TableOptions): TableOptions {
  return Object.fromEntries(Object.entries({ encoding, delimiter, header }).filter(([, value]) => value !== undefined));
}

/** Shells make it hard to type some characters. */
const NAMED: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ' };

function delimiterOption(text: string): string {
  return Object.hasOwn(NAMED, text) ? NAMED[text] : text;
}
