// The records of CSV without quotes, whose cells are numbers in plain digits, words of a few levels, or missing, straight
// into columns. Whatever else a record holds is refused, and nothing is decided: DuckDB and its rules then read the file.
// A number's digits are one integer below 2⁵³ and a power of ten up to 10²², both exact in float64, so that their product
// or quotient is rounded once (Clinger 1990); other numbers are left to the engine, which rounds correctly too.

import type { Column } from 'bridle/learn';
import { isNoValue, numberParts } from './number-format.ts';

/** A column that is read as numbers until a word shows that it is not, as words, or not at all. */
export type PlainColumn = {
  name: string;
  wish: 'infer' | 'numeric' | 'categorical' | 'skip';
};

export type PlainTable = {
  columns: readonly PlainColumn[];
  /** The byte between two cells. */
  mark: number;
  /** Whether a CR stands before the LF of every line. */
  returns: boolean;
  missing: ReadonlySet<string>;
  rows: number;
  capacity: number;
  kinds: Uint8Array;
  values: Float64Array[];
  texts: (Texts | null)[];
  /** Rows among which a cell shows what a point means; 0 where that is clear. */
  watched: number;
  /** By column: whether a number has a point, and whether a watched one shows that points begin decimals. */
  pointed: Uint8Array;
  settled: Uint8Array;
};

/** Codes by the bytes of cells, one character each, and the levels that they stand for. */
type Texts = { codes: Int32Array; byBytes: Map<string, number>; byLevel: Map<string, number> };

const [NUMBERS, WORDS, SKIPPED] = [0, 1, 2];
const [LF, CR, QUOTE, MINUS, POINT, ZERO] = Buffer.from('\n\r"-.0');
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** A number that DuckDB reads as the engine does; longer forms are left to it. */
const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)(e[-+]?\d+)?$/i;
const WHOLE = /^-?\d+$/;
const ASCII = /^[\t -~]*$/;
/** DuckDB reads these as numbers that are not finite. */
const NOT_FINITE = /^[-+]?(nan|inf)/i;
/** Longer cells that look like numbers are left to DuckDB. */
const LONGEST = 300;

/** What is known before the first record: `rows` is about how many there are. */
type Given = Pick<PlainTable, 'returns' | 'watched'> & { delimiter: string; missing: readonly string[]; rows: number };

export function plainTable(columns: readonly PlainColumn[], { delimiter, missing, rows, ...rest }: Given): PlainTable {
  const kinds = Uint8Array.from(columns, ({ wish }) =>
    wish === 'skip' ? SKIPPED : wish === 'categorical' ? WORDS : NUMBERS,
  );
  const flags = () => new Uint8Array(columns.length);
  return {
    columns,
    mark: delimiter.charCodeAt(0),
    missing: new Set(missing.map((token) => token.trim())),
    rows: 0,
    capacity: rows,
    kinds,
    values: columns.map((_, i) => new Float64Array(kinds[i] === NUMBERS ? rows : 0)),
    texts: columns.map((_, i) => (kinds[i] === WORDS ? emptyTexts(rows) : null)),
    ...rest,
    pointed: flags(),
    settled: flags(),
  };
}

function emptyTexts(rows: number): Texts {
  return { codes: new Int32Array(rows), byBytes: new Map(), byLevel: new Map() };
}

/** Adds the records of a text that ends with a line; false where one is not plain. */
export function takeRecords(table: PlainTable, bytes: Buffer): boolean {
  const { mark, kinds, values, pointed } = table;
  const end = bytes.length;
  const last = kinds.length - 1;
  let i = 0;
  while (i < end) {
    if (table.rows === table.capacity) grow(table);
    const row = table.rows;
    for (let column = 0; column <= last; column += 1) {
      const start = i;
      let isDone = false;
      if (kinds[column] === NUMBERS) {
        const isNegative = bytes[i] === MINUS;
        if (isNegative) i += 1;
        let whole = i;
        let digits = 0;
        let digit = bytes[i] - ZERO;
        while (digit >= 0 && digit <= 9) {
          digits = 10 * digits + digit;
          i += 1;
          digit = bytes[i] - ZERO;
        }
        let decimals = 0;
        if (bytes[i] === POINT) {
          i += 1;
          const point = i;
          digit = bytes[i] - ZERO;
          while (digit >= 0 && digit <= 9) {
            digits = 10 * digits + digit;
            i += 1;
            digit = bytes[i] - ZERO;
          }
          decimals = i - point;
          whole = decimals === 0 ? i : point - 1; // without a digit after it, a point is refused
          pointed[column] = 1;
        }
        const c = bytes[i];
        const isCell = (c === mark || c === LF || c === CR) && i > whole;
        if (isCell && digits <= Number.MAX_SAFE_INTEGER && decimals < 23 && row >= table.watched) {
          const size = decimals === 0 ? digits : digits / POWERS[decimals];
          values[column][row] = isNegative ? -size : size;
          isDone = true;
        }
      }
      if (!isDone) {
        i = takeCell(table, column, bytes, start);
        if (i < 0) return false;
      }
      const c = bytes[i];
      if (column < last) {
        if (c !== mark) return false;
        i += 1;
      } else if (c === LF && !table.returns) i += 1;
      else if (c === CR && bytes[i + 1] === LF && table.returns) i += 2;
      else return false;
    }
    table.rows = row + 1;
  }
  return true;
}

