// Errors of bridle/learn know rows and columns but no files; here they get the name of the file that they are about.

import { ModelError, RecipeError } from 'bridle/learn';

/** Runs `work`; an error of bridle/learn from it names the file, and the row of the file where `rows` were taken of it. */
export function inFile<T>(file: string, work: () => T, rows?: Int32Array): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RecipeError || error instanceof ModelError)) throw error;
    const Kind = error instanceof RecipeError ? RecipeError : ModelError;
    const { row } = error.facts;
    if (!rows || typeof row !== 'number')
      throw new Kind(error.code, `${file}: ${error.message}`, { ...error.facts, file });
    const inTable = rows[row - 1] + 1;
    const message = error.message.replace(`Row ${row} `, `Row ${inTable} `);
    throw new Kind(error.code, `${file}: ${message}`, { ...error.facts, row: inTable, file });
  }
}
