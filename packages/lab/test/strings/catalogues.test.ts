import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = (language: string) => fileURLToPath(new URL(`../../src/strings/${language}/`, import.meta.url));
const files = (language: string) => readdirSync(folder(language)).sort();

/** The paths of all words in a catalogue, and what stands there: text, or a function of how many arguments. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path}: text`];
  if (typeof value === 'function') return [`${path}: function`];
  return Object.entries(value as object).flatMap(([key, inner]) => shape(inner, `${path}.${key}`));
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? Object.values(value as object).flatMap(texts) : [];
}

const load = (language: string, file: string) => import(/* @vite-ignore */ `${folder(language)}${file}`);

describe('the catalogues', () => {
  test('have the same files in both languages', () => {
    expect(files('ko')).toEqual(files('en'));
  });

  test.each(files('en'))('%s has the same keys in both, in the same order', async (file) => {
    expect(shape(await load('ko', file))).toEqual(shape(await load('en', file)));
  });

  test.each(files('en'))('%s has no empty text, and Hangul only in Korean', async (file) => {
    for (const text of [...texts(await load('ko', file)), ...texts(await load('en', file))]) {
      expect(text.trim()).not.toBe('');
    }
    for (const text of texts(await load('en', file))) expect(text).not.toMatch(/\p{Script=Hangul}/u);
  });
});
