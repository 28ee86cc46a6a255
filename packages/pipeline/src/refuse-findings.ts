// A strict training decides nothing by itself.

import type { Finding } from 'bridle/learn';
import { inputError } from './messages.ts';

/** Refuses the first finding. */
export function refuseFindings(file: string, findings: readonly Finding[]): void {
  for (const { column, left: _, ...found } of findings) {
    const { code, values = 0, rows = 0 } = { values: 0, rows: 0, ...found };
    throw inputError('strict', { file, column, finding: code, values, rows });
  }
}
