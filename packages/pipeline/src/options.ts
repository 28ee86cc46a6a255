// Checks of a caller's options, before any work: each refusal names the option, what it may be, and what was given.

import { inputError } from './messages.ts';
import { filesOf } from './read/files.ts';
import { realTarget } from './write/output-path.ts';

/** Refuses a number that does not satisfy `fits`; `expected` describes it. An absent option is accepted. */
export function checkNumber(option: string, value: unknown, expected: string, fits: (x: number) => boolean): void {
  if (value === undefined || (typeof value === 'number' && fits(value))) return;
  throw inputError('bad-option', { option, expected, found: String(value) });
}

/**
 * Refuses outputs that would replace one of the inputs or each other.
 *
 * @example
 * ```ts
 * import { checkPaths, InputError } from '@bridle/pipeline';
 * const error = await checkPaths(['examples/iris/iris.csv'], ['examples/iris/iris.csv']).catch((e: unknown) => e);
 * error instanceof InputError && error.code; // → 'output-is-input'
 * ```
 */
export async function checkPaths(inputs: readonly string[], outputs: readonly string[]): Promise<void> {
  const taken = new Map<string, 'output-is-input' | 'same-output'>();
  for (const path of (await Promise.all(inputs.map(filesOf))).flat())
    taken.set((await realTarget(path)) ?? path, 'output-is-input');
  for (const file of outputs) {
    const path = (await realTarget(file)) ?? file;
    const clash = taken.get(path);
    if (clash) throw inputError(clash, { file });
    taken.set(path, 'same-output');
  }
}

/** The paths that a call reads. */
export function inputsOf({ table, embeddings }: { table: string; embeddings?: string | undefined }, model?: string) {
  return [table, model, embeddings].filter((path) => path !== undefined);
}
