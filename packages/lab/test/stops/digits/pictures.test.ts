import { describe, expect, test } from 'vitest';
import { pack } from '../../../build/pictures.ts';
import { doubtful, fooling, sure } from '../../../src/stops/digits/examples.ts';
import { PIXELS, pictureOf, readPicture } from '../../../src/stops/digits/pictures.ts';
import { csv, digits } from './table.ts';

describe('the packed digits', () => {
  test('are the table, pixel by pixel', () => {
    const rows = csv.trim().split(/\r?\n/).slice(1);
    expect(digits.labels).toHaveLength(1797);
    rows.forEach((line, i) => {
      expect([...pictureOf(digits, i), digits.labels[i]].join(',')).toBe(line);
    });
  });

  test('are less than half of it', () => {
    expect(pack(csv).length).toBe(1797 * 65);
    expect(pack(csv).length).toBeLessThan(csv.length / 2);
  });

  test('are refused, with the line, where the table is another', () => {
    const head = 'p,digit\n';
    const line = (pixel: string, digit: string) => `${new Array(PIXELS).fill(pixel).join(',')},${digit}`;
    expect(pack(`${head}${line('16', '3')}\r\n`)).toBe(`${'p'.repeat(64)}3`);
    for (const wrong of [line('17', '3'), line('0', '10'), line('', 'x'), '1,2', `${line('1', '2')},5`]) {
      expect(() => pack(`${head}${line('1', '1')}\n${wrong}\n`)).toThrow('in line 3');
    }
  });
});

describe('the examples', () => {
  test.each([
    [doubtful, 677, 9],
    [sure, 118, 7],
    [fooling, 1553, 8],
  ])('are pictures of the set (%#)', (picture, row, label) => {
    expect(picture).toEqual(pictureOf(digits, row));
    expect(digits.labels[row]).toBe(label);
  });
});

test('a picture from a link has 64 whole pixels, whatever the link held', () => {
  expect(readPicture([1.4, 16])).toEqual([1, 16, ...new Array(62).fill(0)]);
  expect(readPicture(new Array(64).fill(3))).toEqual(new Array(64).fill(3));
});
