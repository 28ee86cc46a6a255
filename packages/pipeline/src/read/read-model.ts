// Reads a model file. The file may be anything: its size and first bytes are checked before it is read, so that a gigabyte
// of brackets costs nothing, and bridle/learn checks every field.

import { open, readFile } from 'node:fs/promises';
import { type Model, ModelError, parseModel } from 'bridle/learn';
import { decodeProfile, type Profile } from '../drift/profile.ts';
import { inputError } from '../messages.ts';
import { inFile } from './in-file.ts';
import { checkReadable, unchanged } from './source.ts';

/** Smaller files are always parsed, so that the error names exactly what is wrong with them. */
const SMALL = 1 << 20;
/** The longest string in V8. */
const LIMIT = 500 << 20;

/**
 * Reads a model that `trainTable` wrote.
 *
 * @throws InputError for a path that cannot be read or a file beyond 500 MB; ModelError, with the file in its facts and
 * its sentence, for what is in it: see `parseModel` of bridle/learn.
 * @example
 * ```ts
 * import { readModel } from '@bridle/pipeline';
 * // The model of the example of trainTable.
 * (await readModel('out/iris.model.json')).target; // → 'species'
 * ```
 */
export async function readModel(path: string): Promise<Model> {
  const text = await textOf(path);
  return inFile(path, () => parseModel(text));
}

/**
 * The model, and the profile of the columns that it was trained on; null where its file has none.
 *
 * @throws as `readModel`.
 */
export async function readProfiled(path: string): Promise<{ model: Model; profile: Profile | null }> {
  const text = await textOf(path);
  return inFile(path, () => {
    const model = parseModel(text);
    const { profile } = JSON.parse(text) as { profile?: unknown };
    return { model, profile: profile === undefined ? null : decodeProfile(profile, model.recipe) };
  });
}

async function textOf(path: string): Promise<string> {
  const size = await checkReadable(path);
  if (size > SMALL && !(await beginsAsModel(path))) {
    throw new ModelError('not-a-model', `${path}: The file is not a bridle model.`, { file: path });
  }
  if (size > LIMIT) throw inputError('model-too-large', { file: path, size, limit: LIMIT });
  return unchanged(path, () => readFile(path, 'utf8'));
}

async function beginsAsModel(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return /^\s*\{\s*"format"\s*:\s*"bridle-model"/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
