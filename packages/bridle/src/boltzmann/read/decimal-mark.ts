// Which mark is the decimal one: 1.234 is 1234 where points group digits. A cell with a mark and three digits behind it may
// be either; any other tells. What no cell has told is asked, not guessed, and numbers with grouping marks are read only
// where the decimal mark was given.

import { LevelsError, shown } from './levels-error.ts';

/** The mark before the decimals of a file: a point, or a comma as German and Czech programs write it. */
export type DecimalMark = '.' | ',';

/** What one cell tells: nothing, a mark that is decimal for certain, one that may group, or one that groups for certain. */
type Told = { kind: 'nothing' } | { kind: 'decimal' | 'either' | 'groups'; decimal: DecimalMark };

function toldBy(digits: string, hasExponent: boolean): Told {
  const marks = digits.replace(/[^.,]/g, '');
  const last = marks.at(-1) as DecimalMark | undefined;
  if (last === undefined) return { kind: 'nothing' };
  if (marks.length === 1) {
    const may = !hasExponent && /^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(digits);
    return { kind: may ? 'either' : 'decimal', decimal: last };
  }
  const groups = /^[+\-−]?\d{1,3}(?:(?:\.\d{3})+(?:,\d*)?|(?:,\d{3})+(?:\.\d*)?)$/.test(digits);
  if (!groups) return { kind: 'nothing' };
  const alike = marks === last.repeat(marks.length);
  return { kind: 'groups', decimal: alike === (last === '.') ? ',' : '.' };
}

/** Turns the numbers of a column into ones with a decimal point, and remembers what they have told so far. */
export type DecimalReader = (cell: string, line: number) => string;

/**
 * A reader of the numbers of one table. `given` is the mark that the caller knows; `usual` the one to take for a cell that
 * may be either as long as no cell has told, null to refuse it.
 */
export function decimalReader(given: DecimalMark | undefined, usual: DecimalMark | null): DecimalReader {
  let decimal = given ?? null;
  return (cell, line) => {
    const [, before, digits, after] = /^(\s*)([+\-−]?\d[\d.,]*|[+\-−]?[.,]\d+)(.*)$/s.exec(cell) ?? [];
    if (digits === undefined) return cell;
    const told = toldBy(digits, /^[ed][+-]?\d/i.test(after));
    if (told.kind === 'nothing') return cell;
    const facts = { line, found: shown(cell.trim()) };
    if (given === undefined && told.kind === 'groups') throw ambiguous(facts);
    if (told.kind === 'decimal') decimal ??= told.decimal;
    const mark = decimal ?? (told.kind === 'either' ? usual : null);
    if (mark === null) throw ambiguous(facts);
    if (told.decimal !== mark) {
      // A mark that is not the decimal one groups; only a caller who gave the decimal mark has said that it may.
      if (given === undefined || told.kind === 'decimal') throw ambiguous(facts);
    }
    return `${before}${withPoint(digits, mark)}${after}`;
  };
}

function withPoint(digits: string, decimal: DecimalMark): string {
  const group = decimal === '.' ? ',' : '.';
  return digits.replaceAll(group, '').replace(decimal, '.');
}

function ambiguous(facts: { line: number; found: string }): LevelsError {
  return new LevelsError(
    'unclear-number',
    `expected a number whose decimal mark is clear, found '${facts.found}'; state the decimal mark`,
    facts,
  );
}
