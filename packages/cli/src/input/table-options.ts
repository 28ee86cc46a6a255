// The options that decide how a table is read, the same for every command that reads one.

import type { Command } from 'commander';
import type { Context } from '../context.ts';

export type TableOptions = { encoding?: string };

/** Adds the options to a command. */
export function addTableOptions(command: Command, { messages }: Context): Command {
  const { table: help } = messages.help;
  return command.option('--encoding <name>', help.encoding);
}

/** Those of the options that were given. */
export function tableOptions({ encoding }: TableOptions): TableOptions {
  return Object.fromEntries(Object.entries({ encoding }).filter(([, value]) => value !== undefined));
}
