// The command line as commands and options, with the help in the reader's language.

import { createRequire } from 'node:module';
import { type Argument, Command, Help } from 'commander';
import { addScores } from './commands/scores.ts';
import type { Context } from './context.ts';
import { CallError } from './errors.ts';
import { choiceOption } from './input/options.ts';
import { languageNames } from './messages/languages.ts';
import { parserError, unknownCommand } from './messages/parser-errors.ts';
import { width, wrap } from './output/text.ts';

type AddCommands = (program: Command, context: Context) => void;

/**
 * The command line. Numbers alone are handled by the program itself; everything else is a command, added by
 * `addCommands`, which a call of plain numbers leaves out.
 */
export function createProgram(context: Context, addCommands?: AddCommands): Command {
  const { messages, terminal } = context;
  const { common } = messages.help;
  const program = new Command('bridle')
    .enablePositionalOptions()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: () => {}, // errors are thrown, and reported in one place
      getOutHelpWidth: () => terminal.columns,
      getOutHasColors: () => true, // terminal.paint decides whether to colour
      getErrHasColors: () => true,
    })
    .configureHelp({
      commandUsage: (command) => new Help().commandUsage(command).replace('[options]', messages.help.anyOptions),
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(placeholder)].join(' '),
      styleTitle: (title) => terminal.paint.bold(messages.help.titles[title] ?? title),
      displayWidth: width,
      boxWrap: (text, columns) => wrap(text, columns).join('\n'),
      minWidthToWrap: 20,
    })
    .helpCommand(false);
  addScores(program, context);
  addCommands?.(program, context);
  addHelp(program, context);
  for (const command of withSubcommands(program)) finish(command, context);
  program.version(version(), '-V, --version', common.version);
  return program;
}

/** `bridle help train`; the parser's own help command answers an unknown word with the whole help and no error. */
function addHelp(program: Command, { messages }: Context): void {
  program
    .command('help')
    .description(messages.help.common.helpCommand)
    .argument('[command]')
    .action((word?: string) => {
      const command = word === undefined ? program : program.commands.find((known) => known.name() === word);
      if (!command) throw new CallError(unknownCommand(program, word ?? '', messages), 'bridle');
      command.help();
    });
}

/** The command, its subcommands and theirs. */
export function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** What every command has: a language, a help, and errors that refer to its own help. */
function finish(command: Command, context: Context): void {
  const { messages } = context;
  const { common } = messages.help;
  command.hook('preSubcommand', (_, subcommand) => refuseLostOptions(command, subcommand, context));
  command
    .option(
      '--lang <language>',
      common.lang(messages.call.oneOf(languageNames)),
      choiceOption('--lang', languageNames, messages),
    )
    .helpOption('-h, --help', common.help)
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : parserError(error, command, messages);
    });
}

/** `bridle --json train …`: the option was read as one of plain numbers, not of the command, and would be lost. */
function refuseLostOptions(parent: Command, command: Command, { messages }: Context): void {
  const lost = parent.options.find(
    (option) => option.long !== '--lang' && parent.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (lost?.long) throw new CallError(messages.call.optionBeforeCommand(lost.long, nameOf(command)));
}

/** `boltzmann fit`: the words after bridle. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

function placeholder(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function version(): string {
  return (createRequire(import.meta.url)('../package.json') as { version: string }).version;
}
