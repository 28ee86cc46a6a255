// Where an output really goes: symbolic links are followed, those whose file does not exist yet too, and folders are made.

import { mkdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { inputError } from '../messages.ts';
import { asFileError } from './file-errors.ts';

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** The path without links of a file that exists or not; undefined where links lead to each other. */
export async function realTarget(path: string, links = 0): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const whole = resolve(path);
  if (links > MOST_LINKS || dirname(whole) === whole) return links > MOST_LINKS ? undefined : whole;
  const folder = await realTarget(dirname(whole), links + 1);
  if (folder === undefined) return undefined;
  const link = await readlink(whole).catch(() => undefined);
  return link === undefined ? join(folder, basename(whole)) : realTarget(resolve(folder, link), links + 1);
}

/** The real file behind a path, its folder made; refuses a folder, and devices: renaming would replace /dev/null. */
export async function writableTarget(path: string): Promise<string> {
  const target = await realTarget(path);
  if (target === undefined) throw inputError('not-writable', { file: path });
  const facts = await stat(target).catch(() => undefined);
  if (facts?.isDirectory()) throw inputError('is-a-folder', { file: path });
  if (facts && !facts.isFile()) throw inputError('not-a-file', { file: path });
  await makeFolder(dirname(target)).catch((error) => {
    throw asFileError(error, path);
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
