// The levels that the words of a call stand for: one file or folder, or levels typed as NAME=ENERGY:DEGENERACY; and the options
// that say how a file of levels is read.

import { stat } from 'node:fs/promises';
import {
  type DecimalMark,
  energyUnits,
  findLevelUnit,
  type Level,
  type LevelUnit,
  nearestEnergyUnit,
  parseLevelList,
} from 'bridle/boltzmann';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import type { Messages } from '../messages/en/messages.ts';
import { printable } from '../output/text.ts';
import { splitWords } from './numbers.ts';
import { decimalOption } from './table-options.ts';

/** A file's name, or levels with their unit. */
export type LevelsInput = { levels: string | Level[]; unit: LevelUnit | undefined };

/** How a file of levels is read. */
export type ReadingOptions = {
  unit?: LevelUnit;
  energy?: string;
  degeneracy?: string;
  name?: string;
  decimal?: DecimalMark;
  encoding?: string;
};

/** Adds the options that say how a file of levels is read. */
export function addReadingOptions(command: Command, { messages }: Context): Command {
  const { boltzmann: help } = messages.help;
  return command
    .option('--unit <unit>', help.unit, unitOption(messages))
    .option('--energy <column>', help.energy)
    .option('--degeneracy <column>', help.degeneracy)
    .option('--name <column>', help.name)
    .option('--decimal <mark>', help.decimal, decimalOption(messages))
    .option('--encoding <name>', help.encoding);
}

/** Those of the options that were given. */
export function readingOptions({ unit, energy, degeneracy, name, decimal, encoding }: ReadingOptions): ReadingOptions {
  const given = Object.entries({ unit, energy, degeneracy, name, decimal, encoding });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** A reader of --unit; an unknown unit is refused with the nearest, or with all of them where none is near. */
function unitOption(messages: Messages): (text: string) => LevelUnit {
  return (text) => {
    const unit = findLevelUnit(text);
    if (unit) return unit;
    const { unknownUnit } = messages.boltzmann.calls;
    const known = [...energyUnits, 'kT'].join(', ');
    throw new CallError(unknownUnit(printable(text.slice(0, 40)), nearestEnergyUnit(text), known));
  };
}

/** The levels of the words; a word that is a file's name is that file. Energies in kT are those at the one temperature. */
export async function levelsInput(
  words: string[],
  unit: LevelUnit | undefined,
  temperatures: readonly number[],
  context: Context,
): Promise<LevelsInput> {
  const { calls } = context.messages.boltzmann;
  const isFile = (word: string) => stat(word).then(Boolean, () => false);
  const [first] = words;
  if (words.length === 1 && (FILE.test(first) || (await isFile(first)))) return { levels: first, unit };
  for (const word of words) {
    if (LEVEL.test(word)) continue;
    const sentence = (await isFile(word)) ? calls.oneFile : calls.neitherLevelNorFile;
    throw new CallError(sentence(printable(word)));
  }
  const items = words.flatMap((word) => (word.includes('=') ? [word] : splitWords(word)));
  return parseLevelList(items, unit, temperatures.length === 1 ? temperatures[0] : undefined);
}

/** `0`, `0.9:2`, `anti=0`, `gauche=0.9kcal/mol:2`, `0,0.9:2`. */
const LEVEL = /^(.*=)?\s*[+\-−]?\.?\d[^=]*$/;

/** What is meant as a file even if it begins with a digit or does not exist: the error of a missing file says more. */
const FILE = /^\.{0,2}[\\/]|\.[a-z][a-z0-9]*$/i;
