import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { type DateForm, readMoment, weekdayOf } from '../../../src/learn/table/dates.ts';

describe('readMoment', () => {
  test('counts days and weekdays as the calendar of the engine does, from 0001 to 9999', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 2000; i += 1) {
      const day = Math.floor(random() * 3652058) - 719162;
      const date = new Date(day * 86400000);
      const found = readMoment(date.toISOString(), 'year-month-day');
      expect(found).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        ...{ day, hour: 0, seconds: 0, offset: 0 },
      });
      expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
    }
  });

  test.each<[string, DateForm, [day: string, hour: number, seconds: number, offset?: number]]>([
    ['2024-02-29', 'year-month-day', ['2024-02-29', -1, 0]],
    ['2024/3/5', 'year-month-day', ['2024-03-05', -1, 0]],
    ['2024.03.05', 'year-month-day', ['2024-03-05', -1, 0]],
    ['2024. 3. 5.', 'year-month-day', ['2024-03-05', -1, 0]],
    ['2024년 3월 5일', 'year-month-day', ['2024-03-05', -1, 0]],
    ['2024년 3월', 'year-month', ['2024-03-01', -1, 0]],
    ['2024-03', 'year-month', ['2024-03-01', -1, 0]],
    ['05.03.2024', 'day-month-year', ['2024-03-05', -1, 0]],
    ['5/3/2024 9:05', 'day-month-year', ['2024-03-05', 9, 32700]],
    ['3/5/2024 9:05 PM', 'month-day-year', ['2024-03-05', 21, 75900]],
    ['3/5/2024 12:00 am', 'month-day-year', ['2024-03-05', 0, 0]],
    ['2024-03-05', 'month-day-year', ['2024-03-05', -1, 0]],
    ['2024-03-05T23:59:59.25', 'year-month-day', ['2024-03-05', 23, 86399.25]],
    ['2024-03-05 07:30:00+09', 'year-month-day', ['2024-03-05', 7, 27000, 32400]],
    ['2024-03-05T07:30Z', 'year-month-day', ['2024-03-05', 7, 27000, 0]],
    ['2024-03-05T07:30-03:30', 'year-month-day', ['2024-03-05', 7, 27000, -12600]],
    ['07:30', 'time', ['1970-01-01', 7, 27000]],
  ])('reads %s, %s', (text, form, [day, hour, seconds, offset = 0]) => {
    const found = readMoment(text, form);
    expect(found).toMatchObject({ day: Date.parse(day) / 86400000, hour, seconds, offset });
  });

  test.each<[string, DateForm]>([
    ['2023-02-29', 'year-month-day'],
    ['1900-02-29', 'year-month-day'],
    ['2024-13-01', 'year-month-day'],
    ['2024-00-10', 'year-month-day'],
    ['2024-04-31', 'year-month-day'],
    ['2024-04-30 24:00', 'year-month-day'],
    ['2024-04-30 7', 'year-month-day'],
    ['2024-04/30', 'year-month-day'],
    ['13/13/2024', 'day-month-year'],
    ['31/12/2024', 'month-day-year'],
    ['3/5/24', 'day-month-year'],
    ['3/5/2024 13:00 PM', 'month-day-year'],
    ['1990-95', 'year-month'],
    ['45:10', 'time'],
    ['', 'time'],
    [`2024-01-01${' '.repeat(50000)}x`, 'year-month-day'],
  ])('reads no date in %j, %s', (text, form) => {
    expect(readMoment(text, form)).toBe(null);
  });
});
