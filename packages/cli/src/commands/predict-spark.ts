// bridle predict MODEL sc://HOST/TABLE --into TABLE: the server makes a table of the predictions, and no row comes here.

import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import { count } from '../output/figures.ts';
import { progressLine } from '../output/progress.ts';
import { printable } from '../output/text.ts';

export type ServerCall = { into?: string; keep?: 'id' | 'all' | 'none'; uncalibrated?: boolean };

const APPLIES = new Set(['into', 'keep', 'uncalibrated', 'lang']);

export async function predictOnServer(
  path: string,
  word: string,
  options: ServerCall,
  context: Context,
): Promise<void> {
  const { messages, terminal } = context;
  const t = messages.predict;
  const idle = Object.entries(options).find(([name, value]) => !APPLIES.has(name) && value !== undefined)?.[0];
  if (idle !== undefined) throw new CallError(messages.call.conflict(flagOf(idle), 'sc://'), 'bridle predict');
  const { parseAddress, parseTableName, scoreOnSpark, shownServer, withSession } = await import('@bridle/spark');
  const { address, table } = parseAddress(word, process.env);
  if (table.length === 0) throw new CallError(messages.train.sparkForm, 'bridle predict');
  if (options.into === undefined) throw new CallError(t.needsInto, 'bridle predict');
  const into = parseTableName(options.into);
  if (into === null || into.length === 0) throw new CallError(t.badInto(options.into), 'bridle predict');
  const { readModel } = await import('@bridle/pipeline');
  const read = await readModel(path);
  const model = options.uncalibrated ? { ...read, calibration: null } : read;
  const { keep = 'id' } = options;
  const kept = keep === 'all' ? keep : keep === 'id' ? (model.reading.id ?? []) : [];
  const progress = progressLine(context);
  const { rows, unscored } = await interruptible((signal) =>
    withSession(
      address,
      {
        signal,
        onProgress: ({ doneTasks, tasks }) =>
          progress.show(
            'score',
            messages.train.onSpark(t.scoring, tasks > 0 ? `${count(doneTasks)}/${count(tasks)}` : ''),
          ),
      },
      (session) => scoreOnSpark(session, model, table, into, kept),
    ),
  ).finally(progress.clear);
  terminal.err(`${t.done(count(rows), printable(`${shownServer(address)}/${into.join('.')}`))}\n`);
  if (unscored > 0) terminal.err(`${t.unscored(count(unscored))}\n`);
}

/** `--top-k` of topK. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
