// Precision, recall and F1 of each class, with a bar for its rows; of many classes those with the most errors come first, and
// the others are a click away.

import type { Evaluation } from 'bridle/learn';
import type { ReportWords } from '../words/report-words.ts';
import { count, percent } from './figures.ts';
import { type Html, html } from './html.ts';
import { section, splitBar, table } from './page.ts';

/** More classes are sorted by their errors, and beyond the second number folded. */
const IN_ORDER = 12;
const UNFOLDED = 25;

/** The section of the page. */
export function perClassSection(
  { perClass, confusion }: Evaluation,
  classes: readonly string[],
  words: ReportWords,
): Html {
  const t = words.perClassColumns;
  const predicted = classes.map((_, k) => confusion.reduce((sum, row) => sum + row[k], 0));
  const most = Math.max(...perClass.map(({ support }) => support));
  const scores = perClass.map((score, k) => ({ ...score, k, wrong: score.support - confusion[k][k] }));
  if (classes.length > IN_ORDER) scores.sort((a, b) => b.wrong - a.wrong || b.support - a.support);
  const rate = (value: number, of: number) => (of === 0 ? '–' : percent(value));
  const rows = scores.map(({ k, support, wrong, precision, recall, f1 }) => [
    classes[k],
    count(support),
    count(wrong),
    splitBar((support - wrong) / most, wrong / most),
    rate(recall, support),
    rate(precision, predicted[k]),
    rate(f1, predicted[k] + support),
  ]);
  const head = [t.class, t.support, t.wrong, '', t.recall, t.precision, t.f1];
  const isLong = rows.length > UNFOLDED;
  const rest = { rest: String(rows.length - UNFOLDED) };
  return section(
    words.perClass,
    html`<p class="note">${words.perClassNote}${classes.length > IN_ORDER ? ` ${words.byErrors}` : ''}</p>`,
    table(head, isLong ? rows.slice(0, UNFOLDED) : rows),
    ...(isLong
      ? [html`<details><summary>${words.otherClasses(rest)}</summary>${table(head, rows.slice(UNFOLDED))}</details>`]
      : []),
  );
}
