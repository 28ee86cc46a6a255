// Checks of what a caller asks for, before any work: each refusal names the option, what it may be, and what it was.

import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inputError } from './messages.ts';

/** Refuses a number outside what `fits` says; `expected` says it in words. Absent is fine. */
export function checkNumber(option: string, value: unknown, expected: string, fits: (x: number) => boolean): void {
  if (value === undefined || (typeof value === 'number' && fits(value))) return;
  throw inputError('bad-option', { option, expected, found: String(value) });
}

/** Refuses outputs that would replace one of the inputs or each other. */
export async function checkPaths(inputs: readonly string[], outputs: readonly string[]): Promise<void> {
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const taken = new Map<string, 'output-is-input' | 'same-output'>();
  for (const path of inputs) taken.set(await real(path), 'output-is-input');
  for (const file of outputs) {
    const path = await real(file);
    const clash = taken.get(path);
    if (clash) throw inputError(clash, { file });
    taken.set(path, 'same-output');
  }
}
