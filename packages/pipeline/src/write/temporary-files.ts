// Names of files that are not finished yet, and their removal: when the work ends, when a signal or process.exit ends the
// process, and, after a process that was killed, by the next run that writes to the same path.
// A name carries the host and the process that made it: `.out.csv.<host>-<pid>-<random>.tmp`.

import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** No process writes one file for so long; a leftover of another host is removed after it. */
const STALE_MS = 24 * 3600 * 1000;

const temporaries = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A new name beside `target`. The file is removed if the process ends before `removeTemporary`. */
export function temporaryName(target: string): string {
  const random = randomBytes(6).toString('hex');
  const path = join(dirname(target), `${prefixOf(target)}${HOST}-${process.pid}-${random}.tmp`);
  if (temporaries.size === 0) {
    process.on('exit', removeAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  temporaries.add(path);
  return path;
}

/** Runs `work` with the path of a temporary file in the system's folder, which is removed afterwards. */
export async function withTemporary<T>(name: string, work: (path: string) => Promise<T>): Promise<T> {
  const target = join(tmpdir(), name);
  await removeLeftovers(target);
  const path = temporaryName(target);
  try {
    return await work(path);
  } finally {
    await removeTemporary(path);
  }
}

/** Removes the file if it is still there, and forgets the name. */
export async function removeTemporary(path: string): Promise<void> {
  await rm(path, { force: true });
  temporaries.delete(path);
  if (temporaries.size > 0) return;
  process.off('exit', removeAll);
  for (const signal of signals) process.off(signal, onSignal);
}

/** Removes what processes that no longer run have left beside `target`. */
export async function removeLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const prefix = prefixOf(target);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    if (await isLeftover(path, name.slice(prefix.length))) await rm(path, { force: true }).catch(() => {});
  }
}

function prefixOf(target: string): string {
  return `.${basename(target).slice(0, 80)}.`;
}

/** `rest` is what follows the prefix in the name. */
async function isLeftover(path: string, rest: string): Promise<boolean> {
  const match = /^(?:([0-9a-f]{8})-(\d+)-)?[0-9a-f]{12}\.tmp$/.exec(rest);
  if (!match || temporaries.has(path)) return false;
  if (match[1] === HOST) return !isRunning(Number(match[2]));
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && Date.now() - facts.mtimeMs > STALE_MS;
}

/** Whether another process has this number: a file with our own number that we do not know is of an earlier one. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function removeAll(): void {
  for (const path of temporaries) rmSync(path, { force: true });
}

/** Removes unfinished files and ends the process by the signal, unless the program handles the signal itself. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
