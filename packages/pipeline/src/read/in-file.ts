// Errors of bridle/learn name rows and columns but no file; this adds the name of the file.

import { amongRows, ModelError, RecipeError } from 'bridle/learn';
import { inputError } from '../messages.ts';

/** Errors whose sentences say what to do about the file. */
const own = ['bad-weight', 'zero-weights', 'zero-weight-class', 'no-such-class', 'no-complete-rows'] as const;

/**
 * Runs `work` and adds the file to its errors. If `work` sees a selection of rows, `rows` are their places in the file, or
 * how many rows come before.
 */
export function inFile<T>(file: string, work: () => T, rows?: Int32Array | number): T {
  try {
    return rows === undefined ? work() : amongRows(rows, work);
  } catch (error) {
    if (!(error instanceof RecipeError || error instanceof ModelError)) throw error;
    const facts = { ...error.facts, file };
    const code = own.find((one) => one === error.code);
    if (code) throw inputError(code, facts as never);
    const Kind = error instanceof RecipeError ? RecipeError : ModelError;
    throw new Kind(error.code, `${file}: ${error.message}`, facts);
  }
}
