// Where the rows of a table begin, how their cells are parted and which column is which. Lines before the header (`sep=;`, a
// title, comments, what a program prints first) are passed over; a header is one whose columns are understood.

import type { DecimalMark } from './decimal-mark.ts';
import { isUnit } from './header-unit.ts';
import { type ColumnOptions, chosen, type LevelColumns, levelColumns } from './level-columns.ts';
import { LevelsError, shown } from './levels-error.ts';
import { isEnergy } from './read-numbers.ts';
import { DELIMITERS, type Delimiter, delimiterIn, splitCells, splitHeaderLine } from './split-cells.ts';

/** What is known beforehand of a table. */
export type TableOptions = ColumnOptions & {
  /** The decimal mark; then the other one may group digits. */
  decimal?: DecimalMark | undefined;
  /** In kelvin, for energies in kT. */
  temperature?: number | undefined;
};

/** How to read the rows. `headers` is empty where the table has none; then `headerLine` is 0. */
export type TableLayout = {
  delimiter: Delimiter;
  width: number;
  columns: LevelColumns;
  headers: string[];
  headerLine: number;
  /** Whether the first column, which is the name, counts the rows from 1. */
  rowNumbers: boolean;
};

/** Takes the lines of a file until the first row, for which it gives the layout. */
export type LayoutSearch = {
  line: (text: string, line: number) => TableLayout | null;
  /** What to say of a file that had no row. */
  reason: () => LevelsError | null;
};

type Candidate = { text: string; line: number };

/** Longer preambles are no tables. */
const MOST_LINES = 1000;
const MOST_CHARACTERS = 1_000_000;
const MOST_COMMENTS = 20;
const MOST_FAILED = 50;
/** Longer lines are not compared with those above. */
const LONGEST = 100_000;

