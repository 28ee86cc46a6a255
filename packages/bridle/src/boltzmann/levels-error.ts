// What the readers of level files refuse. The code and the facts are stable, so that another language can say the same;
// the message is the English sentence. The caller knows the file's name and puts it in front.

/** Stable names of what can be wrong with a list of levels. */
export type LevelsErrorCode =
  | 'unknown-unit'
  | 'no-unit'
  | 'mixed-units'
  | 'no-energy-column'
  | 'two-energy-columns'
  | 'no-such-column'
  | 'too-few-cells'
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
  | 'line-too-long';

/** A level file or list that cannot be read; `facts` always has `line`, counted from 1, except for lists. */
export class LevelsError extends Error {
  override readonly name = 'LevelsError';
  readonly code: LevelsErrorCode;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: LevelsErrorCode, message: string, facts: Readonly<Record<string, string | number>> = {}) {
    super(facts.line === undefined ? message : `line ${facts.line}: ${message}`);
    this.code = code;
    this.facts = facts;
  }
}

/** At most 40 characters of what was found, for a sentence. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
