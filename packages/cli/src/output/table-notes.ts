// What the reader of a table decided, a line each, on stderr as it is decided.

import type { ReadNote } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { count } from './figures.ts';
import type { progressLine } from './progress.ts';
import { printable, truncate } from './text.ts';

const NAME = 30;
const NAMED = 5;

/** A receiver of notes that prints them above the progress. */
export function notePrinter(
  table: string,
  context: Context,
  progress: Pick<ReturnType<typeof progressLine>, 'clear'>,
): (note: ReadNote) => void {
  return (note) => {
    progress.clear();
    context.terminal.err(`${printable(table)}: ${noteText(note, context)}.\n`);
  };
}

function noteText(note: ReadNote, { messages }: Context): string {
  const t = messages.table.notes;
  switch (note.code) {
    case 'mark-decides':
      return t.markDecides(note.encoding, printable(note.given));
    case 'read-as':
      return t.readAs(note.encoding);
    case 'blank-separated':
      return t.blankSeparated;
    case 'lines-before-header':
      return t.linesBeforeHeader(note.line);
    case 'no-header':
      return t.noHeader(count(note.columns));
    case 'numeric-header':
      return t.numericHeader(short(note.found));
    case 'index-left-out':
      return t.indexLeftOut;
    case 'number-format':
      return t.numberFormat(names(note.columns, t), short(note.found), String(note.value));
    case 'decimal-assumed':
      return t.decimalAssumed(names(note.columns, t), short(note.found), String(note.value));
    case 'no-value':
      return t.noValue(short(note.column), short(note.word), count(note.cells), count(note.rows));
    case 'rows-in':
      return t.rowsIn(short(note.path));
    case 'numbers-as-text':
      return t.numbersAsText(names(note.columns, t));
    case 'empty-column':
      return t.emptyColumn(note.position);
  }
}

/** Names of columns; many of them are only counted. */
function names(columns: readonly string[], { andMore }: Context['messages']['table']['notes']): string {
  const listed = columns.slice(0, NAMED).map(short).join(', ');
  return columns.length > NAMED ? andMore(listed, count(columns.length - NAMED)) : listed;
}

function short(text: string): string {
  return truncate(printable(text), NAME);
}
