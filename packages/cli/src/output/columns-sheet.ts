// How training would read a table, as a sheet: the target, numbers, categories, missing cells, columns left out.

import type { InferredTable } from '@bridle/pipeline';
import type { DateForm } from 'bridle/learn';
import type { Context } from '../context.ts';
import { count } from './figures.ts';
import { withRuns } from './name-runs.ts';
import { facts, sheet } from './sheet.ts';
import { printable, shellWord, truncate, wrap } from './text.ts';

const NAME = 30;

/** How many columns of a kind are named before a training; the rest are only counted. */
const NAMED = 12;

export function columnsSheet(table: string, found: InferredTable, context: Context): string {
  const { messages, terminal } = context;
  const { train: t } = messages;
  const { rows, target, classes, missingTargetRows } = found;
  const lines: [string, string][] = [
    [t.data, `${printable(table)} · ${t.rows(count(rows))}`],
    [t.target, `${short(target)} · ${t.classes(count(classes.length))}: ${classes.map(short).join(', ')}`],
    [t.setAside, missingTargetRows > 0 ? t.missingTarget(count(missingTargetRows)) : ''],
    ...kinds(found, Number.POSITIVE_INFINITY, context),
  ];
  const used = lines.filter(([, value]) => value !== '');
  return sheet([facts(used, terminal), findingLines(found, context).flatMap((line) => wrap(line, terminal.columns))]);
}

/** A line for each kind of column, and one for each column that deserves a second look: for stderr, before a training. */
export function inferredLines(found: InferredTable, context: Context): string {
  const lines = kinds(found, NAMED, context).filter(([, value]) => value !== '');
  return [...lines.map(([label, value]) => `${label}: ${value}`), ...findingLines(found, context)]
    .map((line) => `${line}\n`)
    .join('');
}

function kinds({ columns, leftOut }: InferredTable, most: number, { messages }: Context): [string, string][] {
  const { train: t, show } = messages;
  const listed = (names: readonly string[]) =>
    (names.length > most + 1 ? [...names.slice(0, most), t.andMore(names.length - most)] : names).join(', ');
  const numbers = columns.filter(({ kind }) => kind === 'numeric');
  const categories = columns.filter(({ kind }) => kind === 'categorical');
  const dates = columns.filter(({ kind }) => kind === 'date');
  const texts = columns.filter(({ kind }) => kind === 'text');
  const missing = columns.filter((column) => column.missing > 0);
  return [
    [
      show.numbers,
      listed(
        withRuns(
          numbers.map(({ name }) => name),
          short,
        ),
      ),
    ],
    [show.categories, listed(categories.map(({ name, levels }) => `${short(name)} (${count(levels ?? 0)})`))],
    [show.dates, listed(dates.map(({ name }) => short(name)))],
    [show.texts, listed(texts.map(({ name }) => short(name)))],
    [messages.check.missing, listed(missing.map((column) => `${short(column.name)} ${count(column.missing)}`))],
    [messages.check.leftOut, listed(leftOut.map(({ name, reason }) => `${short(name)} (${t.reasons[reason]})`))],
  ];
}

/** What deserves a second look, what was done about it, and the option that undoes it. */
function findingLines({ findings }: InferredTable, context: Context): string[] {
  const t = context.messages.train.findings;
  return findings.map((finding) => {
    const { column, code, left } = finding;
    if (code === 'text') return t.words(t.text(short(column)), ...undoText(column));
    if (code === 'dates') return datesLine(finding.column, finding.form, context);
    const { values = 0, rows = 0 } = code === 'nearly-distinct' ? finding : {};
    const what = t[code](short(column), count(values), count(rows));
    const kind = code === 'nearly-distinct' ? 'categorical' : 'numeric';
    return left ? t.left(what, `--${kind} ${shellWord(column)}`) : t.used(what, `--drop ${shellWord(column)}`);
  });
}

/** The options that leave a column of texts out, and that read it as categories. */
function undoText(column: string): [drop: string, categorical: string] {
  return [`--drop ${shellWord(column)}`, `--categorical ${shellWord(column)}`];
}

/** A column of dates, and what its form can be taken apart into. */
function datesLine(column: string, form: DateForm, { messages }: Context): string {
  const { dates, parts, apart } = messages.train.findings;
  const made = form === 'time' ? [parts.hour, parts.time] : Object.values(parts);
  return apart(dates(short(column)), made.join(', '), `--drop ${shellWord(column)}`);
}

function short(name: string): string {
  return truncate(printable(name), NAME);
}
