// Errors of bridle/learn name rows and columns but no file; this adds the name of the file.

import { ModelError, RecipeError } from 'bridle/learn';

/**
 * Runs `work` and adds the file to its errors. If `work` sees a selection of rows, `rows` are their places in the file, or
 * how many rows come before.
 */
export function inFile<T>(file: string, work: () => T, rows?: Int32Array | number): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RecipeError || error instanceof ModelError)) throw error;
    const Kind = error instanceof RecipeError ? RecipeError : ModelError;
    const { row } = error.facts;
    if (rows === undefined || typeof row !== 'number')
      throw new Kind(error.code, `${file}: ${error.message}`, { ...error.facts, file });
    const inTable = typeof rows === 'number' ? rows + row : rows[row - 1] + 1;
    const message = error.message.replace(`Row ${row} `, `Row ${inTable} `);
    throw new Kind(error.code, `${file}: ${message}`, { ...error.facts, row: inTable, file });
  }
}
