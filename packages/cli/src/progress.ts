// Progress on stderr: on a terminal one line that is rewritten, elsewhere (a log, a CI) a plain line for each phase and
// every few seconds within one.

import type { Context } from './context.ts';
import { truncate } from './text.ts';

const LIVE_MS = 80;
const PLAIN_MS = 5000;

export type ProgressLine = {
  /** Shows the text if it is time to; always at the start of a phase. */
  show: (phase: string, text: string) => void;
  /** Takes the live line away, so that what follows starts at the margin. */
  clear: () => void;
};

export function progressLine({ terminal }: Context): ProgressLine {
  const { err, errPaint, errColumns, live } = terminal;
  let lastPhase = '';
  let lastTime = 0;
  return {
    show: (phase, text) => {
      const now = performance.now();
      if (phase === lastPhase && now - lastTime < (live ? LIVE_MS : PLAIN_MS)) return;
      lastPhase = phase;
      lastTime = now;
      err(live ? `\r\x1b[K${errPaint.dim(truncate(text, errColumns - 1))}` : `${text}\n`);
    },
    clear: () => {
      if (live && lastPhase !== '') err('\r\x1b[K');
    },
  };
}
