// Files that are there whole or not at all: written under a temporary name in the same folder, synced, then renamed.
// Several files are replaced together or not at all, as far as a file system can: see `writeWhole`.

import { copyFile, type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asFileError } from './file-errors.ts';
import { writableTarget } from './output-path.ts';
import { removeLeftovers, removeTemporary, temporaryName } from './temporary-files.ts';

/** Writes the parts of a file one after the other; `temporary` is its name until it is whole. */
export type Writer = (write: (part: string | Uint8Array) => Promise<void>, temporary: string) => Promise<void>;

/** A file to be: where, and its text, its bytes, or what writes it part by part. */
export type Output = { path: string; content: string | Uint8Array | Writer };

type Staged = { path: string; target: string; temporary: string };

/**
 * Writes files whole: each path holds what was there before or all of the new content, never a part. All files are
 * written and synced before the first is renamed; if a rename fails, those already done are undone. Only a process that
 * is killed between two renames, or a disk that refuses to undo one, leaves some files new and others old. Folders are
 * made where there are none.
 *
 * @throws InputError 'not-writable', 'is-a-folder', 'not-a-file'; WorkError 'disk-full', 'no-permission',
 * 'write-failed'; the signal's reason when it aborts.
 * @example
 * ```ts
 * import { readText, writeWhole } from '@bridle/pipeline';
 * await writeWhole([{ path: 'out/hello.txt', content: 'hello' }]);
 * await readText('out/hello.txt'); // → 'hello'
 * ```
 */
export async function writeWhole(outputs: readonly Output[], signal?: AbortSignal): Promise<void> {
  const staged: Staged[] = [];
  let path = '';
  try {
    for (const output of outputs) {
      path = output.path;
      const target = await writableTarget(path);
      await removeLeftovers(target);
      const temporary = temporaryName(target);
      staged.push({ temporary, target, path });
      await writeTemporary(temporary, output.content, signal);
    }
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => removeTemporary(temporary)));
    throw asFileError(error, path);
  }
  try {
    signal?.throwIfAborted();
    await renameAll(staged);
  } finally {
    for (const { temporary } of staged) await removeTemporary(temporary);
  }
}

/** Renames every file, or none: a target that exists is kept under a second name until all are renamed. */
async function renameAll(staged: readonly Staged[]): Promise<void> {
  const done: { target: string; backup: string | null }[] = [];
  const backups: string[] = [];
  try {
    for (const [i, { path, temporary, target }] of staged.entries()) {
      try {
        const isLast = i === staged.length - 1; // nothing follows that could fail
        const backup = isLast ? null : await keep(target, backups);
        await rename(temporary, target);
        done.push({ target, backup });
      } catch (error) {
        for (const one of done.toReversed()) await undo(one).catch(() => {});
        throw asFileError(error, path);
      }
    }
    for (const folder of new Set(staged.map(({ target }) => dirname(target)))) await syncFolder(folder);
  } finally {
    for (const backup of backups) await removeTemporary(backup);
  }
}

/** A second name for the file at `target`, or null where there is none. */
async function keep(target: string, backups: string[]): Promise<string | null> {
  const backup = temporaryName(target);
  backups.push(backup);
  try {
    // Not every file system has hard links.
    await link(target, backup).catch(() => copyFile(target, backup));
    return backup;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function undo({ target, backup }: { target: string; backup: string | null }): Promise<void> {
  return backup === null ? rm(target) : rename(backup, target);
}

/** Makes the renames last through a power failure, where the system can sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
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

/**
 * Refuses a path that `writeWhole` could not write, before any work is spent on its content.
 *
 * @example
 * ```ts
 * import { checkWritable } from '@bridle/pipeline';
 * await checkWritable('out/new.csv'); // → undefined
 * ```
 */
export async function checkWritable(path: string): Promise<void> {
  const temporary = temporaryName(await writableTarget(path));
  try {
    await writeTemporary(temporary, '');
  } catch (error) {
    throw asFileError(error, path);
  } finally {
    await removeTemporary(temporary);
  }
}

async function writeAll(file: FileHandle, part: string | Uint8Array): Promise<void> {
  const bytes = typeof part === 'string' ? Buffer.from(part) : part;
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
