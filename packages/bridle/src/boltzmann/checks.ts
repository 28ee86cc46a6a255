// The checks that the models share: finite numbers, numbers above 0, whole numbers in a range.

/** The most levels that a model lists; a longer list is for `LevelSum`, chunk by chunk. */
export const MOST_LEVELS = 10_000_000;

export function finite(name: string, what: string, given: unknown): number {
  if (typeof given === 'number' && Number.isFinite(given)) return given;
  throw refusal(name, `${what} to be a finite number`, given);
}

export function positive(name: string, what: string, given: unknown): number {
  if (typeof given === 'number' && given > 0 && given < Infinity) return given;
  throw refusal(name, `${what} to be finite and above 0`, given);
}

export function whole(name: string, what: string, given: unknown, least: number, most: number): number {
  if (Number.isInteger(given) && (given as number) >= least && (given as number) <= most) return given as number;
  throw refusal(name, `${what} to be a whole number from ${least} to ${most}`, given);
}

/** A spin or angular momentum: 0, 1/2, 1, 3/2 … */
export function halfInteger(name: string, what: string, given: unknown): number {
  if (typeof given === 'number' && Number.isInteger(2 * given) && given >= 0 && given < 1e6) return given;
  throw refusal(name, `${what} to be 0, 1/2, 1, 3/2 …`, given);
}

function refusal(name: string, expected: string, given: unknown): Error {
  const Kind = typeof given === 'number' ? RangeError : TypeError;
  return new Kind(`${name}: expected ${expected}, got ${given}`);
}
