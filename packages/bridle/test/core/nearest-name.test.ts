import { describe, expect, test } from 'vitest';
import { nearestName } from '../../src/core/nearest-name.ts';

const commands = ['check', 'train', 'predict', 'evaluate'];

describe('the nearest name', () => {
  test('is the one with the fewest edits, the first of equals', () => {
    expect(nearestName('colour', ['color', 'colon', 'cool'])).toBe('color');
    expect(nearestName('bat', ['cat', 'hat'])).toBe('cat');
    expect(nearestName('품종', ['종류', '품종 이름', '품종2'])).toBe('품종2');
  });

  test('is found behind a slip: letters swapped, missing, added or changed', () => {
    expect(nearestName('trian', commands)).toBe('train');
    expect(nearestName('predit', commands)).toBe('predict');
    expect(nearestName('checkk', commands)).toBe('check');
    expect(nearestName('evaluete', commands)).toBe('evaluate');
    expect(nearestName('--temprature', ['--names', '--temperature'])).toBe('--temperature');
  });

  test('may go on where the given one ends, and then comes before any with an edit', () => {
    expect(nearestName('eval', commands)).toBe('evaluate');
    expect(nearestName('kj', ['j', 'kj/mol'])).toBe('kj/mol');
    expect(nearestName('temperature', ['temperatures', 'temperature_in_kelvin'])).toBe('temperatures');
    expect(nearestName('x', ['yes', 'xenon'])).toBe(''); // one letter begins too many names
  });

  test('differs in case before it differs in letters, and is the very name where that is there', () => {
    expect(nearestName('SPECIES', ['specie', 'species'])).toBe('species');
    expect(nearestName('Species', ['species', 'SPECIES', 'Species'])).toBe('Species');
  });

  test('is none where too many letters differ, the more so for short names', () => {
    expect(nearestName('boltzmann', commands)).toBe('');
    expect(nearestName('ab', ['cd'])).toBe('');
    expect(nearestName('b', ['a', 'c'])).toBe('');
    expect(nearestName('weight', ['sex', 'species', 'island'])).toBe('');
    expect(nearestName('', commands)).toBe('');
    expect(nearestName('x', [])).toBe('');
  });

  test('is compared by its beginning where it is a megabyte long', () => {
    const long = 'y'.repeat(1e6);
    expect(nearestName(`${long}1`, ['z', long])).toBe(long);
  });
});
