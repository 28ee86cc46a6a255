import { expect, test } from 'vitest';
import { nearestName } from '../../src/core/nearest-name.ts';

test('the nearest name is the one with the fewest edits, the first of equals', () => {
  expect(nearestName('colour', ['color', 'colon', 'cool'])).toBe('color');
  expect(nearestName('b', ['a', 'c'])).toBe('a');
  expect(nearestName('품종', ['종류', '품종 이름', '품종2'])).toBe('품종2');
});

test('case counts less than any edit, and still decides between names that differ in case alone', () => {
  expect(nearestName('SPECIES', ['specie', 'species'])).toBe('species');
  expect(nearestName('Species', ['species', 'SPECIES', 'Species'])).toBe('Species');
});

test('no names give the empty name; names of a megabyte are compared by their beginnings', () => {
  expect(nearestName('x', [])).toBe('');
  const long = 'y'.repeat(1e6);
  expect(nearestName(`${long}1`, ['z', long])).toBe(long);
});
