// What is decided about the columns before training, from all rows with a target: which identify rows and are left out, and
// which are used but deserve a second look. Where nothing else is left to learn from, such a column is used. A column whose
// kind was declared is used without a word.

import { type DateForm, dateForm, isText, type LeftOut, type Reading, type Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { decidesTarget } from './decides-target.ts';
import { type Finding, isDeclared } from './findings.ts';
import { rowIdentity } from './row-identity.ts';

/** The findings, and what `learnRecipe` needs to know of them. */
export type Inspection = {
  findings: Finding[];
  leftOut: LeftOut[];
  dates: { name: string; form: DateForm }[];
  /** Columns of texts, declared or found. */
  texts: string[];
};

export function inspectColumns(
  table: Table,
  { target, labels, classes }: { target: string; labels: Int32Array; classes: number },
  options: Reading,
): Inspection {
  const columns = table.columns.filter(({ name }) => name !== target);
  const open = columns.filter(({ name }) => !isDeclared(name, options));
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
  const declared = (options.text ?? []).filter((name) => !options.exclude?.includes(name));
  const texts = findings.flatMap(({ code, column }) => (code === 'text' ? column : []));
  return { findings, leftOut, dates, texts: [...new Set([...declared, ...texts])] };
}

/** Refuses the first finding, in a training that decides nothing by itself. */
export function refuseFindings(file: string, findings: readonly Finding[]): void {
  for (const { column, left: _, ...found } of findings) {
    const { code, values = 0, rows = 0 } = { values: 0, rows: 0, ...found };
    throw inputError('strict', { file, column, finding: code, values, rows });
  }
}
