// The metrics of a classifier as a small table: a row for each metric, a column for each set of rows.

import type { Evaluation, Metrics } from 'bridle/learn';
import type { Context } from '../context.ts';
import { grid } from './drawing.ts';
import { count, measure, percent } from './figures.ts';
import { printable, truncate } from './text.ts';

/** A confusion matrix of more classes than this does not fit a terminal; the report has it. */
const MATRIX_CLASSES = 12;
/** With more classes than this the columns are set closer together. */
const FEW_CLASSES = 6;

/** Accuracy, log-loss, Brier and ECE of each set. */
export function measures(sets: readonly (readonly [title: string, of: Metrics])[], { messages, terminal }: Context) {
  const t = messages.metrics;
  const row = (name: string, read: (e: Metrics) => string) => [name, ...sets.map(([, e]) => read(e))];
  return grid(
    [
      ['', ...sets.map(([title]) => terminal.paint.dim(title))],
      row(t.rows, (e) => count(e.rows)),
      row(t.accuracy, (e) => percent(e.accuracy)),
      row(t.logLoss, (e) => measure(e.logLoss)),
      row(t.brier, (e) => measure(e.brier)),
      row(t.ece, (e) => measure(e.ece)),
    ],
    `l${'r'.repeat(sets.length)}`,
  );
}

/**
 * The confusion matrix with the precision and recall of each class; — where one is undefined, because no row was predicted
 * as the class, or none is of it. Nothing for very many classes.
 */
export function confusion(
  evaluation: Evaluation,
  classes: readonly string[],
  { messages, terminal }: Context,
): string[] {
  if (classes.length > MATRIX_CLASSES) return [];
  const t = messages.metrics;
  const room = Math.max(4, Math.floor((terminal.columns - 40) / classes.length) - 2);
  const short = (name: string, columns: number) => truncate(printable(name), columns);
  const head = [t.confusion, ...classes.map((name) => short(name, room)), t.precision, t.recall];
  const rows = classes.map((name, row) => {
    const { precision, recall, support } = evaluation.perClass[row];
    const predicted = evaluation.confusion.reduce((sum, counts) => sum + counts[row], 0);
    const counts = evaluation.confusion[row].map((n, column) =>
      n === 0 ? terminal.paint.dim('·') : row === column ? count(n) : terminal.paint.warn(count(n)),
    );
    const rates = [predicted === 0 ? '—' : percent(precision), support === 0 ? '—' : percent(recall)];
    return [short(name, 20), ...counts, ...rates];
  });
  const gap = classes.length > FEW_CLASSES ? 1 : 2;
  return grid([head.map(terminal.paint.dim), ...rows], `l${'r'.repeat(classes.length + 2)}`, gap);
}
