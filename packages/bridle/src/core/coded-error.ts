// An error that can be shown to users in any language: a stable code and the facts of the case, from which a catalogue
// in another language makes its sentence; the message is the English one. Subclasses say what was wrong: a table, a
// model, the options.

/** What was found, under names that are as stable as the code: the file, the column, the row, … */
export type Facts = Readonly<Record<string, string | number>>;

/**
 * An error with a stable `code` and its `facts`.
 *
 * @example
 * ```ts
 * import { CodedError, parseModel } from 'bridle/learn';
 * let found: unknown;
 * try {
 *   parseModel('{');
 * } catch (error) {
 *   if (error instanceof CodedError) found = error.code;
 * }
 * found; // → 'not-json'
 * ```
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly facts: Facts;

  constructor(code: Code, message: string, facts: Facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
