// One catalogue in every language, from what `import.meta.glob` finds: strings/ko/share.ts and strings/en/share.ts.

import { type Language, languageIds } from '../language.ts';
import type { Catalogue } from './catalogue.ts';

/** `files` are the words by the path of their file, whose folder is the language. */
export function wordsOf<T>(files: Record<string, unknown>): Record<Language, Catalogue<T>> {
  const byFolder = Object.fromEntries(Object.entries(files).map(([path, words]) => [path.split('/').at(-2), words]));
  return Object.fromEntries(languageIds.map((id) => [id, byFolder[id]])) as Record<Language, Catalogue<T>>;
}
