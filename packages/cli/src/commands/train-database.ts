// bridle train duckdb:FILE#TABLE --target COL: trains by statements inside a DuckDB database.

import type { DatabaseResult } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import { count, elapsed } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { progressLine } from '../output/progress.ts';
import { facts, sheet } from '../output/sheet.ts';
import { printable, shellWord } from '../output/text.ts';

/** The options of bridle train that apply to a database. */
export type DatabaseCall = {
  target: string;
  out?: string;
  C?: number;
  l2?: number | 'auto';
  standardize: boolean;
  seed?: number;
  drop?: string[];
  categorical?: string[];
  id?: string[];
  missing?: string[];
  maxIterations?: number;
  json?: boolean;
};

const APPLIES = new Set(
  'target out report C l2 standardize seed drop categorical id missing maxIterations json lang'.split(' '),
);

/** The database and the table of `duckdb:FILE#TABLE`; null for another word. */
export function databaseOf(word: string): { database: string; table: string[] } | null {
  const [, database, table] = /^duckdb:(.+)#([^#]+)$/s.exec(word) ?? [];
  return database === undefined ? null : { database, table: table.split('.') };
}

export async function trainInDatabase(word: string, options: DatabaseCall, context: Context): Promise<void> {
  const { messages, terminal } = context;
  const place = databaseOf(word);
  if (!place) throw new CallError(messages.train.databaseForm, 'bridle train');
  const { l2 } = options;
  const idle = Object.entries(options).find(([name, value]) => !APPLIES.has(name) && value !== undefined);
  const report = (options as { report?: string | false }).report;
  const flag = l2 === 'auto' ? 'l2 auto' : typeof report === 'string' ? 'report' : idle?.[0];
  if (flag !== undefined) throw new CallError(messages.call.conflict(flagOf(flag), 'duckdb:'), 'bridle train');
  const { trainDatabase } = await import('@bridle/pipeline');
  const progress = progressLine(context);
  const { target, C, standardize, seed, drop, categorical, id, missing, maxIterations, json } = options;
  const out = options.out ?? `${place.table.at(-1)}.model.json`;
  const given = { C, l2, seed, exclude: drop, categorical, id, missing, maxPasses: maxIterations };
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const result = await interruptible((signal) =>
    trainDatabase({
      ...{ ...place, target, out, standardize, ...chosen, signal },
      onProgress: ({ pass, objective, gradientNorm }) =>
        progress.show(
          'fit',
          messages.train.passing(count(pass), objective.toPrecision(9), gradientNorm.toExponential(1)),
        ),
    }),
  ).finally(progress.clear);
  terminal.out(json ? jsonDocument(documentOf(word, result)) : account(word, result, context));
}

function account(word: string, result: DatabaseResult, { messages, terminal }: Context): string {
  const t = messages.train;
  const { model } = result;
  const left = result.leftOut.map(({ name }) => printable(name));
  const lines: [string, string][] = [
    [t.data, `${printable(word)} · ${t.rows(count(result.rows))}`],
    [t.target, `${printable(model.target)} · ${t.classes(count(model.classes.length))}`],
    ...(result.missingTargetRows > 0
      ? [[t.setAside, t.missingTarget(count(result.missingTargetRows))] as [string, string]]
      : []),
    [
      t.features,
      [t.featureCount(count(model.weights.length / model.classes.length)), ...left.map((name) => `− ${name}`)].join(
        ' · ',
      ),
    ],
    [
      t.solver,
      [t.passes(count(result.passes)), t.sampled(count(result.sampleRows)), elapsed(result.seconds)].join(' · '),
    ],
    [t.objective, result.objective.toFixed(12)],
    [result.converged ? t.converged : t.notConverged, t.gradient(result.gradientNorm.toExponential(1))],
  ];
  const files: [string, string][] = [
    [t.model, printable(result.modelPath)],
    [t.next, `bridle export ${shellWord(result.modelPath)} --to sql`],
  ];
  return sheet([facts(lines, terminal), facts(files, terminal)]);
}

function documentOf(word: string, { model, modelPath, ...rest }: DatabaseResult): object {
  const { target, classes, training } = model;
  return { table: word, target, classes, model: modelPath, l2: training.l2, C: training.C, ...rest };
}

/** `--one-se` of oneSe. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
