// Columns without a name in the header: pandas and R write the row names as one, and a delimiter at the end of each line makes
// an empty one. Both are left out, and noted; any other one is refused, because its cells may be needed.

import { inputError } from '../messages.ts';
import { BATCH } from './cells.ts';
import { type Database, quoted } from './database.ts';
import type { OnNote } from './notes.ts';
import type { Relation, RelationColumn } from './relation.ts';

/** The relation without its columns that have no name. If only named columns are read, the others are not looked at. */
export async function withoutUnnamed(
  database: Database,
  relation: Relation,
  onlyNamed: boolean,
  onNote: OnNote,
): Promise<Relation> {
  const { from, columns, source } = relation;
  const unnamed = columns.flatMap(({ name }, i) => (name === '' ? i : []));
  if (unnamed.length === 0) return relation;
  if (!onlyNamed) {
    if (unnamed.length > BATCH) throw inputError('unnamed-column', { file: source.file, position: unnamed[0] + 1 });
    const counts = unnamed.map((i) => `count(CASE WHEN trim(c${i}, ${quoted(' \t')}) <> '' THEN 1 END)`);
    const distinct = unnamed[0] === 0 ? 'count(DISTINCT c0)' : '0';
    const [[rows, different, ...filled]] = await database.rows(
      `SELECT count(*), ${distinct}, ${counts.join(', ')} FROM ${from}`,
    );
    for (const [k, i] of unnamed.entries()) {
      if (Number(filled[k]) === 0) onNote({ code: 'empty-column', position: i + 1 });
      else if (i === 0 && different === rows) onNote({ code: 'index-left-out' });
      else throw inputError('unnamed-column', { file: source.file, position: i + 1 });
    }
  }
  const named = columns.map((column, i): RelationColumn => ({ ...column, sql: `c${i}` }));
  return { ...relation, columns: named.filter(({ name }) => name !== '') };
}
