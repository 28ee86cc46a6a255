// bridle train TABLE --target COL: trains a classifier on a table, and prints what was done.

import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { trainTable } from '@bridle/pipeline';
import { setArithmetic } from 'bridle';
import type { NGrams } from 'bridle/learn';
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { addEmbeddingOptions, type EmbeddingOptions, embeddingOptions } from '../input/embedding-options.ts';
import {
  choiceOption,
  interactionsOption,
  missingOption,
  ngramsOption,
  numberOption,
  numbersOption,
  pairsOption,
  sizeOption,
} from '../input/options.ts';
import { tableName, withTable } from '../input/table-input.ts';
import { addTableOptions, type TableOptions, tableOptions } from '../input/table-options.ts';
import { interruptible } from '../interrupt.ts';
import { columnsSheet, inferredLines } from '../output/columns-sheet.ts';
import { bytes, count } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { progressLine } from '../output/progress.ts';
import { stateLines } from '../output/state-lines.ts';
import { notePrinter } from '../output/table-notes.ts';
import { printable } from '../output/text.ts';
import { account, documentOf } from '../output/training-account.ts';
import { trainingProgress } from '../output/training-progress.ts';
import { addExamples } from './examples.ts';
import { isDatabase, trainInDatabase } from './train-database.ts';
import { trainOnServer } from './train-spark.ts';

const SOLVERS = ['auto', 'newton', 'lbfgs', 'gd', 'sgd', 'proximal'] as const;
const LEVELS = ['reproducible', 'auto'] as const;
/** More threads than a pass has parts would wait. */
const MOST_THREADS = 8;
const FILLS = ['mean', 'median'] as const;
const CALIBRATIONS = ['auto', 'none', 'temperature', 'vector', 'isotonic', 'dirichlet'] as const;

type Options = TableOptions &
  EmbeddingOptions & {
    target: string;
    out?: string;
    report?: string | false;
    C?: number;
    l2?: number | 'auto';
    l1?: number | true;
    l1Ratio?: number;
    folds?: number;
    oneSe?: boolean;
    calibration?: (typeof CALIBRATIONS)[number];
    summary?: boolean;
    base?: string;
    robust?: boolean;
    cluster?: string;
    confidence?: number;
    reference?: Record<string, string>;
    standardize: boolean;
    fill?: (typeof FILLS)[number];
    weight?: string;
    classWeight?: 'balanced' | Record<string, number>;
    holdout?: number;
    refit?: boolean;
    seed?: number;
    drop?: string[];
    categorical?: string[];
    numeric?: string[];
    text?: string[];
    interactions?: string[];
    ngrams?: NGrams;
    maxFeatures?: number;
    hash?: number;
    id?: string[];
    missing?: string[];
    solver?: (typeof SOLVERS)[number];
    learningRate?: number;
    batchSize?: number;
    maxIterations?: number;
    minCount?: number;
    threads?: number;
    level?: (typeof LEVELS)[number];
    strict?: boolean;
    memory?: number;
    tmp?: string;
    restart?: boolean;
    columns?: boolean;
    json?: boolean;
  };

export function addTrain(program: Command, context: Context): void {
  const { messages } = context;
  const { train: help, common } = messages.help;
  const number = (flag: string, expected: Parameters<typeof numberOption>[1]) => numberOption(flag, expected, messages);
  const l2 = number('--l2', 'notNegativeOrAuto');
  const command = program
    .command('train')
    .summary(help.about)
    .description(`${help.about}.\n\n${help.detail}`)
    .argument('<table>', common.table)
    .requiredOption('--target <column>', help.target)
    .option('--out <file>', help.out)
    .option('--report <file>', help.report)
    .option('--no-report', help.noReport)
    .addOption(new Option('--C <number>', help.C).argParser(number('--C', 'positive')).conflicts('l2'))
    .addOption(new Option('--l2 <number>', help.l2).argParser((text) => (text === 'auto' ? text : l2(text))))
    .option('--l1 [number]', help.l1, number('--l1', 'notNegative'))
    .option('--l1-ratio <share>', help.l1Ratio, number('--l1-ratio', 'probability'))
    .option('--folds <number>', help.folds, number('--folds', 'wholeTwo'))
    .addOption(new Option('--one-se', help.oneSe).conflicts('C'))
    .option('--calibration <name>', help.calibration, choiceOption('--calibration', CALIBRATIONS, messages))
    .option('--summary', help.summary)
    .option('--base <class>', help.base)
    .option('--robust', help.robust)
    .option('--cluster <column>', help.cluster)
    .option('--confidence <p>', help.confidence, number('--confidence', 'betweenZeroAndOne'))
    .option('--reference <pairs...>', help.reference, pairsOption('--reference', messages))
    .option('--no-standardize', help.noStandardize)
    .option('--fill <name>', help.fill, choiceOption('--fill', FILLS, messages))
    .option('--weight <column>', help.weight)
    .option('--class-weight <weights...>', help.classWeight, numbersOption('--class-weight', 'balanced', messages))
    .option('--holdout <part>', help.holdout, number('--holdout', 'fraction'))
    .option('--refit', help.refit)
    .option('--no-refit', help.noRefit)
    .option('--seed <number>', help.seed, number('--seed', 'wholeNotNegative'))
    .option('--drop <columns...>', help.drop)
    .option('--categorical <columns...>', help.categorical)
    .option('--numeric <columns...>', help.numeric)
    .option('--text <columns...>', help.text)
    .option('--interactions <products...>', context.messages.help.interactions, interactionsOption)
    .option('--ngrams <ranges>', help.ngrams, ngramsOption(messages))
    .option('--max-features <number>', help.maxFeatures, number('--max-features', 'wholePositive'))
    .option('--hash <bits>', help.hash, number('--hash', 'bits'))
    .option('--id <columns...>', help.id)
    .option('--missing <words>', common.missing, missingOption)
    .option('--solver <name>', help.solver, choiceOption('--solver', SOLVERS, messages))
    .option('--learning-rate <number>', help.learningRate, number('--learning-rate', 'positive'))
    .option('--batch-size <rows>', help.batchSize, number('--batch-size', 'wholePositive'))
    .option('--max-iterations <number>', help.maxIterations, number('--max-iterations', 'wholePositive'))
    .option('--min-count <rows>', help.minCount, number('--min-count', 'wholePositive'))
    .option('--threads <number>', help.threads, number('--threads', 'wholePositive'))
    .option('--level <name>', help.level, choiceOption('--level', LEVELS, messages))
    .option('--strict', help.strict)
    .option('--memory <size>', help.memory, sizeOption('--memory', messages))
    .option('--tmp <folder>', help.tmp)
    .option('--restart', help.restart)
    .option('--columns', help.columns);
  addTableOptions(addEmbeddingOptions(command, context), context)
    .option('--json', common.json)
    .action((table: string, options: Options) => {
      if (isDatabase(table)) return trainInDatabase(table, options, context);
      if (table.startsWith('sc://')) return trainOnServer(table, options, context);
      return withTable(table, options, context, (path) =>
        (options.columns ? showColumns : train)(path, tableName(table), options, context),
      );
    });
  addExamples(command, help.examples, context);
}

