import { describe, expect, test } from 'vitest';
import { languages } from '../../src/words/languages.ts';

/** The keys of a catalogue with the kinds of their values. */
function shape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, inner]) => [key, shape(inner)]),
  );
}

function texts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(texts);
  return typeof value === 'string' ? [value] : [];
}

describe('the languages', () => {
  test('have the same keys', () => {
    const [first, ...others] = Object.values(languages);
    for (const other of others) expect(shape(other)).toEqual(shape(first));
  });

  test('leave no text empty', () => {
    for (const words of Object.values(languages)) for (const text of texts(words)) expect(text.trim()).not.toBe('');
  });
});
