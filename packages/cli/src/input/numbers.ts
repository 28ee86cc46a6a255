// Numbers as people type and paste them: 3, -1, 1e3, .5, 1,1,3 in one word, inf, -∞, NaN, and the typographic minus.

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?(inf|infinity|∞)$/i;

/** The number that the word stands for, or undefined. An empty word is not a number; `nan` is NaN. */
export function parseNumber(word: string): number | undefined {
  const text = word.trim().replace(/^[−–]/, '-');
  if (NUMBER.test(text)) return Number(text);
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^nan$/i.test(text) ? Number.NaN : undefined;
}

/** The words of a text: split at spaces, line ends, commas and semicolons, brackets of a pasted list ignored. */
export function splitWords(text: string): string[] {
  return text.split(/[\s,;[\]()]+/).filter((word) => word !== '');
}

/**
 * The arguments with the hyphen of words such as `-1` and `-inf` replaced by the minus sign, which parseNumber reads: the
 * argument parser would take them for options. Unchanged are words after `--` and the values of options
 * (`--missing -999`), which the parser passes on as they are.
 */
export function shieldNegatives(argv: readonly string[], takesValue: (flag: string) => boolean): string[] {
  const end = argv.indexOf('--');
  return argv.map((arg, i) => {
    const isValue = i > 0 && takesValue(argv[i - 1]);
    const shielded = (end === -1 || i < end) && !isValue && isNegativeList(arg);
    return shielded ? `−${arg.slice(1)}` : arg;
  });
}

function isNegativeList(arg: string): boolean {
  if (!arg.startsWith('-') || arg.startsWith('--') || arg.length < 2) return false;
  const words = splitWords(arg);
  return words.length > 0 && words.every((word) => parseNumber(word) !== undefined);
}
