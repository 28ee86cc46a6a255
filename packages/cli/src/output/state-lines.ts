// What became of the saved state of a training, a line each on stderr: continued from, not usable, not saved; and, when a
// signal ends the training, that the same command continues it.

import type { StateEvent } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import type { ProgressLine } from './progress.ts';
import { printable } from './text.ts';

export function stateLines({ messages, terminal }: Context, progress: Pick<ProgressLine, 'clear'>) {
  const t = messages.train.state;
  let kept: string | undefined;
  return {
    show: (event: StateEvent) => {
      const file = printable(event.file);
      if (event.code === 'resumed' || event.code === 'saved') kept = file;
      if (event.code === 'not-saved') kept = undefined;
      if (event.code === 'saved') return;
      progress.clear();
      if (event.code === 'resumed') terminal.err(`${t.resumed(file)}\n`);
      else if (event.code === 'unusable') terminal.err(`${t.unusable[event.fault](file)}\n`);
      else terminal.err(`${t.notSaved(file, t.reasons[event.why])}\n`);
    },
    /** Where the error is a signal's and there is a state. */
    showKept: (error: unknown) => {
      if (kept !== undefined && (error as Error).name === 'Interrupted') terminal.err(`${t.kept(kept)}\n`);
    },
  };
}
