// bridle train sc://HOST/TABLE --target COL: MLlib fits on a Spark server, and a pass of SQL certifies what it found.

import type { Progress, SparkPhase } from '@bridle/spark';
import { serializeModel } from 'bridle/learn';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import { databaseAccount, databaseDocument, databaseNotes } from '../output/database-account.ts';
import { count } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { progressLine } from '../output/progress.ts';
import { shellWord } from '../output/text.ts';
import { type DatabaseCall, idleOption } from './train-database.ts';

export async function trainOnServer(word: string, options: DatabaseCall, context: Context): Promise<void> {
  const { messages, terminal } = context;
  const t = messages.train;
  const refusal = idleOption(options, 'sc://', context);
  if (refusal !== null) throw new CallError(refusal, 'bridle train');
  const { parseAddress, shownServer, trainOnSpark, withSession } = await import('@bridle/spark');
  const { address, table } = parseAddress(word, process.env);
  if (table.length === 0) throw new CallError(t.sparkForm, 'bridle train');
  const { checkPaths, checkWritable, writeWhole } = await import('@bridle/pipeline');
  const {
    target,
    C,
    l2,
    standardize,
    seed,
    drop,
    categorical,
    id = [],
    weight,
    missing,
    maxIterations,
    json,
  } = options;
  const out = options.out ?? `${table.at(-1)?.split('/').at(-1)}.model.json`;
  await checkPaths([], [out]);
  await checkWritable(out);
  const start = performance.now();
  const progress = progressLine(context);
  let phase: SparkPhase = 'survey';
  const show = ({ doneTasks, tasks }: Progress) =>
    progress.show(phase, t.onSpark(t.sparkPhases[phase], tasks > 0 ? `${count(doneTasks)}/${count(tasks)}` : ''));
  const given = { C, l2, standardize, seed, exclude: drop, categorical, id, weight, missing, maxIterations };
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const onPhase = (next: SparkPhase) => {
    phase = next;
    show({ stages: 0, doneStages: 0, tasks: 0, doneTasks: 0 });
  };
  const trained = await interruptible((signal) =>
    withSession(address, { signal, onProgress: show }, async (session) => {
      const found = await trainOnSpark(session, { table, target, ...chosen, signal, onPhase });
      const reading = { ...found.model.reading, ...(id.length > 0 && { id }) };
      const model = { ...found.model, reading };
      await writeWhole([{ path: out, content: serializeModel(model) }], signal);
      return { ...found, model };
    }),
  ).finally(progress.clear);
  const result = { ...trained, modelPath: out, seconds: (performance.now() - start) / 1000 };
  const shown = `${shownServer(address)}/${table.join('.')}`;
  terminal.err(databaseNotes(result.model, categorical, context));
  if (trained.hitMaxIterations) terminal.err(`${t.sparkStopped(count(trained.iterations))}\n`);
  const solver = [
    t.sparkFit(count(trained.iterations)),
    t.passes(count(trained.passes)),
    ...(trained.sampleRows > 0 ? [t.corrected(count(trained.sampleRows))] : []),
  ];
  const next = `bridle predict ${shellWord(out)} ${shellWord(shown)} --into ${t.newTable}`;
  terminal.out(
    json
      ? jsonDocument(databaseDocument(shown, result))
      : databaseAccount({ table: shown, result, solver, next }, context),
  );
}
