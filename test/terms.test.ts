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

const unused = rows.flatMap((row) => row[5].split(', ')).filter((word) => /[가-힣]/.test(word));

/** Files and folders with Korean texts for readers. */
const places = ['packages/cli/src/messages/ko'];

const files = places.flatMap((place) =>
  readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(place, file)),
);

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

test.each(files)('%s uses the terms of the list', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  expect(unused.length).toBeGreaterThan(5);
  expect(unused.filter((word) => text.includes(word))).toEqual([]);
});
