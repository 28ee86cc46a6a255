// A column of dates as columns of its parts: year, the time of day in hours and the days elapsed since an origin as numbers;
// month, weekday and hour as categories, because December is followed by January. And the form of a column of texts, found over all of its cells.

import { cellText } from './cells.ts';
import { type DateForm, dateForms, type Moment, readMoment, weekdayOf } from './dates.ts';
import { RecipeError } from './recipe-error.ts';
import type { CategoricalColumn, Column } from './table.ts';

export type DatePart = 'year' | 'month' | 'weekday' | 'hour' | 'time' | 'elapsed';

export const dateParts: readonly DatePart[] = ['year', 'month', 'weekday', 'hour', 'time', 'elapsed'];

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
const MONTHS = range(1, 12);
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = range(0, 23);

/** If at least this share of the texts are dates, the others are more likely errors than categories. */
const NEARLY = 0.9;
/** How many texts are tried before a column is given up. */
const TRIED = 20;

/**
 * The form in which the texts of a column write dates; null if they are none. Day and month are told apart by a day above 12.
 *
 * @throws RecipeError 'ambiguous-date' where no cell tells them apart, 'mixed-dates' for a cell that is not a date though at
 * least nine in ten of the texts are; both name the first such row.
 * @example
 * ```ts
 * import { dateForm } from 'bridle/learn';
 * const day = { kind: 'categorical' as const, name: 'day', codes: new Int32Array([0, 1]), levels: ['03/04/2024', '13/04/2024'] };
 * dateForm(day); // → 'day-month-year'
 * ```
 */
export function dateForm(column: Column): DateForm | null {
  if (column.kind === 'numeric') return null;
  const used = usedLevels(column);
  const texts = used.slice(0, TRIED);
  const some = (form: DateForm) => texts.some((text) => readMoment(text, form) !== null);
  const forms = dateForms.filter(some);
  if (forms.length === 0) return null;
  const misses = forms.map((form) => used.filter((text) => readMoment(text, form) === null));
  const least = Math.min(...misses.map(({ length }) => length));
  const best = forms.filter((_, i) => misses[i].length === least);
  if (least > 0) {
    if (used.length - least < NEARLY * used.length) return null;
    const row = column.codes.findIndex((code) => column.levels[code] === misses[forms.indexOf(best[0])][0]);
    const facts = factsOf(column, row);
    const what = 'which is not a date, as nearly all of its cells are; correct it, or declare the column categorical';
    throw new RecipeError('mixed-dates', sentence(facts, what), facts);
  }
  // ISO dates are read in every form.
  if (best.includes('year-month-day')) return 'year-month-day';
  if (best.length === 1) return best[0];
  const facts = factsOf(
    column,
    column.codes.findIndex((code) => code >= 0),
  );
  const what = 'and no cell tells the day from the month; write year-month-day, or declare the column categorical';
  throw new RecipeError('ambiguous-date', sentence(facts, what), facts);
}

/**
 * The parts of a column of dates; `origin` is a day counted from 1970-01-01.
 *
 * @throws RecipeError 'not-a-date' for a cell that is not written in the form.
 */
export function datePartsOf(column: Column, form: DateForm, origin: number): Record<DatePart, Column> {
  const { codes, moments } = momentsOf(column, form);
  const numbers = (name: DatePart, of: (moment: Moment) => number): Column => {
    const byCode = moments.map(of);
    return {
      kind: 'numeric',
      name,
      values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : byCode[code])),
    };
  };
  const categories = (name: DatePart, levels: string[], of: (moment: Moment) => number): Column => {
    const byCode = moments.map(of);
    return { kind: 'categorical', name, levels, codes: codes.map((code) => (code < 0 ? -1 : byCode[code])) };
  };
  return {
    year: numbers('year', ({ year }) => year),
    month: categories('month', MONTHS, ({ month }) => month - 1),
    weekday: categories('weekday', WEEKDAYS, ({ day }) => weekdayOf(day)),
    hour: categories('hour', HOURS, ({ hour }) => Math.max(hour, 0)),
    time: numbers('time', ({ seconds }) => seconds / 3600),
    elapsed: numbers('elapsed', ({ day, seconds, offset }) => day - origin + (seconds - offset) / 86400),
  };
}

/** The first day of a column. */
export function firstDay(column: Column, form: DateForm): number {
  const { codes, moments } = momentsOf(column, form);
  let first = Number.POSITIVE_INFINITY;
  for (const code of codes) if (code >= 0) first = Math.min(first, moments[code].day);
  return first < Infinity ? first : 0;
}

const NONE: Moment = { year: 0, month: 1, day: 0, hour: -1, seconds: 0, offset: 0 };

/** The moments of the levels that are used; a level that no cell has may be anything. */
function momentsOf(column: Column, form: DateForm): { codes: Int32Array; moments: Moment[] } {
  const refuse = (row: number) => {
    const facts = factsOf(column, row);
    return new RecipeError('not-a-date', sentence(facts, `which is not a date in the form ${form}`), facts);
  };
  if (column.kind === 'numeric') {
    const row = column.values.findIndex((x) => !Number.isNaN(x));
    if (row >= 0) throw refuse(row);
    return { codes: new Int32Array(column.values.length).fill(-1), moments: [] };
  }
  const found = column.levels.map((level) => readMoment(level, form));
  const row = column.codes.findIndex((code) => code >= 0 && found[code] === null);
  if (row >= 0) throw refuse(row);
  return { codes: column.codes, moments: found.map((moment) => moment ?? NONE) };
}

function usedLevels({ codes, levels }: CategoricalColumn): string[] {
  const used = new Uint8Array(levels.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  return levels.filter((_, code) => used[code] === 1);
}

function factsOf(column: Column, row: number): { column: string; row: number; text: string } {
  return { column: column.name, row: row + 1, text: cellText(column, row) };
}

function sentence({ column, row, text }: ReturnType<typeof factsOf>, what: string): string {
  return `Row ${row} of the column "${column}" is "${text}", ${what}.`;
}
