// Sentences that once confused readers stay away: from the READMEs, the documents, and the sources, whose comments and
// messages are read too. docs/terms.md lists the terms to use instead.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const ENGLISH = [
  'come without a reason to trust them',
  'work as you would think',
  'asks the other way round',
  'a kernel knows only good rows',
  'who is free takes the next task',
  'softmax and its kin',
  'for who counts bytes',
  'an empty memory goes, unless it is the last',
  'masked entries are nothing',
  'this is a fault of bridle',
  'is no number',
  'cannot be written to where it should go',
  'there are another number of scores',
];

/** Words for share, stop, class, step and penalty that are not those of docs/terms.md; and of split, except "0 나누기 0". */
const KOREAN = [/몫/, /정거장/, /부류/, /걸음/, /벌점/, /(?<!0 )나누기/];

const folders = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${path}/${entry.name}`);

const files = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);

const read = [
  ...['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...files('docs', /\.md$/),
  ...folders('packages').map((folder) => `${folder}/README.md`),
  ...folders('packages').flatMap((folder) => files(`${folder}/src`, /\.(ts|js|svelte|css|html)$/)),
].filter((file) => file !== 'docs/terms.md' && !file.includes('/kernels/built/'));

/** The text with its line breaks, and the marks of comments after them, as single spaces. */
const plain = (text: string) => text.replace(/\s*\n\s*(?:\/\/|\*(?!\/)|\|)?\s*/g, ' ').toLowerCase();

function found(text: string): string[] {
  const words = plain(text);
  return [
    ...ENGLISH.filter((sentence) => words.replaceAll('there is no number', '').includes(sentence)),
    ...KOREAN.flatMap((word) => words.match(word)?.[0] ?? []),
  ];
}

describe('the words', () => {
  test('of READMEs, documents and sources are none of those that confused readers', () => {
    expect(read.length).toBeGreaterThan(300);
    const faults = read.flatMap((file) =>
      found(readFileSync(join(root, file), 'utf8')).map((words) => `${file}: ${words}`),
    );
    expect(faults).toEqual([]);
  });

  test('are found across the lines of a comment, and by their terms in Korean', () => {
    expect(found('// The first cell that\n// is no\n// number.')).toEqual(['is no number']);
    expect(found(' * Softmax\n   * and its kin')).toEqual(['softmax and its kin']);
    expect(found('There is no number in it.')).toEqual([]);
    expect(found('0 나누기 0')).toEqual([]);
    expect(found('학습과 평가로 나누기')).toEqual(['나누기']);
  });
});
