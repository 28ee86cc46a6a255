import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inputCodes, workCodes } from '@bridle/pipeline';
import { sparkCodes, sparkInputCodes } from '@bridle/spark';
import { describe, expect, test } from 'vitest';
import { languageNames, wordsOf } from '../../src/messages/languages.ts';

/** The keys of a catalogue, with their kinds: `call.badNumber: function`. */
function keysOf(part: unknown, path = ''): string[] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [`${path}: ${typeof part}`];
  return Object.entries(part).flatMap(([key, value]) => keysOf(value, path ? `${path}.${key}` : key));
}

function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsOf) : [];
}

/** The codes that learning raises, read from its sources: it has no list of them. */
function codesOfLearn(): { RecipeError: string[]; ModelError: string[] } {
  const folder = fileURLToPath(new URL('../../../bridle/src/learn/', import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(folder + file, 'utf8'));
  const found = (pattern: RegExp) => sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]));
  return {
    RecipeError: [...found(/new RecipeError\(\s*'([a-z-]+)'/g), ...found(/refuse\('(target-[a-z-]+)'/g)],
    ModelError: found(/new ModelError\(\s*'([a-z-]+)'/g),
  };
}

const english = wordsOf('en');

describe.each(languageNames.filter((name) => name !== 'en'))('the words of %s', (name) => {
  const { messages, errors } = wordsOf(name);

  test('have the keys of English', () => {
    expect(keysOf(messages)).toEqual(keysOf(english.messages));
  });

  test('leave no text empty that is not empty in English', () => {
    const empty = (texts: string[]) => texts.map((text) => text === '');
    expect(empty(textsOf(messages))).toEqual(empty(textsOf(english.messages)));
  });

  test('have a sentence for every code of the pipeline and of learning', () => {
    const learn = codesOfLearn();
    expect(learn.RecipeError.length).toBeGreaterThan(8);
    expect(learn.ModelError.length).toBeGreaterThan(5);
    expect(Object.keys(errors.InputError).sort()).toEqual([...inputCodes].sort());
    expect(Object.keys(errors.SparkInputError).sort()).toEqual([...sparkInputCodes].sort());
    expect(Object.keys(errors.SparkError).sort()).toEqual([...sparkCodes].sort());
    expect(Object.keys(errors.WorkError).sort()).toEqual([...workCodes].sort());
    expect(Object.keys(errors.RecipeError).sort()).toEqual([...new Set(learn.RecipeError)].sort());
    expect(Object.keys(errors.ModelError).sort()).toEqual([...new Set(learn.ModelError)].sort());
  });
});
