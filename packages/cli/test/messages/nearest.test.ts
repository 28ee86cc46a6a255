import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/messages/nearest.ts';

const commands = ['check', 'train', 'predict', 'evaluate'];

describe('nearest', () => {
  test('finds the word behind a slip: letters swapped, missing, added, changed, or of the other case', () => {
    expect(nearest('trian', commands)).toBe('train');
    expect(nearest('predit', commands)).toBe('predict');
    expect(nearest('checkk', commands)).toBe('check');
    expect(nearest('evaluete', commands)).toBe('evaluate');
    expect(nearest('TRAIN', commands)).toBe('train');
    expect(nearest('--temprature', ['--names', '--temperature'])).toBe('--temperature');
  });

  test('names nothing where too many letters differ, the more so for short words', () => {
    expect(nearest('boltzmann', commands)).toBeUndefined();
    expect(nearest('ab', ['cd'])).toBeUndefined();
    expect(nearest('', commands)).toBeUndefined();
    expect(nearest('train', [])).toBeUndefined();
  });

  test('takes the first of equally near words', () => {
    expect(nearest('bat', ['cat', 'hat'])).toBe('cat');
  });
});
