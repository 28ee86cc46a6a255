// Errors of the argument parser in the reader's language, with the nearest word that exists. The parser gives a code, but
// the names only inside an English sentence, so they are read out of its quotes; a test pins those sentences.

import { nearestName } from 'bridle/learn';
import type { Command, CommanderError } from 'commander';
import { CallError } from '../errors.ts';
import { parseNumber, splitWords } from '../input/numbers.ts';
import { printable } from '../output/text.ts';
import type { Messages } from './en/messages.ts';

/** Our error for an error of the parser in a call of `command`. */
export function parserError(error: CommanderError, command: Command, messages: Messages): CallError {
  const { call } = messages;
  const [first = '', second = ''] = [...error.message.matchAll(/'(.*?)'(?= |$)/gs)].map((match) => printable(match[1]));
  const sentence = (): string => {
    switch (error.code) {
      case 'commander.unknownOption':
        return unknownWord(command, first, messages);
      case 'commander.missingArgument':
        return call.missingArgument(first.toUpperCase());
      case 'commander.missingMandatoryOptionValue':
        return call.missingOption(flagOf(first));
      case 'commander.optionMissingArgument':
        return call.missingValue(flagOf(first));
      case 'commander.conflictingOption':
        return call.conflict(flagOf(first), flagOf(second));
      case 'commander.excessArguments':
        return call.tooMany(command.registeredArguments.length, command.args.length);
      default:
        return printable(error.message.replace(/^error: /, ''));
    }
  };
  return new CallError(sentence(), callOf(command));
}

/** An unknown option; but if the first word is neither a number nor a command, that word is reported instead. */
function unknownWord(command: Command, flag: string, messages: Messages): string {
  const [word] = command.args;
  if (command.parent === null && !word.startsWith('-') && !isNumbers(word))
    return unknownCommand(command, word, messages);
  const flags = command.options.flatMap((option) => option.long ?? []);
  const name = flag.split('=')[0];
  return messages.call.unknownOption(name, nearestName(name, [...flags, '--help']));
}

/** The sentence for a word that is neither a command of `program` nor a number. */
export function unknownCommand(program: Command, word: string, messages: Messages): string {
  const near = nearestName(
    word,
    program.commands.map((command) => command.name()),
  );
  return messages.call.unknownCommand(printable(word), near);
}

function isNumbers(word: string): boolean {
  return word === '-' || splitWords(word).every((part) => parseNumber(part) !== undefined);
}

/** `--names` of `-n, --names <list>`. */
function flagOf(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** `bridle train` of the command train. */
function callOf(command: Command): string {
  return command.parent ? `${callOf(command.parent)} ${command.name()}` : command.name();
}
