// What learning refuses: a column that does not suit its use, and a model file that is not one. Each error carries a
// stable code and the facts of the case, so that another language can say the same; the message is the English sentence.

export type Facts = Readonly<Record<string, string | number>>;

/** A column is missing, of the wrong kind, or cannot be a target. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
  readonly code: string;
  readonly facts: Facts;

  constructor(code: string, message: string, facts: Facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}

/** A model's text is broken, of a newer version, or contradicts itself. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: string;
  readonly facts: Facts;

  constructor(code: string, message: string, facts: Facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
