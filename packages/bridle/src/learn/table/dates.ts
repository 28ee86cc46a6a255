// Dates and times as text, taken apart by integer arithmetic alone: the same numbers in every engine and time zone. The
// calendar is the Gregorian one; days are counted from 1970-01-01 by Hinnant's algorithm ("chrono-compatible low-level date
// algorithms", 2013). A moment's parts are those that are written; only the time elapsed counts its offset from UTC.

/** The order in which a column writes dates. Year, month and day are read in any column, as typed dates are written. */
export type DateForm = 'year-month-day' | 'day-month-year' | 'month-day-year' | 'year-month' | 'time';

export const dateForms: readonly DateForm[] = [
  'year-month-day',
  'day-month-year',
  'month-day-year',
  'year-month',
  'time',
];

/** `day` counts from 1970-01-01; `seconds` from midnight; `offset` is that of the time zone, in seconds; hour −1: no time. */
export type Moment = { year: number; month: number; day: number; hour: number; seconds: number; offset: number };

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d{1,9})?))?(?:\s?([AaPp])\.?[Mm]\.?)?`;
const ZONE = String.raw`(?:\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?`;
const AFTER = String.raw`(?:(?:T|\s+)${TIME}${ZONE})?`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.\s?(\d{1,2})\.\s?|년\s?(\d{1,2})월\s?)(\d{1,2})[.일]?${AFTER}$`,
);
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})${AFTER}$`);
const yearMonth = /^(\d{4})(?:[-/](\d{1,2})|년\s?(\d{1,2})월)$/;
const timeOnly = new RegExp(`^${TIME}$`);

/** The moment of a text in that form, or null. */
export function readMoment(text: string, form: DateForm): Moment | null {
  if (form === 'time') {
    const found = timeOnly.exec(text);
    return found && withTime({ year: 1970, month: 1, day: 0 }, found.slice(1, 5));
  }
  const iso = form === 'year-month' ? null : yearFirst.exec(text);
  if (iso) {
    const [, year, a, b, c, d, day, ...time] = iso;
    return moment(year, a ?? b ?? c ?? d, day, time);
  }
  if (form === 'year-month') {
    const [, year, a, b] = yearMonth.exec(text) ?? [];
    return year === undefined ? null : moment(year, a ?? b, '1', []);
  }
  if (form === 'year-month-day') return null;
  const found = yearLast.exec(text);
  if (!found) return null;
  const [, first, , second, year, ...time] = found;
  return form === 'day-month-year' ? moment(year, second, first, time) : moment(year, first, second, time);
}

/** The day of the week, Monday 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

type Texts = readonly (string | undefined)[];

function moment(yearText: string, monthText: string, dayText: string, time: Texts): Moment | null {
  const [year, month, date] = [yearText, monthText, dayText].map(Number);
  if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return null;
  return withTime({ year, month, day: daysBefore(year, month) + date - 1 }, time);
}

function withTime(date: Pick<Moment, 'year' | 'month' | 'day'>, [h, m, s, half, zone]: Texts): Moment | null {
  if (h === undefined || m === undefined) return { ...date, hour: -1, seconds: 0, offset: 0 };
  const written = Number(h);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const second = Number((s ?? '0').replace(',', '.'));
  if (hour > 23 || Number(m) > 59 || second >= 61) return null;
  return { ...date, hour, seconds: hour * 3600 + Number(m) * 60 + second, offset: offsetOf(zone) };
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const digits = zone.slice(1).replace(':', '');
  const size = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2) || '0') * 60;
  return zone.startsWith('-') ? -size : size;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The days from 1970-01-01 to the first of the month. */
function daysBefore(year: number, month: number): number {
  const y = month <= 2 ? year - 1 : year; // years begin in March, so that the leap day is their last
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
