// The options that decide how a table is read, the same for every command that reads one.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import type { Messages } from '../messages/en/messages.ts';
import { printable } from '../output/text.ts';
import { choiceOption } from './options.ts';

const FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'parquet'] as const;

export type TableOptions = {
  format?: (typeof FORMATS)[number];
  encoding?: string;
  delimiter?: string;
  header?: boolean;
  decimal?: '.' | ',';
};

/** Adds the options to a command. */
export function addTableOptions(command: Command, { messages }: Context): Command {
  const { table: help } = messages.help;
  return command
    .option('--format <name>', help.format, choiceOption('--format', FORMATS, messages))
    .option('--encoding <name>', help.encoding)
    .option('--delimiter <character>', help.delimiter, delimiterOption)
    .option('--header', help.header)
    .option('--no-header', help.noHeader)
    .option('--decimal <mark>', help.decimal, decimalOption(messages));
}

/** Those of the options that were given. */
export function tableOptions({ format, encoding, delimiter, header, decimal }: TableOptions): TableOptions {
  return Object.fromEntries(
    Object.entries({ format, encoding, delimiter, header, decimal }).filter(([, value]) => value !== undefined),
  );
}

/** A reader of --decimal. */
export function decimalOption(messages: Messages): (text: string) => '.' | ',' {
  return (text) => {
    if (text === '.' || text === ',') return text;
    throw new CallError(messages.boltzmann.calls.badDecimal(printable(text.slice(0, 40))));
  };
}

/** Shells make it hard to type some characters. */
const NAMED: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ' };

function delimiterOption(text: string): string {
  return Object.hasOwn(NAMED, text) ? NAMED[text] : text;
}
