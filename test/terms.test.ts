// The Korean texts use the terms of docs/terms.md, and none of the words that its last column lists.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The rows of the tables in docs/terms.md, without their titles. */
const rows = readFileSync(join(root, 'docs', 'terms.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, first]) => first !== 'English' && !first.startsWith('---'));

/** Words of the last column that are wrong everywhere; one with a remark is wrong only there. */
const unused = rows.flatMap((row) => row[5].split(', ')).filter((word) => /^[가-힣 ]+$/.test(word));

/** Where Korean texts for readers are: pages, and folders of words. */
const pages = ['README.ko.md', 'docs/lab.ko.md'];
const folders = ['packages/cli/src/messages/ko', 'packages/pipeline/src/words/ko', 'packages/lab/src/strings/ko'];

const files = folders.flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)));

test('the list names each term in both languages, and where it is used', () => {
  expect(rows.length).toBeGreaterThan(50);
  for (const [, english, korean, , where] of rows) {
    expect({ english, korean, where }).toEqual({
      english: expect.stringMatching(/[a-z]/i),
      korean: expect.stringMatching(/./),
      where: expect.stringMatching(/^[RCPL]( [RCPL])*$/),
    });
  }
});

test.each([...pages, ...files])('%s uses the terms of the list', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  expect(unused.length).toBeGreaterThan(5);
  expect(unused.filter((word) => text.includes(word))).toEqual([]);
});
