// bridle boltzmann fit: the inverse problems; which one is solved follows from what is given.

import type { EnergyUnit, Level } from 'bridle/boltzmann';
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import {
  addReadingOptions,
  type LevelsInput,
  levelsInput,
  type ReadingOptions,
  readingOptions,
} from '../input/levels-input.ts';
import { parseNumber } from '../input/numbers.ts';
import { listOption, numberOption } from '../input/options.ts';
import { temperaturesOption } from '../input/temperatures.ts';
import { interruptible } from '../interrupt.ts';
import type { Messages } from '../messages/en/messages.ts';
import {
  type Answer,
  equalTemperature,
  fittedTemperature,
  invertedEnergies,
  type Seen,
} from '../output/fit-account.ts';
import { jsonDocument } from '../output/json.ts';
import { notePrinter } from '../output/table-notes.ts';
import { printable } from '../output/text.ts';
import { addExamples } from './examples.ts';

type Options = ReadingOptions & {
  counts?: Float64Array;
  populations?: Float64Array;
  column?: string;
  degeneracies?: Float64Array;
  sampleSize?: number;
  temperature?: number[];
  json?: boolean;
};

export function addBoltzmannFit(parent: Command, context: Context): void {
  const { messages } = context;
  const { common } = messages.help;
  const help = messages.help.boltzmann.fit;
  const numbers = (flag: string) => numbersOption(flag, messages);
  const command = parent
    .command('fit')
    .summary(help.about)
    .description(`${help.about}.\n\n${help.detail}`)
    .argument('[levels...]', help.levels)
    .addOption(new Option('--counts <list>', help.counts).argParser(numbers('--counts')).conflicts('populations'))
    .addOption(new Option('--populations <list>', help.populations).argParser(numbers('--populations')))
    .option('--column <name>', help.column)
    .option('--degeneracies <list>', help.degeneracies, numbers('--degeneracies'))
    .option('--sample-size <n>', help.sampleSize, numberOption('--sample-size', 'positive', messages))
    .option('--temperature <T>', help.temperature, temperaturesOption(messages));
  addReadingOptions(command, context)
    .option('--json', common.json)
    .action(async (words: string[], options: Options) => {
      const answer = await interruptible((signal) => answerTo(words, options, signal, context));
      context.terminal.out(options.json ? jsonDocument(answer.document) : answer.text);
    });
  addExamples(command, help.examples, context);
}

async function answerTo(words: string[], options: Options, signal: AbortSignal, context: Context): Promise<Answer> {
  const { calls } = context.messages.boltzmann;
  if (options.temperature !== undefined) return energies(words, options, signal, context);
  if (words.length === 0) throw new CallError(calls.nothingToFit, 'bridle boltzmann fit');
  if (options.degeneracies) throw new CallError(calls.degeneraciesTwice);
  const input = await levelsInput(words, options.unit, [], context);
  const { levels, unit } = await levelsOf(input, options, signal);
  const seen = await seenOf(input, levels.length, options, signal, context);
  if (seen) return fittedTemperature(levels, unit, seen, context);
  if (levels.length === 2) return equalTemperature(levels, unit, context);
  throw new CallError(calls.nothingToFit, 'bridle boltzmann fit');
}

/** Energies from populations: those of the options, or a column of the file. */
async function energies(words: string[], options: Options, signal: AbortSignal, context: Context): Promise<Answer> {
  const { calls } = context.messages.boltzmann;
  const { unit, populations, counts, column, encoding, temperature: [temperature, ...more] = [] } = options;
  if (more.length > 0) throw new CallError(calls.oneTemperature);
  if (!(Number.isFinite(temperature) && temperature !== 0)) throw new CallError(calls.finiteTemperature);
  if (unit === undefined || unit === 'kT') throw new CallError(calls.unitNeeded);
  const listed = populations ?? counts;
  let names: string[] | null = null;
  let { degeneracies = null }: { degeneracies?: Float64Array | null } = options;
  let values = listed;
  if (!values && words.length === 1) {
    const { readPopulations } = await import('@bridle/pipeline');
    const onNote = notePrinter(words[0], context, { clear: () => {} });
    const table = await readPopulations(words[0], { column, encoding, signal, onNote });
    values = table?.values;
    names = table?.names ?? null;
    degeneracies ??= table?.degeneracies ?? null;
  }
  if (!values || (listed && words.length > 0)) throw new CallError(calls.populationsNeeded, 'bridle boltzmann fit');
  const weights = degeneracies ?? new Float64Array(values.length).fill(1);
  if (weights.length !== values.length) {
    throw new CallError(calls.listLength('--degeneracies', weights.length, values.length));
  }
  if (!weights.every((g) => g > 0)) throw new CallError(calls.degenerate('--degeneracies'));
  const titles = names ?? Array.from(values, (_, i) => `#${i + 1}`);
  return invertedEnergies(titles, weights, values, temperature, unit, context);
}

async function levelsOf(
  { levels, unit }: LevelsInput,
  options: Options,
  signal: AbortSignal,
): Promise<{ levels: Level[]; unit: EnergyUnit }> {
  if (typeof levels !== 'string') return { levels, unit: unit as EnergyUnit };
  const { eachLevel } = await import('@bridle/pipeline');
  const all: Level[] = [];
  const found = await eachLevel(levels, { ...readingOptions(options), unit, signal }, (chunk) => {
    for (const level of chunk) all.push(level);
  });
  return { levels: all, unit: found.unit };
}

/** The populations of the levels, from the options or a column of the file; null if there are none. */
async function seenOf(
  { levels }: LevelsInput,
  length: number,
  { counts, populations, column, encoding, sampleSize }: Options,
  signal: AbortSignal,
  context: Context,
): Promise<Seen | null> {
  const listed = counts ?? populations;
  if (listed) {
    const flag = counts ? '--counts' : '--populations';
    if (listed.length !== length)
      throw new CallError(context.messages.boltzmann.calls.listLength(flag, listed.length, length));
    return { values: listed, counts: counts !== undefined, sampleSize };
  }
  if (typeof levels !== 'string') return null;
  const { readPopulations } = await import('@bridle/pipeline');
  const onNote = notePrinter(levels, context, { clear: () => {} });
  const table = await readPopulations(levels, { column, encoding, signal, onNote, rows: length });
  return table && { values: table.values, counts: table.counts && sampleSize === undefined, sampleSize };
}

/** Sums of larger numbers could overflow. */
const LARGEST = 1e150;

/** A reader of numbers ≥ 0, at least one of them above 0. */
function numbersOption(flag: string, messages: Messages): (text: string) => Float64Array {
  return (text) => {
    const values = listOption(text).map(parseNumber);
    const fits = values.every((value) => value !== undefined && value >= 0 && value < LARGEST);
    if (fits && values.some((value) => Number(value) > 0)) return Float64Array.from(values as number[]);
    throw new CallError(messages.boltzmann.calls.numbers(flag, printable(text)));
  };
}