/** Adds any cell; returns where it ends, or −1 where it is not plain. */
function takeCell(table: PlainTable, column: number, bytes: Buffer, start: number): number {
  const { mark, kinds, values, missing, rows } = table;
  let end = start;
  for (let c = bytes[end]; c !== mark && c !== LF && c !== CR; end += 1, c = bytes[end]) {
    if (c === QUOTE || (c < 32 && c !== 9) || (c >= 127 && kinds[column] === SKIPPED)) return -1;
  }
  if (kinds[column] === SKIPPED) return end;
  if (start === end && kinds.length === 1) return -1; // a blank line
  const cell = bytes.toString('latin1', start, end);
  if (kinds[column] === WORDS) return takeWord(table, column, cell) ? end : -1;
  const text = decoded(cell)?.trim();
  if (text === undefined) return -1;
  if (NUMBER.test(text)) {
    const x = Number(text);
    if (!Number.isFinite(x) || (Math.abs(x) > Number.MAX_SAFE_INTEGER && WHOLE.test(text))) return -1;
    values[column][rows] = x;
    if (rows < table.watched && numberParts(text)?.shows === '.') table.settled[column] = 1;
    return end;
  }
  if (missing.has(text)) {
    values[column][rows] = Number.NaN;
    return end;
  }
  return becomesWords(table, column) && takeWord(table, column, cell) ? end : -1;
}

/** Turns a column without a number so far into one of words. */
function becomesWords({ columns, kinds, values, texts, rows, capacity }: PlainTable, column: number): boolean {
  const before = values[column].subarray(0, rows);
  if (columns[column].wish !== 'infer' || !before.every(Number.isNaN)) return false;
  const words = emptyTexts(capacity);
  words.codes.fill(-1, 0, rows);
  texts[column] = words;
  kinds[column] = WORDS;
  values[column] = new Float64Array(0);
  return true;
}

/** Adds a cell of one character a byte to a column of words. */
function takeWord({ columns, texts, missing, rows }: PlainTable, column: number, cell: string): boolean {
  const { codes, byBytes, byLevel } = texts[column] as Texts;
  let code = byBytes.get(cell);
  if (code === undefined) {
    const level = decoded(cell)?.trim();
    if (level === undefined || /\p{Cc}/u.test(level)) return false;
    const isMissing = missing.has(level);
    if (!isMissing && columns[column].wish === 'infer' && !isWord(level)) return false;
    code = isMissing ? -1 : (byLevel.get(level) ?? byLevel.size);
    if (!isMissing) byLevel.set(level, code);
    byBytes.set(cell, code);
  }
  codes[rows] = code;
  return true;
}

/** The text of bytes in UTF-8, or null. */
function decoded(cell: string): string | null {
  if (ASCII.test(cell)) return cell;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(cell, 'latin1'));
  } catch {
    return null;
  }
}

/** Whether a text is neither a number in some form nor a word for "no value". */
function isWord(text: string): boolean {
  return text.length <= LONGEST && numberParts(text) === null && !isNoValue(text) && !NOT_FINITE.test(text);
}

/** Room for half as many rows again. */
function grow(table: PlainTable): void {
  const capacity = Math.ceil(1.5 * table.capacity) + 64;
  table.values.forEach((values, i) => {
    if (table.kinds[i] !== NUMBERS) return;
    table.values[i] = new Float64Array(capacity);
    table.values[i].set(values);
  });
  for (const words of table.texts) {
    if (!words) continue;
    const codes = new Int32Array(capacity);
    codes.set(words.codes);
    words.codes = codes;
  }
  table.capacity = capacity;
}

/** The columns that were read; null where some points may group digits. */
export function columnsOf({
  columns,
  kinds,
  values,
  texts,
  rows,
  watched,
  pointed,
  settled,
}: PlainTable): Column[] | null {
  if (watched > 0 && columns.some((_, i) => kinds[i] === NUMBERS && pointed[i] === 1 && settled[i] === 0)) return null;
  return columns.flatMap(({ name }, i): Column | [] => {
    if (kinds[i] === SKIPPED) return [];
    const words = texts[i];
    if (words === null) return { kind: 'numeric', name, values: values[i].subarray(0, rows) };
    return { kind: 'categorical', name, codes: words.codes.subarray(0, rows), levels: [...words.byLevel.keys()] };
  });
}
