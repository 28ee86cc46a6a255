// What is decided about the columns before training, from all rows with a target: which identify rows and are left out, and
// which are used but deserve a second look. Where nothing else is left to learn from, such a column is used. A column whose
// kind was declared is used without a word.

import { dateForm } from '../table/date-columns.ts';
import type { DateForm } from '../table/dates.ts';
import type { LeftOut } from '../table/features.ts';
import { isText } from '../table/is-text.ts';
import type { Table } from '../table/table.ts';
import { decidesTarget } from './decides-target.ts';
import type { Finding } from './findings.ts';
import { rowIdentity } from './row-identity.ts';

/** Columns by the kind that they were given, so that nothing is to be decided about them. */
export type Roles = { numeric?: readonly string[]; categorical?: readonly string[]; text?: readonly string[] };

/** The findings, and what `learnRecipe` needs to know of them. */
export type Inspection = {
  findings: Finding[];
  leftOut: LeftOut[];
  dates: { name: string; form: DateForm }[];
  /** Columns of texts, declared or found. */
  texts: string[];
};

/**
 * Inspects the columns beside the target; `labels` are class indices, −1 for a row without a class.
 *
 * @throws RecipeError 'mixed-dates', 'ambiguous-date' for a column of dates that cannot be read as such.
 * @example
 * ```ts
 * import { inspectColumns } from 'bridle/learn';
 * const id = { kind: 'numeric' as const, name: 'id', values: new Float64Array([7, 8, 9]) };
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 1, 4]) };
 * const { leftOut } = inspectColumns({ rows: 3, columns: [id, x] }, { target: 'y', labels: [0, 1, 0], classes: 2 });
 * leftOut; // → [{ name: 'id', reason: 'row-numbers' }]
 * ```
 */
export function inspectColumns(
  table: Table,
  { target, labels, classes }: { target: string; labels: ArrayLike<number>; classes: number },
  { numeric = [], categorical = [], text = [] }: Roles = {},
): Inspection {
  const columns = table.columns.filter(({ name }) => name !== target);
  const declared = new Set([...numeric, ...categorical, ...text]);
  const open = columns.filter(({ name }) => !declared.has(name));
  const found = open.flatMap((column): Finding[] => {
    const form = dateForm(column);
    if (form !== null) return [{ column: column.name, left: false, code: 'dates', form }];
    if (isText(column)) return [{ column: column.name, left: false, code: 'text' }];
    const identity = rowIdentity(column);
    if (identity) return [{ column: column.name, left: true, ...identity }];
    return decidesTarget(column, labels, classes) ? [{ column: column.name, left: false, code: 'decides-target' }] : [];
  });
  const left = new Set(found.flatMap((finding) => (finding.left ? finding.column : [])));
  const nothingElse = columns.every(({ name }) => left.has(name));
  const findings = nothingElse ? found.map((finding) => ({ ...finding, left: false })) : found;
  const leftOut = findings.flatMap(({ column: name, code: reason, left }): LeftOut[] => {
    return left && reason !== 'decides-target' && reason !== 'dates' && reason !== 'text' ? [{ name, reason }] : [];
  });
  const dates = findings.flatMap((finding) => {
    return finding.code === 'dates' ? { name: finding.column, form: finding.form } : [];
  });
  const texts = findings.flatMap(({ code, column }) => (code === 'text' ? column : []));
  return { findings, leftOut, dates, texts: [...new Set([...text, ...texts])] };
}