async function train(table: string, name: string, options: Options, context: Context): Promise<void> {
  const { trainTable } = await import('@bridle/pipeline');
  if (options.level) setArithmetic(options.level);
  const progress = progressLine(context);
  const request = requestOf(table, options, context);
  const textOf = trainingProgress(context);
  const state = stateLines(context, progress);
  const result = await interruptible((signal) =>
    trainTable({
      ...request,
      signal,
      restart: options.restart === true,
      onSpill: ({ path, bytes: size }) => {
        progress.clear();
        context.terminal.err(`${context.messages.train.spilling(bytes(size), printable(path))}\n`);
      },
      onState: state.show,
      onNote: notePrinter(name, context, progress),
      onInferred: (found) => {
        progress.clear();
        context.terminal.err(inferredLines(found, context));
      },
      onProgress: (event) => progress.show(event.phase, textOf(event)),
    }),
  )
    .catch((error: unknown) => {
      progress.clear();
      state.showKept(error);
      throw error;
    })
    .finally(progress.clear);
  context.terminal.out(options.json ? jsonDocument(documentOf(name, result)) : account(name, result, context));
}

/** Prints how the table would be read, and trains nothing. */
async function showColumns(table: string, name: string, options: Options, context: Context): Promise<void> {
  const { inferColumns } = await import('@bridle/pipeline');
  const progress = progressLine(context);
  const { exclude, categorical, numeric, text, id, missing, target, weight } = requestOf(table, options, context);
  const given = { exclude, categorical, numeric, text, id, missing, weight };
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const found = await interruptible((signal) =>
    inferColumns({
      ...{ table, target, ...chosen, ...tableOptions(options), ...embeddingOptions(options, context), signal },
      onNote: notePrinter(name, context, progress),
      onProgress: ({ rows, total }) => progress.show('read', context.messages.train.reading(count(rows), count(total))),
    }),
  ).finally(progress.clear);
  context.terminal.out(options.json ? jsonDocument({ table: name, ...found }) : columnsSheet(name, found, context));
}

function requestOf(table: string, options: Options, context: Context): Parameters<typeof trainTable>[0] {
  const { folds, oneSe: oneStandardError, calibration } = options;
  const {
    target,
    C,
    l2,
    standardize,
    fill,
    weight,
    classWeight,
    holdout,
    refit,
    seed,
    drop,
    categorical,
    numeric,
    text,
    interactions,
    ngrams,
    maxFeatures,
    hash,
    id,
    missing,
    solver,
    learningRate,
    batchSize,
    maxIterations,
    threads = Math.min(availableParallelism(), MOST_THREADS),
    strict,
    minCount,
    memory,
    tmp,
  } = options;
  const out = options.out ?? `${stem(table)}.model.json`;
  const report = options.report === false ? null : options.report;
  const columns = { exclude: drop, categorical, numeric, text, id };
  const choice = {
    C,
    l2,
    l1: options.l1 === true ? ('auto' as const) : options.l1,
    l1Ratio: options.l1Ratio,
    folds,
    oneStandardError,
    calibration,
    summary: summaryOf(options),
    references: options.reference,
  };
  const given = {
    report,
    ...choice,
    fill,
    weight,
    classWeight,
    holdout,
    refit,
    seed,
    ...columns,
    missing,
    solver,
    learningRate,
    batchSize,
    maxIterations,
    threads,
    strict,
    minCount,
    memory,
    tmp,
    interactions,
    ngrams,
    maxFeatures,
    hash,
  };
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const beside = embeddingOptions(options, context);
  return {
    table,
    target,
    out,
    standardize,
    language: context.language,
    ...chosen,
    ...tableOptions(options),
    ...beside,
  };
}

/** The options of the summary; each of them implies it. */
function summaryOf({ summary, base, robust, cluster, confidence }: Options) {
  const chosen = Object.entries({ base, robust, cluster, confidence }).filter(([, value]) => value !== undefined);
  return summary || chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
}

/** The table's name without its folder, its ending (`.csv.gz` included) and the marks of a pattern. */
function stem(table: string): string {
  const name = basename(table);
  const bare = name.replace(/\.(csv|tsv|jsonl?|ndjson|parquet)(\.(gz|zst))?$/i, '') || name;
  return bare.replace(/[-_.]*[*?]+/g, '') || 'table';
}
