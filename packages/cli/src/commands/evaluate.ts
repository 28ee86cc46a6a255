// bridle evaluate MODEL TABLE: the quality of a model on rows whose classes are known.

import type { EvaluateResult } from '@bridle/pipeline';
import type { Metrics } from 'bridle/learn';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addEmbeddingOptions, type EmbeddingOptions, embeddingOptions } from '../input/embedding-options.ts';
import { missingOption, numberOption, numbersOption } from '../input/options.ts';
import { tableName, withTable } from '../input/table-input.ts';
import { addTableOptions, type TableOptions } from '../input/table-options.ts';
import { interruptible } from '../interrupt.ts';
import { showColumnsForModel } from '../output/columns-for-model.ts';
import { count, figure, percent } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { confusion, measures } from '../output/metrics.ts';
import { overrideNotes } from '../output/overrides.ts';
import { progressLine } from '../output/progress.ts';
import { facts, sheet } from '../output/sheet.ts';
import { notePrinter } from '../output/table-notes.ts';
import { printable } from '../output/text.ts';
import { unseenNotes } from '../output/unseen.ts';
import { addExamples } from './examples.ts';

/** How many columns are named whose drift is large. */
const MOST_DRIFTED = 3;

type Options = TableOptions &
  EmbeddingOptions & {
    report?: string;
    priors?: 'equal' | Record<string, number>;
    weight?: string;
    uncalibrated?: boolean;
    accuracy?: number;
    seed?: number;
    missing?: string[];
    columns?: boolean;
    json?: boolean;
  };

export function addEvaluate(program: Command, context: Context): void {
  const { evaluate: help, common } = context.messages.help;
  const command = program
    .command('evaluate')
    .summary(help.about)
    .description(`${help.about}.`)
    .argument('<model>', common.model)
    .argument('<table>', common.table)
    .option('--report <file>', help.report)
    .option('--priors <shares...>', help.priors, numbersOption('--priors', 'equal', context.messages))
    .option('--weight <column>', help.weight)
    .option('--uncalibrated', help.uncalibrated)
    .option('--accuracy <p>', help.accuracy, numberOption('--accuracy', 'probability', context.messages))
    .option('--seed <number>', help.seed, numberOption('--seed', 'wholeNotNegative', context.messages))
    .option('--missing <words>', common.missing, missingOption)
    .option('--columns', common.columns);
  addTableOptions(addEmbeddingOptions(command, context), context)
    .option('--json', common.json)
    .action((model: string, table: string, options: Options) =>
      withTable(table, options, context, (path) => evaluate(model, path, tableName(table), options, context)),
    );
  addExamples(command, help.examples, context);
}

async function evaluate(model: string, table: string, name: string, options: Options, context: Context): Promise<void> {
  const { json, columns, ...chosen } = options;
  embeddingOptions(options, context);
  if (columns) return showColumnsForModel({ model, table, classes: true, ...chosen }, json === true, context);
  const { evaluateTable } = await import('@bridle/pipeline');
  const { messages, terminal, language } = context;
  const progress = progressLine(context);
  const result = await interruptible((signal) =>
    evaluateTable({
      ...{ model, table, ...chosen, language, signal },
      onNote: notePrinter(name, context, progress),
      onProgress: ({ rows, total }) => progress.show('read', messages.train.reading(count(rows), count(total))),
    }),
  ).finally(progress.clear);
  terminal.out(json ? jsonDocument(documentOf(model, name, result)) : account(name, result, options, context));
  const notes = [...overrideNotes(result.overrides, context), ...unseenNotes(result.unseen, context)];
  for (const note of notes) terminal.err(`${note}\n`);
}

function account(table: string, result: EvaluateResult, { accuracy, weight }: Options, context: Context): string {
  const { messages, terminal } = context;
  const { evaluation, model, missingTargetRows, reportPath } = result;
  const t = messages.train;
  const data: [string, string][] = [
    [t.data, `${printable(table)} · ${t.rows(count(result.rows))}`],
    [t.target, `${printable(model.target)} · ${t.classes(count(model.classes.length))}`],
  ];
  if (missingTargetRows > 0) data.push([t.setAside, t.missingTarget(count(missingTargetRows))]);
  if (result.zeroWeightRows > 0) data.push([t.setAside, t.zeroWeight(count(result.zeroWeightRows))]);
  if (weight !== undefined) data.push([t.weights, t.weightColumn(printable(weight), figure(evaluation.weight ?? 0))]);
  data.push(...driftLine(result, context));
  const files: [string, string][] = [];
  if (accuracy !== undefined) files.push([messages.evaluate.reject, abstention(accuracy, result, context)]);
  if (reportPath !== null) files.push([t.report, printable(reportPath)]);
  const sets: [string, Metrics][] = [[messages.evaluate.measured, evaluation]];
  if (model.metrics) sets.push([messages.evaluate.trained, model.metrics]);
  return sheet([
    facts(data, terminal),
    measures(sets, context),
    confusion(evaluation, model.classes, context),
    facts(files, terminal),
  ]);
}

/** The columns that differ much from those of the training, those with the largest index first; nothing where none does. */
function driftLine({ drift }: EvaluateResult, { messages }: Context): [string, string][] {
  const t = messages.evaluate;
  const large = drift.columns?.filter((one) => one.drift === 'large') ?? [];
  if (large.length === 0) return [];
  const named = large.slice(0, MOST_DRIFTED).map(({ column, psi }) => t.index(printable(column), psi.toFixed(2)));
  const more = large.length > MOST_DRIFTED ? [messages.train.andMore(large.length - MOST_DRIFTED)] : [];
  return [[t.drift, t.largeDrift([...named, ...more].join(', '))]];
}

/** The threshold for the wanted accuracy; rounded down, so that the rows at the threshold are kept. */
function abstention(wanted: number, { reject }: EvaluateResult, { messages }: Context): string {
  const t = messages.evaluate;
  if (!reject) return t.noThreshold(percent(wanted));
  const threshold = (Math.floor(reject.threshold * 1e6) / 1e6).toFixed(6);
  return t.threshold(threshold, percent(reject.accuracy), percent(reject.coverage));
}

/** The document of --json: everything but the weights of the model. */
function documentOf(modelPath: string, table: string, { model, reportPath, ...rest }: EvaluateResult): object {
  const { target, classes } = model;
  return { model: modelPath, table, target, classes, report: reportPath, ...rest };
}
