// The terminal: its width, whether colour is wanted, whether a line can be rewritten, whether its font has block
// characters. Read once at the start from the streams and the environment, and passed along.

export type Environment = { readonly [name: string]: string | undefined };

/** The parts of a stream that matter here. */
export type Stream = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };

export type Terminal = {
  /** Writes results, to stdout. */
  out: (text: string) => void;
  /** Writes notes and errors, to stderr. */
  err: (text: string) => void;
  /** Columns to lay results out in: the terminal's, or COLUMNS, or 80; between 20 and 100. */
  columns: number;
  /** Columns of stderr, for the live line. */
  errColumns: number;
  /** Whether stderr is a terminal on which a line can be rewritten. */
  live: boolean;
  /** Draw with # instead of block characters. */
  plain: boolean;
  paint: Paint;
  errPaint: Paint;
};

/** A colour never carries meaning alone: a word or a place says the same. */
export type Paint = { [style in keyof typeof STYLES]: (text: string) => string };

// Blue-green and yellow are distinguishable with every common kind of colour blindness.
const STYLES = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  share: ['36', '39'],
  softmax: ['33', '39'],
  good: ['36', '39'],
  warn: ['33', '39'],
  bad: ['31', '39'],
} as const;

/** The terminal behind the two streams. */
export function terminal(stdout: Stream, stderr: Stream, env: Environment): Terminal {
  const dumb = env.TERM === 'dumb';
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: clamp(columnsOf(stdout, env)),
    errColumns: columnsOf(stderr, env),
    live: stderr.isTTY === true && !dumb && !env.CI,
    plain: dumb || env.TERM === 'linux',
    paint: painter(wantsColour(stdout, env)),
    errPaint: painter(wantsColour(stderr, env)),
  };
}

/** FORCE_COLOR decides where it is set (0 means no), then NO_COLOR, then whether it is a terminal: Node's own order. */
export function wantsColour(stream: Stream, env: Environment): boolean {
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}

function painter(on: boolean): Paint {
  const entries = Object.entries(STYLES).map(([style, [open, close]]) => [
    style,
    (text: string) => (on && text !== '' ? `\x1b[${open}m${text}\x1b[${close}m` : text),
  ]);
  return Object.fromEntries(entries) as Paint;
}

function columnsOf(stream: Stream, env: Environment): number {
  if (stream.isTTY && stream.columns) return stream.columns;
  const given = Number(env.COLUMNS);
  return Number.isInteger(given) && given > 0 ? given : 80;
}

function clamp(columns: number): number {
  return Math.min(100, Math.max(20, columns));
}
