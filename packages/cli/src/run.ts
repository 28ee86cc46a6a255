// One call of the command line, from its arguments to its exit code. It never ends the process, so that tests can call
// it; main.ts passes the real streams.

import { setLevel } from 'bridle';
import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { CallError, exitCodeOf, Interrupted } from './errors.ts';
import { shieldNegatives } from './input/numbers.ts';
import { chooseLanguage } from './messages/choose-language.ts';
import { wordsOf } from './messages/languages.ts';
import { translate } from './messages/translate.ts';
import { type Environment, type Stream, terminal } from './output/terminal.ts';
import { printable } from './output/text.ts';
import { createProgram, withSubcommands } from './program.ts';

export type Streams = { stdin: AsyncIterable<Uint8Array | string>; stdout: Stream; stderr: Stream };

/** Runs the command; the exit code is 0: done, 1: the work failed, 2: the call or the input is wrong. */
export async function run(argv: readonly string[], streams: Streams, env: Environment): Promise<number> {
  // The same words give the same figures and the same model on every machine.
  setLevel('reproducible');
  const language = chooseLanguage(argv, env);
  const context: Context = {
    terminal: terminal(streams.stdout, streams.stderr, env),
    stdin: streams.stdin,
    language,
    messages: wordsOf(language).messages,
  };
  try {
    const program = createProgram(context);
    const options = withSubcommands(program).flatMap((command) => command.options);
    const takesValue = (word: string) =>
      options.some((option) => option.required && (option.long === word || option.short === word));
    await program.parseAsync(shieldNegatives(argv, takesValue), { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, context, env.BRIDLE_DEBUG === '1');
  }
}

/** Prints what went wrong in one sentence, and the stack trace only if it was asked for. */
function report(error: unknown, { terminal: { err, errPaint }, messages, language }: Context, debug: boolean): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0; // the help or the version was printed
  const say = (sentence: string) => err(`${errPaint.bad(messages.end.prefix)}${printable(sentence)}\n`);
  if (debug && error instanceof Error) err(`${error.stack}\n`);
  if (error instanceof Interrupted) {
    say(messages.end.interrupted);
    return error.exitCode;
  }
  const code = exitCodeOf(error);
  if (code === undefined) {
    say(messages.end.fault(error instanceof Error ? error.message : String(error)));
    return 1;
  }
  const help = error instanceof CallError ? error.helpFor : undefined;
  const sentence = finished(translate(error as Error, wordsOf(language)));
  say(help === undefined ? sentence : messages.call.seeHelp(sentence, help));
  return code;
}

function finished(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
