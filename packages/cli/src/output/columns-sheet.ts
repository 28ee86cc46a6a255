// How training would read a table, as a sheet: the target, numbers, categories, missing cells, columns left out.

import type { InferredTable } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { count } from './figures.ts';
import { facts, sheet } from './sheet.ts';
import { printable, truncate } from './text.ts';

const NAME = 30;

export function columnsSheet(table: string, found: InferredTable, { messages, terminal }: Context): string {
  const { train: t, show } = messages;
  const { rows, target, classes, missingTargetRows, columns, leftOut } = found;
  const numbers = columns.filter(({ kind }) => kind === 'numeric').map(({ name }) => short(name));
  const categories = columns.filter(({ kind }) => kind === 'categorical');
  const missing = columns.filter((column) => column.missing > 0);
  const lines: [string, string][] = [
    [t.data, `${printable(table)} · ${t.rows(count(rows))}`],
    [t.target, `${short(target)} · ${t.classes(count(classes.length))}: ${classes.map(short).join(', ')}`],
    [t.setAside, missingTargetRows > 0 ? t.missingTarget(count(missingTargetRows)) : ''],
    [show.numbers, numbers.join(', ')],
    [show.categories, categories.map(({ name, levels }) => `${short(name)} (${count(levels ?? 0)})`).join(', ')],
    [messages.check.missing, missing.map((column) => `${short(column.name)} ${count(column.missing)}`).join(', ')],
    [messages.check.leftOut, leftOut.map(({ name, reason }) => `${short(name)} (${t.reasons[reason]})`).join(', ')],
  ];
  return sheet([
    facts(
      lines.filter(([, value]) => value !== ''),
      terminal,
    ),
  ]);
}

function short(name: string): string {
  return truncate(printable(name), NAME);
}
