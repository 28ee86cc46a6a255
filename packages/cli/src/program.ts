// The command line as commands and options, with the help in the reader's language.

import { readFileSync } from 'node:fs';
import { type Argument, Command, Help } from 'commander';
import { addBoltzmann } from './commands/boltzmann.ts';
import { addCheck } from './commands/check.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addExport } from './commands/export.ts';
import { addLab } from './commands/lab.ts';
import { addPredict } from './commands/predict.ts';
import { addScores } from './commands/scores.ts';
import { addShow } from './commands/show.ts';
import { addTrain } from './commands/train.ts';
import type { Context } from './context.ts';
import { CallError } from './errors.ts';
import { choiceOption } from './input/options.ts';
import { languageNames } from './messages/languages.ts';
import { parserError, unknownCommand } from './messages/parser-errors.ts';
import { width, wrap } from './output/text.ts';

/** The whole command line. Numbers alone are handled by the program itself; everything else is a command. */
export function createProgram(context: Context): Command {
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
  addCheck(program, context);
  addTrain(program, context);
  addPredict(program, context);
  addEvaluate(program, context);
  addShow(program, context);
  addExport(program, context);
  addBoltzmann(program, context);
  addLab(program, context);
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
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
