// What the readers of level files refuse. A caller that knows the file's name makes the error again with it (`inFile`).

import { CodedError, type Facts } from '../../core/coded-error.ts';

/** Stable names of what can be wrong with a list of levels. */
export type LevelsErrorCode =
  | 'unknown-unit'
  | 'no-unit'
  | 'mixed-units'
  | 'no-energy-column'
  | 'two-energy-columns'
  | 'two-degeneracy-columns'
  | 'unsure-degeneracy'
  | 'choose-columns'
  | 'same-columns'
  | 'no-such-column'
  | 'unclear-number'
  | 'needs-temperature'
  | 'too-few-cells'
  | 'too-many-cells'
  | 'unclosed-quote'
  | 'not-a-number'
  | 'bad-degeneracy'
  | 'bad-j'
  | 'no-energy'
  | 'bad-atom-count'
  | 'bad-atom'
  | 'frames-differ'
  | 'truncated'
  | 'no-header'
  | 'no-levels'
  | 'many-tables'
  | 'no-field'
  | 'not-json'
  | 'line-too-long';

/**
 * A level file or list that cannot be read; `facts` has the `line`, counted from 1, of a text, and the `row` of what has no
 * lines. The message begins with the place.
 *
 * @example
 * ```ts
 * import { LevelsError, parseLevelList } from 'bridle/boltzmann';
 * let code = '';
 * try {
 *   parseLevelList(['ground=0kT', 'high']);
 * } catch (error) {
 *   if (error instanceof LevelsError) code = error.code;
 * }
 * code; // → 'not-a-number'
 * ```
 */
export class LevelsError extends CodedError<LevelsErrorCode> {
  override readonly name = 'LevelsError';
  readonly #message: string;

  constructor(code: LevelsErrorCode, message: string, facts: Facts = {}) {
    const { file, line, row } = facts;
    const place = [file, line && `line ${line}`, row && `row ${row}`].filter((part) => part !== undefined);
    super(code, place.length > 0 ? `${place.join(', ')}: ${message}` : message, facts);
    this.#message = message;
  }

  /** The same error with the name of the file in its facts and its sentence; `rows` where a line is a row and a header. */
  inFile(file: string, { rows = false } = {}): LevelsError {
    const { line, ...rest } = this.facts;
    const row = Number(line) - 1;
    const place = line === undefined || (rows && row === 0) ? {} : rows ? { row } : { line };
    return new LevelsError(this.code, this.#message, { ...rest, ...place, file });
  }
}

/** At most 40 characters of what was found, for a sentence. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
