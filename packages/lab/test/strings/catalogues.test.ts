import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { languageIds, languageOf } from '../../src/language.ts';
import { shell } from '../../src/strings/shell.ts';

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

const others = languageIds.filter((language) => language !== 'en');

describe('the catalogues', () => {
  test('are a folder for each language of the list, with the same files', () => {
    const folders = readdirSync(fileURLToPath(new URL('../../src/strings/', import.meta.url)), { withFileTypes: true });
    expect(folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual([...languageIds].sort());
    for (const language of others) expect(files(language)).toEqual(files('en'));
  });

  test.each(files('en'))('%s has the same keys in each, in the same order', async (file) => {
    for (const language of others) expect(shape(await load(language, file))).toEqual(shape(await load('en', file)));
  });

  test.each(files('en'))('%s has no empty text, and Hangul only in Korean', async (file) => {
    for (const language of languageIds) {
      for (const text of texts(await load(language, file))) {
        expect(text.trim()).not.toBe('');
        if (language !== 'ko') expect(text).not.toMatch(/\p{Script=Hangul}/u);
      }
    }
  });

  test('reach the page in the language that is asked for', () => {
    for (const language of languageIds) expect(shell[language].language, language).toBeTruthy();
    expect(shell.ko.language).toBe('언어');
    expect(languageOf('ko-KR')).toBe('ko');
    expect(languageOf('fr')).toBe('en');
  });
});
