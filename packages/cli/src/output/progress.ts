// Progress on stderr: on a terminal one line that is rewritten; elsewhere (a log, CI) plain lines, and only for work that
// takes long, so that a short call prints nothing but its result or its error.

import type { Context } from '../context.ts';
import { truncate } from './text.ts';

const LIVE_MS = 80;
const LONG_MS = 250;
const PLAIN_MS = 5000;

export type ProgressLine = {
  /** Shows the text, unless the last one is too recent. */
  show: (phase: string, text: string) => void;
  /** Clears the live line, so that the next output starts at the margin. */
  clear: () => void;
};

export function progressLine({ terminal: { err, errPaint, errColumns, live } }: Context): ProgressLine {
  let phase = '';
  let begun = 0;
  let shown = -Infinity;
  return {
    show: (next, text) => {
      const now = performance.now();
      if (next !== phase) [phase, begun, shown] = [next, now, -Infinity];
      const due = live ? now - shown >= LIVE_MS : now - begun >= LONG_MS && now - shown >= PLAIN_MS;
      if (!due) return;
      shown = now;
      err(live ? `\r\x1b[K${errPaint.dim(truncate(text, errColumns - 1))}` : `${text}\n`);
    },
    clear: () => {
      if (live && phase !== '') err('\r\x1b[K');
    },
  };
}
