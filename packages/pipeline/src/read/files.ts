// The files of a table: the one that is named, or those whose names match a pattern such as part-*.parquet.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inputError } from '../messages.ts';

/**
 * The files in the order of their names. In the last part of a path `*` is any text and `?` any character; names that begin
 * with a dot match only where the pattern does. A file that has such a character in its own name is that file.
 */
export async function filesOf(path: string): Promise<string[]> {
  const pattern = basename(path);
  if (!/[*?]/.test(pattern) || (await stat(path).catch(() => null))) return [path];
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const matching = names.filter((name) => name.startsWith('.') === pattern.startsWith('.') && matches(pattern, name));
  if (matching.length === 0) throw inputError('no-match', { file: path });
  return matching.sort().map((name) => (path.startsWith(folder) ? join(folder, name) : name));
}

/** Only the last `*` is ever tried again, so the time is at most the product of the lengths. */
function matches(pattern: string, name: string): boolean {
  let [p, n, star, from] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p;
      from = n;
      p += 1;
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      from += 1;
      n = from;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
