// The table of a call: a file, or - for stdin, which is copied to a temporary file, because a table is read more than once.

import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { interruptible } from '../interrupt.ts';
import type { TableOptions } from './table-options.ts';

/** The name of a table in messages and of files beside it. */
export function tableName(table: string): string {
  return table === '-' ? 'stdin' : table;
}

/** Runs `work` with the path of the table; errors name stdin, not its copy. */
export async function withTable<T>(
  table: string,
  { format }: TableOptions,
  { stdin, messages }: Context,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (table !== '-') return work(table);
  if (format === undefined) throw new CallError(messages.table.stdinFormat);
  const folder = await mkdtemp(join(tmpdir(), 'bridle-stdin-'));
  const path = join(folder, 'stdin');
  try {
    await interruptible((signal) => copyTo(path, stdin, signal));
    return await work(path);
  } catch (error) {
    throw renamed(error, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyTo(path: string, stdin: Context['stdin'], signal: AbortSignal): Promise<void> {
  const copy = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of untilAborted(stdin, signal)) await copy.writeFile(chunk);
  } finally {
    await copy.close();
  }
}

/** What stdin gives, until the signal aborts: a read that waits for a person does not end by itself. */
export async function* untilAborted(stdin: Context['stdin'], signal: AbortSignal): AsyncGenerator<Uint8Array | string> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  aborted.catch(() => {});
  const chunks = stdin[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([chunks.next(), aborted]);
    if (next.done) return;
    yield next.value;
  }
}

/** The error with "stdin" in place of the path of its copy. */
function renamed(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  error.message = error.message.replaceAll(path, 'stdin');
  const { facts } = error as { facts?: Record<string, unknown> };
  const named = Object.entries(facts ?? {}).map(([key, fact]) => [key, fact === path ? 'stdin' : fact]);
  if (facts) Object.assign(error, { facts: Object.fromEntries(named) });
  return error;
}