export function layoutSearch(options: TableOptions): LayoutSearch {
  let forced: Delimiter | null = null;
  let header: Candidate | null = null;
  let looked = 0;
  const failed: (Candidate & { error: LevelsError })[] = [];
  const comments: Candidate[] = [];
  const layout = (candidate: Candidate, row: string, line: number) => {
    return layoutFrom(candidate, row, line, forced, options);
  };
  return {
    reason: () => failed[0]?.error ?? null,
    line: (text, line) => {
      const [, mark] = /^"?sep=(.)"?\s*$/i.exec(text) ?? [];
      if (line === 1 && mark !== undefined) {
        forced = DELIMITERS.includes(mark as Delimiter) ? (mark as Delimiter) : null;
        return null;
      }
      if (/^\s*#/.test(text)) {
        comments.push({ text: text.replace(/^[\s#]+/, ''), line });
        if (comments.length > MOST_COMMENTS) comments.shift();
        return null;
      }
      const found = headerOf(text, line, forced, options);
      if (found === null) {
        header = { text, line };
        return null;
      }
      if (header) return layout(header, text, line);
      const commented = comments.findLast((comment) => headerOf(comment.text, comment.line, null, options) === null);
      const fits = commented && compatible(commented.text, text, line);
      if (commented && fits) return layout(commented, text, line);
      // A row below a header that was not understood: the header's fault is to be told, not guessed around.
      const above =
        text.length <= LONGEST && holdsNumber(text, line)
          ? failed.findLast((one) => compatible(one.text, text, line))
          : undefined;
      if (above) throw above.error;
      const bare = bareLayout(text, line, forced, options);
      if (bare !== null && !(bare instanceof LevelsError)) return bare;
      failed.push({ text: text.length <= LONGEST ? text : '', line, error: bare ?? found });
      looked += text.length;
      if (line > MOST_LINES || looked > MOST_CHARACTERS) throw failed[0].error;
      if (failed.length > MOST_FAILED) failed.splice(1, 1);
      return null;
    },
  };
}

/** Null for a line that is a header whose columns are understood, else why it is none. */
function headerOf(text: string, line: number, forced: Delimiter | null, options: TableOptions): LevelsError | null {
  let first: LevelsError | null = null;
  const own = forced ?? delimiterIn(text);
  for (const delimiter of own === ' ' ? (['  ', ' ', ''] as const) : [own]) {
    for (const cells of splitHeaderLine(text, delimiter, line)) {
      try {
        levelColumns(cells, options, line);
        if (!cells.some(isNumeric)) return null;
        first ??= new LevelsError('no-header', 'expected a header, found numbers', { line });
      } catch (error) {
        if (!(error instanceof LevelsError)) throw error;
        first ??= error;
      }
    }
  }
  return first as LevelsError;
}

/** The layout of a header and the first row below it: by the first delimiter that parts both into as many cells. */
function layoutFrom(
  { text, line: headerLine }: Candidate,
  row: string,
  line: number,
  forced: Delimiter | null,
  options: TableOptions,
): TableLayout {
  const found = splitsOf(text, row, line, forced)[0];
  const delimiter = found?.delimiter ?? forced ?? delimiterIn(text);
  const headers = found?.headers ?? splitHeaderLine(text, delimiter, headerLine)[0];
  const columns = levelColumns(headers, options, headerLine);
  return { delimiter, width: headers.length, columns, headers, headerLine, rowNumbers: false };
}

function compatible(header: string, row: string, line: number): boolean {
  return splitsOf(header, row, line, null).length > 0;
}

/** Every way to part a header and a row into equally many cells, a last empty cell of the row not counted. */
function splitsOf(header: string, row: string, line: number, forced: Delimiter | null) {
  return (forced === null ? DELIMITERS : [forced]).flatMap((delimiter) => {
    const cells = splitCells(row, delimiter, line);
    const width = cells.length > 1 && cells.at(-1)?.trim() === '' ? cells.length - 1 : cells.length;
    return splitHeaderLine(header, delimiter, line)
      .filter((headers) => headers.length === cells.length || headers.length === width)
      .filter((headers) => headers.length > 1 || delimiter === '')
      .filter(() => delimiter !== '' || (isOneCell(header) && isNumeric(cells[0])))
      .map((headers) => ({ delimiter, headers }));
  });
}

/** Whether a header is that of a table of one column: its comma, if it has one, stands before a unit. */
function isOneCell(header: string): boolean {
  const [, ...others] = header.split(',');
  return !/[\t;|]/.test(header) && (others.length === 0 || (others.length === 1 && isUnit(others[0])));
}

/** The layout of a table whose first line is already a row: null for a line that is none, an error where columns have to be chosen. */
function bareLayout(
  text: string,
  line: number,
  forced: Delimiter | null,
  options: TableOptions,
): TableLayout | LevelsError | null {
  const whole = options.decimal === ',' ? isNumeric(text) : isEnergy(text);
  const delimiter = whole ? '' : (forced ?? delimiterIn(text));
  const cells = splitCells(text, delimiter, line);
  const numbers = cells.flatMap((cell, i) => (isNumeric(cell) ? [i] : []));
  if (numbers.length === 0) return null;
  const layout = (energy: number, name: number, degeneracy = -1, rowNumbers = false): TableLayout => {
    const columns = { energy, degeneracy, J: -1, name, unit: options.unit ?? null, unsure: -1 };
    return { delimiter, width: cells.length, columns, headers: [], headerLine: 0, rowNumbers };
  };
  const firstText = (energy: number) => cells.findIndex((_, i) => i !== energy && !numbers.includes(i));
  const nameAt = (energy: number) =>
    options.name === undefined ? firstText(energy) : number(cells, options.name, line);
  if (options.energy !== undefined) {
    const energy = number(cells, options.energy, line);
    const wanted = options.degeneracy?.trim().toLowerCase() === 'none' ? undefined : options.degeneracy;
    return layout(energy, nameAt(energy), wanted === undefined ? -1 : number(cells, wanted, line));
  }
  const withUnit = numbers.filter((i) => /[a-z]/i.test(cells[i].replace(/[ed][+-]?\d+/i, '')));
  const [energy] = withUnit.length === 1 ? withUnit : numbers;
  const alone = numbers.length === 1 || withUnit.length === 1;
  if (alone && cells.length <= 2 && options.degeneracy === undefined) {
    return layout(energy, options.name === undefined && cells.length === 2 ? 1 - energy : nameAt(energy));
  }
  // Rows that are counted, and what is no count behind it.
  const counted = cells.length === 2 && cells[0].trim() === '1' && !/^\s*[1-9]\d*\s*$/.test(cells[1]);
  if (counted && options.degeneracy === undefined) return layout(1, 0, -1, true);
  const found = numbers.map((i) => i + 1).join(', ');
  return new LevelsError(
    'choose-columns',
    `expected a header, or the number of the column of energies, found numbers in columns ${found}`,
    {
      ...{ line, found },
    },
  );
}

/** The index of a column without a name. */
function number(cells: readonly string[], wanted: string, line: number): number {
  if (/^\s*[1-9]\d*\s*$/.test(wanted))
    return chosen(
      cells.map(() => ''),
      wanted,
      line,
    );
  throw new LevelsError(
    'no-such-column',
    `expected a header that names '${shown(wanted)}', found numbers; give the column's number`,
    {
      ...{ line, column: shown(wanted), found: '' },
    },
  );
}

function holdsNumber(text: string, line: number): boolean {
  return splitCells(text, delimiterIn(text), line).some(isNumeric);
}

/** Whether a cell is a number as people write it: with a unit, with a decimal comma, with grouping marks. */
function isNumeric(cell: string): boolean {
  return isEnergy(cell.replace(/[.,](?=.*[.,])/g, '').replace(',', '.'));
}
