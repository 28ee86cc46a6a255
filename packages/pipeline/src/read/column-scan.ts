// What the cells of one text column show about how its numbers are written, gathered one cell at a time.

import { isNoValue, type NumberParts, numberOf, numberParts } from './number-format.ts';

/** A cell and its row, counted from 1. */
export type Seen = { text: string; row: number };

export type ColumnScan = {
  present: number;
  /** Cells that are numbers, words for "no value", and others. */
  numbers: number;
  words: Map<string, { count: number; first: Seen }>;
  others: { count: number; first: Seen | null };
  /** By what stands around the digits, as `prefix|suffix`. */
  affixes: Map<string, { count: number; first: Seen }>;
  /** The first cell whose digits show each decimal mark, or a mark that may be either. */
  marks: Partial<Record<NumberParts['shows'], Seen>>;
  /** Whole numbers without a mark, of up to three digits and of more, and whether a three-digit part ends in 0. */
  short: boolean;
  long: boolean;
  roundPart: boolean;
  /** Different numbers, counted up to a limit. */
  different: Set<string>;
  /** The first cell that is not written in plain digits. */
  styled: Seen | null;
  /** By decimal mark, the first whole number that float64 cannot represent; and the first that is infinite. */
  large: { '.': Seen | null; ',': Seen | null };
  infinite: Seen | null;
};

const MOST_AFFIXES = 100;
/** Enough to tell measurements from a few classes. */
export const DIFFERENT = 20;

export function emptyScan(): ColumnScan {
  const maps = { words: new Map(), affixes: new Map(), marks: {}, different: new Set<string>() };
  const flags = { short: false, long: false, roundPart: false };
  const cells = { styled: null, infinite: null, large: { '.': null, ',': null } };
  return { present: 0, numbers: 0, others: { count: 0, first: null }, ...maps, ...flags, ...cells };
}

export function scanCell(scan: ColumnScan, text: string, row: number): void {
  scan.present += 1;
  const parts = numberParts(text);
  if (parts === null) {
    if (isNoValue(text)) count(scan.words, text.trim(), text, row);
    else {
      scan.others.count += 1;
      scan.others.first ??= { text, row };
    }
    return;
  }
  scan.numbers += 1;
  const key = `${parts.prefix}|${parts.suffix}`;
  if (scan.affixes.size < MOST_AFFIXES || scan.affixes.has(key)) count(scan.affixes, key, text, row);
  scan.marks[parts.shows] ??= { text, row };
  if (parts.shows === 'none') {
    if (/^[1-9]\d{0,2}$/.test(parts.digits)) scan.short = true;
    if (/^\d{4,}$/.test(parts.digits)) scan.long = true;
  } else if (parts.shows !== '.' && parts.shows !== ',' && parts.digits.endsWith('0')) scan.roundPart = true;
  if (scan.different.size <= DIFFERENT) scan.different.add(parts.digits);
  if (scan.styled === null && !PLAIN.test(text)) scan.styled = { text, row };
  if (parts.digits.length > 4) scanSize(scan, parts, { text, row });
}

const PLAIN = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function scanSize(scan: ColumnScan, parts: NumberParts, seen: Seen): void {
  for (const mark of ['.', ','] as const) {
    const size = Math.abs(numberOf(parts, mark));
    if (size === Infinity) scan.infinite ??= seen;
    const isWhole = !parts.digits.includes(mark) && !/e/i.test(parts.digits);
    if (isWhole && size > Number.MAX_SAFE_INTEGER) scan.large[mark] ??= seen;
  }
}

function count(counts: ColumnScan['words'], key: string, text: string, row: number): void {
  const known = counts.get(key);
  if (known) known.count += 1;
  else counts.set(key, { count: 1, first: { text, row } });
}
