// bridle train duckdb:FILE#TABLE, postgres://…#TABLE or clickhouse://…#TABLE: trains by statements inside a database.

import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import { databaseAccount, databaseDocument, databaseNotes } from '../output/database-account.ts';
import { count } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { progressLine } from '../output/progress.ts';
import { shellWord } from '../output/text.ts';

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
  weight?: string;
  missing?: string[];
  maxIterations?: number;
  json?: boolean;
};

/** The sentence about an option of files that does not apply; null if all do. */
export function idleOption(options: DatabaseCall, kind: string, { messages }: Context): string | null {
  const idle = Object.entries(options).find(([name, value]) => !APPLIES.has(name) && value !== undefined);
  const report = (options as { report?: string | false }).report;
  const flag = options.l2 === 'auto' ? 'l2 auto' : typeof report === 'string' ? 'report' : idle?.[0];
  return flag === undefined ? null : messages.call.conflict(flagOf(flag), kind);
}

const APPLIES = new Set(
  'target out report C l2 standardize seed drop categorical id weight missing maxIterations json lang'.split(' '),
);

/** The schemes of databases, as they are typed. */
const SCHEME = /^(duckdb:|postgres(?:ql)?:\/\/|clickhouse:\/\/)/;

export function isDatabase(word: string): boolean {
  return SCHEME.test(word);
}

/** The database, a path or an address, and the table of `duckdb:FILE#TABLE` and its like; null for another word. */
export function databaseOf(word: string): { database: string; table: string[] } | null {
  const [, database, table] = /^(.+)#([^#]+)$/s.exec(word) ?? [];
  if (database === undefined || !isDatabase(database) || database === 'duckdb:') return null;
  return { database: database.replace(/^duckdb:/, ''), table: table.split('.') };
}

export async function trainInDatabase(word: string, options: DatabaseCall, context: Context): Promise<void> {
  const { messages, terminal } = context;
  const place = databaseOf(word);
  if (!place) throw new CallError(messages.train.databaseForm, 'bridle train');
  const [scheme] = SCHEME.exec(word) ?? [];
  const refusal = idleOption(options, scheme ?? '', context);
  if (refusal !== null) throw new CallError(refusal, 'bridle train');
  const { l2 } = options;
  const { trainDatabase } = await import('@bridle/pipeline');
  const progress = progressLine(context);
  const { target, C, standardize, seed, drop, categorical, id, weight, missing, maxIterations, json } = options;
  const out = options.out ?? `${place.table.at(-1)}.model.json`;
  const given = { C, l2, seed, exclude: drop, categorical, id, weight, missing, maxPasses: maxIterations };
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
  const t = messages.train;
  const shown = `${scheme === 'duckdb:' ? scheme : ''}${result.database}#${place.table.join('.')}`;
  terminal.err(databaseNotes(result.model, categorical, context));
  const solver = [t.passes(count(result.passes)), t.sampled(count(result.sampleRows))];
  const next = `bridle export ${shellWord(result.modelPath)} --to sql`;
  terminal.out(
    json
      ? jsonDocument(databaseDocument(shown, result))
      : databaseAccount({ table: shown, result, solver, next }, context),
  );
}

/** `--one-se` of oneSe. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
