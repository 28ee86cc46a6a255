// Numbers as people type and paste them: 3, −1, 1e3, .5, ∞. Anything else is not a number, 1e400 included, since the
// figures would show an infinity that nobody meant.

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?(inf|infinity|∞)$/i;

/** The number that a word stands for, or undefined; NaN only where it is one of the values. */
export function parseNumber(word: string, nan = false): number | undefined {
  const text = word.trim().replaceAll(/(^|e)[−–]/gi, '$1-');
  if (nan && text.toLowerCase() === 'nan') return Number.NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!NUMBER.test(text)) return undefined;
  const x = Number(text);
  return Number.isFinite(x) ? x + 0 : undefined;
}

/** The shortest text that parseNumber takes back to the same number. */
export function writeNumber(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  return Number.isFinite(x) ? String(x) : x > 0 ? 'inf' : '-inf';
}
