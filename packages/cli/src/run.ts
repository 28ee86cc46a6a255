// One call of the command line, from its arguments to its exit code. It never ends the process, so that tests can call
// it; main.ts passes the real streams.

import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { type CallError, exitCodeOf, type Interrupted } from './errors.ts';
import { parseNumber, shieldNegatives, splitWords } from './input/numbers.ts';
import { chooseLanguage } from './messages/choose-language.ts';
import { wordsOf } from './messages/languages.ts';
import { translate } from './messages/translate.ts';
import { type Environment, type Stream, terminal } from './output/terminal.ts';
import { printable } from './output/text.ts';
import { createProgram, withSubcommands } from './program.ts';

export type Streams = { stdin: AsyncIterable<Uint8Array | string>; stdout: Stream; stderr: Stream };

/** Runs the command; the exit code is 0: done, 1: the work failed, 2: the call or the input is wrong. */
export async function run(argv: readonly string[], streams: Streams, env: Environment): Promise<number> {
  const language = chooseLanguage(argv, env);
  const context: Context = {
    terminal: terminal(streams.stdout, streams.stderr, env),
    // Opened when it is read.
    get stdin() {
      return streams.stdin;
    },
    language,
    messages: wordsOf(language).messages,
  };
  try {
    const program = createProgram(context, isPlainNumbers(argv) ? undefined : await loadCommands());
    const options = withSubcommands(program).flatMap((command) => command.options);
    const takesValue = (word: string) =>
      options.some((option) => option.required && (option.long === word || option.short === word));
    await program.parseAsync(shieldNegatives(argv, takesValue), { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, context, env.BRIDLE_DEBUG === '1');
  }
}

/** Whether a call begins with a number and asks for no help, so that it needs no command. */
function isPlainNumbers(argv: readonly string[]): boolean {
  const first = argv.find((word) => word !== '--json') ?? '';
  const isHelp = (word: string) => /^(-h|-V|--h.*|--v.*)$/.test(word);
  return splitWords(first).some((part) => parseNumber(part) !== undefined) && !argv.some(isHelp);
}

/** The commands, in a file of their own that is read for them only. */
async function loadCommands() {
  return (await import('./commands/all.ts')).addCommands;
}

/** Prints what went wrong in one sentence, and the stack trace only if it was asked for. */
function report(error: unknown, { terminal: { err, errPaint }, messages, language }: Context, debug: boolean): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0; // the help or the version was printed
  const say = (sentence: string) => err(`${errPaint.bad(messages.end.prefix)}${printable(sentence)}\n`);
  if (debug && error instanceof Error) err(`${error.stack}\n`);
  // By name: the commands that are loaded later have these classes from files of their own.
  if (error instanceof Error && error.name === 'Interrupted') {
    say(messages.end.interrupted);
    return (error as Interrupted).exitCode;
  }
  const code = exitCodeOf(error);
  if (code === undefined) {
    say(messages.end.fault(error instanceof Error ? error.message : String(error)));
    return 1;
  }
  const help = error instanceof Error && error.name === 'CallError' ? (error as CallError).helpFor : undefined;
  const sentence = finished(translate(error as Error, wordsOf(language)));
  say(help === undefined ? sentence : messages.call.seeHelp(sentence, help));
  return code;
}

function finished(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
