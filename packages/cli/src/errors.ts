// The errors that the command line throws itself, and the exit code of any error: 1 if the work failed, 2 if the call or
// the input is wrong.

/** The call is wrong; the message is one sentence in the reader's language. */
export class CallError extends Error {
  override readonly name = 'CallError';
  /** The command whose help says more, if any. */
  readonly helpFor: string | undefined;

  constructor(message: string, helpFor?: string) {
    super(message);
    this.helpFor = helpFor;
  }
}

/** A signal ended the work; the exit code says which, as shells expect (128 + its number). */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(signal);
    this.exitCode = signal === 'SIGTERM' ? 143 : 130;
  }
}

// By name, so that classifying an error does not load the pipeline (and DuckDB) for a call that never used it.
const WRONG_INPUT = new Set([
  'CallError',
  'InputError',
  'LevelsError',
  'ModelError',
  'RecipeError',
  'SparkInputError',
  'SqlError',
  'TensorFileError',
]);

/** 2 for wrong input, 1 for work that failed in a known way, undefined for an internal error. */
export function exitCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (WRONG_INPUT.has(error.name)) return 2;
  return error.name === 'WorkError' || error.name === 'SparkError' ? 1 : undefined;
}
