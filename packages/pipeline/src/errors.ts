// The errors that the pipeline raises itself. Each carries a stable code and the facts of the case, so that another
// language can say the same; the message is the English sentence.

export type Facts = Readonly<Record<string, string | number>>;

/** The input is wrong: a file, a row, a column, an option. The message is one sentence that says what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: string;
  readonly facts: Facts;

  constructor(code: string, message: string, facts: Facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}

/** The work failed though the input was right: a full disk, a folder that cannot be written. */
export class WorkError extends Error {
  override readonly name = 'WorkError';
  readonly code: string;
  readonly facts: Facts;

  constructor(code: string, message: string, facts: Facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
