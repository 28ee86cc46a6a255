// Deeply nested brackets crash recursive parsers, DuckDB's too (200,000 levels end the process), so the depth of a JSON
// file is checked before it is parsed. The scan works on bytes: inside a string, only quotes and backslashes matter.

import { inputError } from '../messages.ts';
import { bytesOf, type Source } from './source.ts';

const LIMIT = 100;

/** Refuses a JSON file that nests deeper than 100 levels. */
export async function checkDepth(source: Source): Promise<void> {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  for await (const chunk of bytesOf(source)) {
    for (const byte of chunk) {
      if (escaped) escaped = false;
      else if (byte === 0x5c) escaped = quoted;
      else if (byte === 0x22) quoted = !quoted;
      else if (quoted) continue;
      else if (byte === 0x5b || byte === 0x7b) {
        depth += 1;
        if (depth > LIMIT) throw inputError('too-deep', { file: source.file, limit: LIMIT });
      } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    }
  }
}
