// bridle predict MODEL TABLE: class and probabilities of every row, to stdout as CSV or into a file.

import type { PredictResult } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { choiceOption, missingOption, numberOption, numbersOption } from '../input/options.ts';
import { tableName, withTable } from '../input/table-input.ts';
import { addTableOptions, type TableOptions } from '../input/table-options.ts';
import { interruptible } from '../interrupt.ts';
import { showColumnsForModel } from '../output/columns-for-model.ts';
import { count, figure } from '../output/figures.ts';
import { overrideNotes } from '../output/overrides.ts';
import { progressLine } from '../output/progress.ts';
import { notePrinter } from '../output/table-notes.ts';
import { printable } from '../output/text.ts';
import { unseenNotes } from '../output/unseen.ts';
import { addExamples } from './examples.ts';
import { predictOnServer } from './predict-spark.ts';

const KEEPS = ['id', 'all', 'none'] as const;

type Options = TableOptions & {
  out?: string;
  into?: string;
  topK?: number;
  rejectBelow?: number;
  priors?: 'equal' | Record<string, number>;
  uncalibrated?: boolean;
  keep?: (typeof KEEPS)[number];
  missing?: string[];
  columns?: boolean;
};

export function addPredict(program: Command, context: Context): void {
  const { messages } = context;
  const { predict: help, common } = messages.help;
  const command = program
    .command('predict')
    .summary(help.about)
    .description(`${help.about}.`)
    .argument('<model>', common.model)
    .argument('<table>', common.table)
    .option('--out <file>', help.out)
    .option('--into <table>', help.into)
    .option('--top-k <k>', help.topK, numberOption('--top-k', 'wholePositive', messages))
    .option('--reject-below <p>', help.rejectBelow, numberOption('--reject-below', 'probability', messages))
    .option('--keep <columns>', help.keep, choiceOption('--keep', KEEPS, messages))
    .option('--priors <shares...>', help.priors, numbersOption('--priors', 'equal', messages))
    .option('--uncalibrated', help.uncalibrated)
    .option('--missing <words>', common.missing, missingOption)
    .option('--columns', common.columns);
  addTableOptions(command, context).action((model: string, table: string, options: Options) => {
    if (table.startsWith('sc://')) return predictOnServer(model, table, options, context);
    if (options.into !== undefined) throw new CallError(messages.predict.intoForServers, 'bridle predict');
    return withTable(table, options, context, (path) => predict(model, path, tableName(table), options, context));
  });
  addExamples(command, help.examples, context);
}

async function predict(model: string, table: string, name: string, options: Options, context: Context): Promise<void> {
  const { out = null, columns, ...chosen } = options;
  if (columns) return showColumnsForModel({ model, table, ...chosen }, false, context);
  const { predictTable } = await import('@bridle/pipeline');
  const { messages, terminal } = context;
  const progress = progressLine(context);
  const result = await interruptible((signal) =>
    predictTable({
      ...{ model, table, out, ...chosen, signal },
      onNote: notePrinter(name, context, progress),
      onProgress: ({ rows, total }) => progress.show('read', messages.train.reading(count(rows), count(total))),
    }),
  ).finally(progress.clear);
  if (result.text !== null) terminal.out(result.text);
  for (const note of notes(result, options, context)) terminal.err(`${note}\n`);
}

/** Notes on the result: where it is, how many rows have no class, which values the model does not know. */
function notes(result: PredictResult, { rejectBelow = 0 }: Options, context: Context): string[] {
  const t = context.messages.predict;
  const lines: string[] = [];
  if (result.outPath !== null) lines.push(t.done(count(result.rows), printable(result.outPath)));
  if (result.rejected > 0) lines.push(t.rejected(count(result.rejected), figure(rejectBelow)));
  return [...lines, ...overrideNotes(result.overrides, context), ...unseenNotes(result.unseen, context)];
}
