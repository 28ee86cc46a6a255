import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { describe, expect, test } from 'vitest';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** What commander throws for a call of a small program. */
function thrownBy(argv: string[]): CommanderError {
  const program = new Command('bridle')
    .argument('<table>')
    .requiredOption('--target <column>')
    .addOption(new Option('-c, --C <number>').conflicts('l2'))
    .option('--l2 <number>')
    .allowExcessArguments(false)
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error;
  }
  throw new Error('commander threw nothing');
}

describe('the texts of commander that parser-errors.ts reads', () => {
  test('come from one version', () => {
    expect(manifest.dependencies.commander, 'pin commander: the texts of its errors are read').toMatch(
      /^\d+\.\d+\.\d+$/,
    );
  });

  test.each([
    [['t', '--target', 'y', '--x'], 'commander.unknownOption', "error: unknown option '--x'"],
    [['--target', 'y'], 'commander.missingArgument', "error: missing required argument 'table'"],
    [['t'], 'commander.missingMandatoryOptionValue', "error: required option '--target <column>' not specified"],
    [['t', '--target'], 'commander.optionMissingArgument', "error: option '--target <column>' argument missing"],
    [
      ['t', '--target', 'y', '--C', '1', '--l2', '1'],
      'commander.conflictingOption',
      "error: option '-c, --C <number>' cannot be used with option '--l2 <number>'",
    ],
    [
      ['t', 'u', '--target', 'y'],
      'commander.excessArguments',
      'error: too many arguments. Expected 1 argument but got 2.',
    ],
  ])('%j: %s', (argv, code, text) => {
    const { code: thrown, message } = thrownBy(argv);
    expect(
      { code: thrown, message },
      'commander says this differently now; adapt src/messages/parser-errors.ts',
    ).toEqual({
      code,
      message: text,
    });
  });
});
