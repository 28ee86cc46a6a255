// The texts that can be continued, from the sure to the open, and what the file of their logits holds. The file,
// examples/next-word/next-words.json, is made by tools/next-words.py and loaded when the stop is shown.

import type { Language } from '../../language.ts';

export const texts = [
  { id: 'noodles', language: 'ko' },
  { id: 'flower', language: 'ko' },
  { id: 'cold', language: 'ko' },
  { id: 'school', language: 'ko' },
  { id: 'lunch', language: 'ko' },
  { id: 'sun', language: 'ko' },
  { id: 'animal', language: 'en' },
  { id: 'tobe', language: 'en' },
  { id: 'capital', language: 'en' },
  { id: 'opposite', language: 'en' },
  { id: 'microscope', language: 'en' },
  { id: 'once', language: 'en' },
] as const satisfies readonly { id: string; language: Language }[];

export type TextId = (typeof texts)[number]['id'];

/** The text that a choice stands for on a page of a language. */
export const idOf = (chosen: 'usual' | TextId, language: Language): TextId =>
  chosen === 'usual' ? texts.find((text) => text.language === language)!.id : chosen;

/** How many tokens of a text have a name. */
export const NAMED = 500;

/** As the file has a text: the first logit, how much lower each next one is, and the others, all in thousandths. */
export type StoredText = {
  id: string;
  language: string;
  text: string;
  tokens: readonly string[];
  first: number;
  falls: readonly number[];
  /** [logit, count]: so many tokens at this logit, from the highest down. */
  others: readonly (readonly number[])[];
};

export type Source = {
  model: string;
  package: string;
  licence: string;
  sha256: string;
  vocabulary: number;
};

export type Text = {
  id: string;
  language: Language;
  text: string;
  /** The named tokens from the likeliest down. */
  tokens: readonly string[];
  /** The logits of the named tokens, then those of the others, which many tokens share. */
  logits: Float64Array;
  /** How many tokens have each logit: 1 for a named one. */
  counts: Float64Array;
  source: Source;
};

export function readText(stored: StoredText, source: Source): Text {
  const named = [stored.first];
  for (const fall of stored.falls) named.push(named[named.length - 1] - fall);
  const counts = Float64Array.from([...named.map(() => 1), ...stored.others.map(([, count]) => count)]);
  return {
    id: stored.id,
    language: stored.language as Language,
    text: stored.text,
    tokens: stored.tokens,
    logits: Float64Array.from([...named, ...stored.others.map(([level]) => level)], (x) => x / 1000),
    counts,
    source,
  };
}

/** All texts by their names. */
export async function loadTexts(): Promise<ReadonlyMap<string, Text>> {
  const { default: file } = await import('../../../../../examples/next-word/next-words.json');
  const sources: Record<string, Source> = file.models;
  return new Map(file.texts.map((stored) => [stored.id, readText(stored, sources[stored.language])]));
}
