import { readFileSync } from 'node:fs';
import { readText, type Text } from '../../../src/stops/word/texts.ts';

export const file = JSON.parse(
  readFileSync(new URL('../../../../../examples/next-word/next-words.json', import.meta.url), 'utf8'),
);

/** A text as the page has it. */
export function textOf(id: string): Text {
  const stored = file.texts.find((one: { id: string }) => one.id === id);
  return readText(stored, file.models[stored.language]);
}
