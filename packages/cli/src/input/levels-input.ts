// The levels that the words of a call stand for: one file, or levels typed as NAME=ENERGY:DEGENERACY.

import { stat } from 'node:fs/promises';
import {
  type EnergyUnit,
  energyUnits,
  findEnergyUnit,
  type Level,
  nearestEnergyUnit,
  parseLevelList,
} from 'bridle/boltzmann';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import type { Messages } from '../messages/en/messages.ts';
import { printable } from '../output/text.ts';
import { splitWords } from './numbers.ts';

/** A file's name, or levels with their unit. */
export type LevelsInput = { levels: string | Level[]; unit: EnergyUnit | undefined };

/** A reader of --unit; an unknown unit is refused with the nearest, or with all of them where none is near. */
export function unitOption(messages: Messages): (text: string) => EnergyUnit {
  return (text) => {
    const unit = findEnergyUnit(text);
    if (unit) return unit;
    const { unknownUnit } = messages.boltzmann.calls;
    throw new CallError(unknownUnit(printable(text.slice(0, 40)), nearestEnergyUnit(text), energyUnits.join(', ')));
  };
}

/** The levels of the words; a word that is a file's name is that file. */
export async function levelsInput(
  words: string[],
  unit: EnergyUnit | undefined,
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
  return parseLevelList(items, unit);
}

/** `0`, `0.9:2`, `anti=0`, `gauche=0.9kcal/mol:2`, `0,0.9:2`. */
const LEVEL = /^(.*=)?\s*[+\-−]?\.?\d[^=]*$/;

/** What is meant as a file even if it begins with a digit or does not exist: the error of a missing file says more. */
const FILE = /^\.{0,2}[\\/]|\.[a-z][a-z0-9]*$/i;
