// The values of a table that do not occur in the training data of a model, in a few lines.

import type { PredictResult } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { count } from './figures.ts';
import { printable } from './text.ts';

/** How many unseen values are named; the rest are only counted. */
const NAMED = 5;

/** A line for each of the first unseen values, and one for the rest. */
export function unseenNotes(unseen: PredictResult['unseen'], { messages }: Context): string[] {
  const t = messages.unseen;
  const lines = unseen.slice(0, NAMED).map(({ column, level, count: rows }) => {
    const name = printable(column);
    return level === null ? t.missing(name, count(rows)) : t.level(name, printable(level), count(rows));
  });
  return unseen.length > NAMED ? [...lines, t.more(unseen.length - NAMED)] : lines;
}
