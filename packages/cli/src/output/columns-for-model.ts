// --columns of predict and evaluate: how the model reads the table, and nothing more.

import type { inferForModel } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { interruptible } from '../interrupt.ts';
import { columnsSheet } from './columns-sheet.ts';
import { count } from './figures.ts';
import { jsonDocument } from './json.ts';
import { overrideNotes } from './overrides.ts';
import { progressLine } from './progress.ts';
import { notePrinter } from './table-notes.ts';
import { unseenNotes } from './unseen.ts';

type Request = Omit<Parameters<typeof inferForModel>[0], 'signal' | 'onNote' | 'onProgress'>;

/** Prints the columns; `json` prints the document instead. */
export async function showColumnsForModel(request: Request, json: boolean, context: Context): Promise<void> {
  const { inferForModel } = await import('@bridle/pipeline');
  const progress = progressLine(context);
  const { messages, terminal } = context;
  const found = await interruptible((signal) =>
    inferForModel({
      ...request,
      signal,
      onNote: notePrinter(request.table, context, progress),
      onProgress: ({ rows, total }) => progress.show('read', messages.train.reading(count(rows), count(total))),
    }),
  ).finally(progress.clear);
  const { model: _, overrides, ...rest } = found;
  const document = { model: request.model, table: request.table, ...rest };
  terminal.out(json ? jsonDocument(document) : columnsSheet(request.table, found, context));
  for (const note of [...overrideNotes(overrides, context), ...unseenNotes(found.unseen, context)]) {
    terminal.err(`${note}\n`);
  }
}
