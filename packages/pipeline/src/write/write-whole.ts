// Files that are there whole or not at all: written under a temporary name in the same folder, synced, then renamed.
// The temporary file goes on every failure, on abort, and when a signal or process.exit ends the process.

import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inputError } from '../messages.ts';

/** Writes the parts of a file one after the other; `temporary` is its name until it is whole. */
export type Writer = (write: (part: string | Uint8Array) => Promise<void>, temporary: string) => Promise<void>;

/** A file to be: where, and its text, its bytes, or what writes it part by part. */
export type Output = { path: string; content: string | Uint8Array | Writer };

/**
 * Writes files whole: each path holds what was there before or all of the new content, never a part, and all are
 * written before the first is renamed, so that if one cannot be written, none is. Their folders are made where there are none.
 *
 * @throws InputError 'not-writable', 'disk-full', 'is-a-folder', 'not-a-file'; the signal's reason when it aborts.
 */
export async function writeWhole(outputs: readonly Output[], signal?: AbortSignal): Promise<void> {
  const staged: { temporary: string; target: string; path: string }[] = [];
  let path = '';
  try {
    for (const output of outputs) {
      path = output.path;
      const target = await writableTarget(path);
      const temporary = temporaryName(target);
      remember(temporary);
      staged.push({ temporary, target, path });
      await writeTemporary(temporary, output.content, signal);
    }
    signal?.throwIfAborted();
    for (const { temporary, target, path: named } of staged) {
      path = named;
      await rename(temporary, target);
    }
  } catch (error) {
    throw asInputError(error, path);
  } finally {
    for (const { temporary } of staged) {
      await rm(temporary, { force: true });
      forget(temporary);
    }
  }
}

async function writeTemporary(temporary: string, content: Output['content'], signal?: AbortSignal): Promise<void> {
  const file = await open(temporary, 'wx');
  try {
    const write = (part: string | Uint8Array) => {
      signal?.throwIfAborted();
      return writeAll(file, part);
    };
    await (typeof content === 'function' ? content(write, temporary) : write(content));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Refuses a path that `writeWhole` could not write, before any work is spent on what should be written there. */
export async function checkWritable(path: string): Promise<void> {
  const temporary = temporaryName(await writableTarget(path));
  remember(temporary);
  try {
    await writeTemporary(temporary, '');
  } catch (error) {
    throw asInputError(error, path);
  } finally {
    await rm(temporary, { force: true });
    forget(temporary);
  }
}

/** The real file behind a path, its folder made; refuses a folder, and devices: renaming would replace /dev/null. */
async function writableTarget(path: string): Promise<string> {
  const target = await realpath(path).catch(() => path);
  const facts = await stat(target).catch(() => undefined);
  if (facts?.isDirectory()) throw inputError('is-a-folder', { file: path });
  if (facts && !facts.isFile()) throw inputError('not-a-file', { file: path });
  await makeFolder(dirname(target)).catch((error) => {
    throw asInputError(error, path);
  });
  return target;
}

/** Makes a folder and those above it. Node's own `recursive` never ends below /proc, which says ENOENT to every mkdir. */
async function makeFolder(folder: string): Promise<void> {
  const isThere = async () => (await stat(folder).catch(() => undefined))?.isDirectory();
  const parent = dirname(folder);
  if (parent === folder || (await isThere())) return;
  await makeFolder(parent);
  await mkdir(folder).catch(async (error) => {
    if (!(await isThere())) throw error; // another process may have been faster
  });
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`);
}

async function writeAll(file: FileHandle, part: string | Uint8Array): Promise<void> {
  const bytes = typeof part === 'string' ? Buffer.from(part) : part;
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refused = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'ENOENT',
  'EISDIR',
  'EEXIST',
  'ENAMETOOLONG',
  'ELOOP',
  'EINVAL',
]);

/** What the file system says (or DuckDB of it), as an InputError where a person can mend it. */
function asInputError(error: unknown, file: string): unknown {
  const { code = '', syscall, message = '' } = error as NodeJS.ErrnoException;
  if (full.has(code) || message.includes('No space left on device')) return inputError('disk-full', { file });
  return syscall !== undefined && refused.has(code) ? inputError('not-writable', { file }) : error;
}

const temporaries = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function removeAll(): void {
  for (const path of temporaries) rmSync(path, { force: true });
}

/** Removes what is half written and dies of the signal, unless the program has its own way of ending. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}

function remember(path: string): void {
  if (temporaries.size === 0) {
    process.on('exit', removeAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  temporaries.add(path);
}

function forget(path: string): void {
  temporaries.delete(path);
  if (temporaries.size > 0) return;
  process.off('exit', removeAll);
  for (const signal of signals) process.off(signal, onSignal);
}
