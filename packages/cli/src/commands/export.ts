// bridle export MODEL --to TARGET: a model for use elsewhere, compared with its own predictions before it is written.

import type { ExportResult, ExportTarget } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { choiceOption, numbersOption } from '../input/options.ts';
import { interruptible } from '../interrupt.ts';
import { count, figure } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { printable } from '../output/text.ts';
import { addExamples } from './examples.ts';

type Options = {
  to: ExportTarget;
  dialect?: string;
  from?: string;
  keep?: string[];
  out?: string;
  force?: boolean;
  sample?: string;
  priors?: 'equal' | Record<string, number>;
  json?: boolean;
};

// Written here so that the help does not load the pipeline; a test compares them with its lists.
const targets: readonly ExportTarget[] = ['onnx', 'sql', 'js', 'npz', 'json'];

export function addExport(program: Command, context: Context): void {
  const { messages } = context;
  const { export: help, common } = messages.help;
  const command = program
    .command('export')
    .summary(help.about)
    .description(`${help.about}. ${help.detail}`)
    .argument('<model>', common.model)
    .requiredOption('--to <target>', help.to, choiceOption('--to', targets, messages))
    .option('--dialect <engine>', help.dialect)
    .option('--from <table>', help.from)
    .option('--keep <columns...>', help.keep)
    .option('--out <file>', help.out)
    .option('--force', help.force)
    .option('--sample <table>', help.sample)
    .option('--priors <shares...>', help.priors, numbersOption('--priors', 'equal', messages))
    .option('--json', common.json)
    .action((model: string, options: Options) => exportTo(model, options, context));
  addExamples(command, help.examples, context);
}

async function exportTo(model: string, options: Options, context: Context): Promise<void> {
  const { dialects, exportModel } = await import('@bridle/pipeline');
  const { messages, terminal } = context;
  const { to, from, out, json, dialect, keep, ...rest } = options;
  checkCombination(options, context);
  const result = await interruptible((signal) =>
    exportModel({
      ...{ model, to, ...rest, signal },
      ...(dialect !== undefined && { dialect: choiceOption('--dialect', dialects, messages)(dialect) }),
      ...(from !== undefined && { from: from.split('.') }),
      ...(keep !== undefined && { keep }),
      ...(out !== undefined && { out: out === '-' ? null : out }),
    }),
  );
  const notes = notesOf(result, dialect, context);
  if (result.text !== null) terminal.out(result.text);
  else terminal.out(json ? jsonDocument(documentOf(model, result, options)) : `${notes.join('\n')}\n`);
  if (result.text !== null) terminal.err(`${notes.join('\n')}\n`);
}

/** Refuses options that would have no effect. */
function checkCombination({ to, dialect, from, keep, out, json }: Options, { messages }: Context): void {
  const ofSql = { '--dialect': dialect, '--from': from, '--keep': keep };
  const idle = Object.entries(ofSql).find(([, value]) => to !== 'sql' && value !== undefined);
  if (idle) throw new CallError(messages.call.conflict(idle[0], `--to ${to}`), 'bridle export');
  if (out === '-' && json) throw new CallError(messages.call.conflict('--out -', '--json'), 'bridle export');
}

function notesOf(result: ExportResult, dialect: string | undefined, { messages }: Context): string[] {
  const t = messages.export;
  const difference = figure(result.largestDifference, 2);
  const compared = t.compared(count(result.rows), difference);
  const where = result.outPaths.length > 0 ? [`${result.outPaths.map(printable).join(', ')}`] : [];
  const other = result.to === 'sql' && dialect !== undefined && dialect !== 'duckdb';
  return [[...where, compared].join(' · '), ...(other ? [t.otherDialect(dialect)] : [])];
}

/** The document of --json. */
function documentOf(model: string, result: ExportResult, { dialect = 'duckdb' }: Options): object {
  const { to, outPaths, rows, largestDifference, bound } = result;
  return { model, to, ...(to === 'sql' && { dialect }), files: outPaths, rows, largestDifference, bound };
}
