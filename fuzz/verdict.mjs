// Whether what a reader threw is an error for a person: one of ours, with a code that both languages have a sentence for,
// and in each language one sentence without a stack trace, without text of a library, and with all of its facts.

import { ko } from '../packages/cli/dist/messages/ko/words.js';

/** Codes that no input can cause: the file exists, is small, and does not change. */
const IMPOSSIBLE = new Set([
  'changed',
  'no-such-file',
  'is-a-folder',
  'not-a-file',
  'unreadable',
  'out-of-memory',
  'disk-full',
]);

const LONGEST = 2000;

const FOREIGN =
  /\n\s+at |\b(INTERNAL|Invalid Input|IO Error|Conversion Error|Binder|Catalog|Parser Error|Out of Memory|duckdb|read_(csv|json|parquet)|Possible (fixes|solutions)|ignore_errors|null_padding|LINE \d+:|SELECT|internal error)\b/i;

const HOLE = /\bundefined\b|\bNaN\b|\[object|\bnull\b/;

/** What is wrong with an error as a reader's answer, or null. */
export function faultOf(error) {
  if (!(error instanceof Error)) return `threw what is no error: ${String(error).slice(0, 200)}`;
  const { name, code, facts = {}, message } = error;
  const korean = Object.hasOwn(ko.errors, name) ? ko.errors[name] : {};
  const sentence = Object.hasOwn(korean, code) ? korean[code] : null;
  if (!sentence) return `no code: ${error.stack ?? message}`;
  if (IMPOSSIBLE.has(code)) return `code ${code}, which cannot be: ${message}`;
  return faultIn(message, facts, code) ?? faultIn(sentence(facts, message), facts, `${code} in Korean`);
}

function faultIn(message, facts, code) {
  if (message.length > LONGEST) return `${code}: a sentence of ${message.length} characters: ${message.slice(0, 200)}…`;
  // Facts quote the file, which may hold any text.
  const texts = Object.values(facts).filter((fact) => typeof fact === 'string' && fact !== '');
  const own = texts.sort((a, b) => b.length - a.length).reduce((text, fact) => text.replaceAll(fact, '…'), message);
  if (own.trim() === '' || own.includes('\n')) return `${code}: not one sentence: ${message}`;
  if (FOREIGN.test(own)) return `${code}: words from underneath: ${message}`;
  return HOLE.test(own) ? `${code}: a hole in the sentence: ${message}` : null;
}
