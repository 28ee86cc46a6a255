// bridle predict MODEL TABLE: class and probabilities of every row, to stdout as CSV or into a file; of lines of JSON on
// stdin, line by line to stdout.

import type { PredictResult } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { addEmbeddingOptions, type EmbeddingOptions, embeddingOptions } from '../input/embedding-options.ts';
import { choiceOption, missingOption, numberOption, numbersOption } from '../input/options.ts';
import { tableName, untilAborted, withTable } from '../input/table-input.ts';
import { addTableOptions, type TableOptions } from '../input/table-options.ts';
import { interruptible } from '../interrupt.ts';
import { wordsOf } from '../messages/languages.ts';
import { translate } from '../messages/translate.ts';
import { showColumnsForModel } from '../output/columns-for-model.ts';
import { count, elapsed, figure } from '../output/figures.ts';
import { overrideNotes } from '../output/overrides.ts';
import { progressLine } from '../output/progress.ts';
import { notePrinter } from '../output/table-notes.ts';
import { printable } from '../output/text.ts';
import { unseenNotes } from '../output/unseen.ts';
import { addExamples } from './examples.ts';
import { predictOnServer } from './predict-spark.ts';

const KEEPS = ['id', 'all', 'none'] as const;

type Options = TableOptions &
  EmbeddingOptions & {
    out?: string;
    into?: string;
    topK?: number;
    rejectBelow?: number;
    priors?: 'equal' | Record<string, number>;
    explain?: number;
    threads?: number;
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
    .option('--explain <n>', help.explain, numberOption('--explain', 'wholePositive', messages))
    .option('--keep <columns>', help.keep, choiceOption('--keep', KEEPS, messages))
    .option('--priors <shares...>', help.priors, numbersOption('--priors', 'equal', messages))
    .option('--uncalibrated', help.uncalibrated)
    .option('--threads <number>', help.threads, numberOption('--threads', 'wholePositive', messages))
    .option('--missing <words>', common.missing, missingOption)
    .option('--columns', common.columns);
  addTableOptions(addEmbeddingOptions(command, context), context).action(
    (model: string, table: string, given: Options) => {
      if (table.startsWith('sc://')) return predictOnServer(model, table, given, context);
      if (given.into !== undefined) throw new CallError(messages.predict.intoForServers, 'bridle predict');
      const options: Options = table === '-' ? { format: 'jsonl', ...given } : given;
      return areLines(table, options)
        ? answerLines(model, options, context)
        : withTable(table, options, context, (path) => predict(model, path, tableName(table), options, context));
    },
  );
  addExamples(command, help.examples, context);
}

/** Stdin is answered line by line, unless it has another format, embeddings beside it, or the answers go to a file. */
function areLines(table: string, { out, format, columns, embeddings }: Options): boolean {
  return table === '-' && out === undefined && format === 'jsonl' && !columns && embeddings === undefined;
}

async function answerLines(model: string, options: Options, context: Context): Promise<void> {
  const { predictLines } = await import('@bridle/pipeline');
  const { messages, terminal, stdin, language } = context;
  const words = wordsOf(language);
  const { failed, ...result } = await interruptible((signal) =>
    predictLines({
      ...pickScoring(options),
      ...{ model, lines: untilAborted(stdin, signal), write: terminal.out, signal },
      sentence: (error) => translate(error, words),
    }),
  );
  for (const note of notes({ ...result, outPath: null, overrides: [] }, options, context)) terminal.err(`${note}\n`);
  if (failed > 0) throw new CallError(messages.predict.failedLines(count(failed), count(result.rows)));
}

function pickScoring({ topK, rejectBelow, explain, keep, priors, uncalibrated }: Options) {
  return {
    ...(topK !== undefined && { topK }),
    ...(rejectBelow !== undefined && { rejectBelow }),
    ...(explain !== undefined && { explain }),
    ...(keep !== undefined && { keep }),
    ...(priors !== undefined && { priors }),
    ...(uncalibrated !== undefined && { uncalibrated }),
  };
}

async function predict(model: string, table: string, name: string, options: Options, context: Context): Promise<void> {
  const { out = null, columns, ...chosen } = options;
  embeddingOptions(options, context);
  if (columns) return showColumnsForModel({ model, table, ...chosen }, false, context);
  const { predictTable } = await import('@bridle/pipeline');
  const { messages, terminal } = context;
  const progress = progressLine(context);
  const start = performance.now();
  const result = await interruptible((signal) =>
    predictTable({
      ...{ model, table, out, ...chosen, signal },
      onNote: notePrinter(name, context, progress),
      onText: (part) => {
        progress.clear();
        terminal.out(part);
      },
      onProgress: ({ rows, total }) => {
        const rate = (1000 * rows) / (performance.now() - start);
        const left = elapsed((total - rows) / rate);
        progress.show('predict', messages.predict.progress(count(rows), count(total), count(Math.round(rate)), left));
      },
    }),
  ).finally(progress.clear);
  for (const note of notes(result, options, context)) terminal.err(`${note}\n`);
}

type Done = Pick<PredictResult, 'outPath' | 'rows' | 'rejected' | 'overrides' | 'unseen'>;

/** Notes on the result: where it is, how many rows have no class, which values the model does not know. */
function notes(result: Done, { rejectBelow = 0 }: Options, context: Context): string[] {
  const t = context.messages.predict;
  const lines: string[] = [];
  if (result.outPath !== null) lines.push(t.done(count(result.rows), printable(result.outPath)));
  if (result.rejected > 0) lines.push(t.rejected(count(result.rejected), figure(rejectBelow)));
  return [...lines, ...overrideNotes(result.overrides, context), ...unseenNotes(result.unseen, context)];
}
