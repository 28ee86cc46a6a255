// bridle boltzmann LEVELS: populations and thermodynamics of energy levels, at one temperature or along several.

import type { LevelsResult, Output, State, SumLevelsOptions } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { addReadingOptions, levelsInput, type ReadingOptions, readingOptions } from '../input/levels-input.ts';
import { numberOption } from '../input/options.ts';
import { temperaturesOption } from '../input/temperatures.ts';
import { interruptible } from '../interrupt.ts';
import { count } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { levelsDocument } from '../output/levels-document.ts';
import { populationsAccount, remarks, temperaturesAccount } from '../output/populations-account.ts';
import { progressLine } from '../output/progress.ts';
import { readingLines } from '../output/reading-lines.ts';
import { printable } from '../output/text.ts';
import { addBoltzmannFit } from './boltzmann-fit.ts';
import { addExamples } from './examples.ts';

type Options = ReadingOptions & {
  temperature?: number[];
  threshold?: number;
  plot?: string;
  out?: string;
  json?: boolean;
};

const ROOM_TEMPERATURE = 298.15;

export function addBoltzmann(program: Command, context: Context): void {
  const { messages } = context;
  const { boltzmann: help, common } = messages.help;
  const command = program
    .command('boltzmann')
    .summary(help.about)
    .description(`${help.about}.\n\n${help.detail}`)
    .usage(`${messages.help.anyOptions} LEVELS…\n       bridle boltzmann fit …`)
    .helpCommand(false)
    .argument('<levels...>', help.levels)
    .option('--temperature <T>', help.temperature, temperaturesOption(messages));
  addReadingOptions(command, context)
    .option('--threshold <p>', help.threshold, numberOption('--threshold', 'probability', messages))
    .option('--plot <file>', help.plot)
    .option('--out <file>', help.out)
    .option('--json', common.json)
    .action((words: string[], options: Options) => boltzmann(words, options, context));
  addBoltzmannFit(command, context);
  addExamples(command, help.examples, context);
}

async function boltzmann(words: string[], options: Options, context: Context): Promise<void> {
  const { messages, terminal } = context;
  const { calls, progress: reading } = messages.boltzmann;
  const { temperature: temperatures = [ROOM_TEMPERATURE], threshold, plot, out } = options;
  if (plot !== undefined && !plot.toLowerCase().endsWith('.svg')) throw new CallError(calls.plotName(printable(plot)));
  if (plot !== undefined && new Set(temperatures).size < 2) throw new CallError(calls.plotNeedsRange);
  const { levels, unit } = await levelsInput(words, options.unit, temperatures, context);
  const pipeline = await import('@bridle/pipeline');
  const { checkPaths, leadingStates, levelsOutputKind, sumLevels, writeWhole } = pipeline;
  const asDocument = out?.toLowerCase().endsWith('.json');
  if (out !== undefined && !asDocument) levelsOutputKind(out);
  const named = [out, plot].filter((path) => path !== undefined);
  await checkPaths(typeof levels === 'string' ? [levels] : [], named);

  const progress = progressLine(context);
  await interruptible(async (signal) => {
    const request: SumLevelsOptions = {
      ...{ ...readingOptions(options), levels, unit, temperatures, signal },
      onProgress: ({ read, total, levels: found }) =>
        progress.show('read', reading(`${Math.floor((100 * read) / Math.max(1, total))}%`, count(found))),
    };
    const result = await sumLevels(request);
    const leading = temperatures.map((_, t) => () => leadingStates(result, t, threshold));
    const documents = temperatures.map((_, t) => () => {
      return levelsDocument(result, t, threshold === undefined ? result.states(t) : leading[t]());
    });
    const outputs: Output[] = [];
    if (out !== undefined && asDocument)
      outputs.push({ path: out, content: (write) => writeDocuments(documents, write) });
    else if (out !== undefined) outputs.push(pipeline.levelsOutput(result, { ...request, out, threshold }));
    if (plot !== undefined) {
      outputs.push({ path: plot, content: pipeline.plotLevels(result, plot, context.language) });
    }
    if (outputs.length > 0) await writeWhole(outputs, signal);
    progress.clear();
    for (const line of readingLines(result, context)) terminal.err(`${line}\n`);
    if (options.json) await writeDocuments(documents, async (part) => terminal.out(part));
    else terminal.out(account(result, leading, result.source?.file ?? null, threshold, context));
    const notes = options.json ? remarks(result, context) : [];
    for (const path of named) notes.push(messages.boltzmann.wrote(printable(path)));
    for (const note of notes) terminal.err(`${note}\n`);
  }).finally(progress.clear);
}

function account(
  result: LevelsResult,
  leading: (() => State[])[],
  file: string | null,
  threshold: number | undefined,
  context: Context,
): string {
  const single = leading.length === 1;
  const states = single ? [leading[0]()] : leading.map((_, t) => [mostPopulated(result.states(t))]);
  const shown = { result, file, states, threshold };
  return single ? populationsAccount(shown, context) : temperaturesAccount(shown, context);
}

function mostPopulated(states: readonly State[]): State {
  return states.reduce((best, state) => (state.probability > best.probability ? state : best));
}

/** One document, or a list of them, one after the other: each may hold a hundred thousand states. */
async function writeDocuments(documents: (() => object)[], write: (part: string) => Promise<void>): Promise<void> {
  const many = documents.length > 1;
  for (const [i, document] of documents.entries()) {
    const text = jsonDocument(document()).trimEnd();
    await write(many ? `${i === 0 ? '[' : ',\n'}${text}` : text);
  }
  await write(many ? ']\n' : '\n');
}
