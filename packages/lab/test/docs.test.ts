// The page for teachers, docs/lab.md, and its Korean twin say what the lab is.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { embedding } from '../src/embedding.ts';
import { keysOf, pageKeys, parseState, writeState } from '../src/state/properties.ts';
import { stopIds } from '../src/stops/stop-ids.ts';
import { stops as en } from '../src/strings/en/stops.ts';
import { stops as ko } from '../src/strings/ko/stops.ts';

const pages = { 'lab.md': en, 'lab.ko.md': ko };

describe.each(Object.entries(pages))('docs/%s', (name, titles) => {
  const text = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
  /** The words in backquotes of the first row that begins so. */
  const words = (start: string) => {
    const row = text.split('\n').find((line) => line.startsWith(start)) ?? '';
    return [...row.slice(start.length).matchAll(/`([^`]+)`/g)].map(([, word]) => word);
  };

  test('names every stop in the order of the story', () => {
    const rows = [...text.matchAll(/^\| \d \| ([^|]+?) \|/gm)].map(([, title]) => title);
    expect(rows).toEqual(stopIds.map((stop) => titles[stop]));
    for (const stop of stopIds) expect(text).toContain(`<bridle-${stop}>`);
  });

  test('names every property, where it counts', () => {
    for (const stop of stopIds) expect(words(`| \`${stop}\` |`).sort(), stop).toEqual([...keysOf(stop)].sort());
    expect(words(name === 'lab.md' ? '| any |' : '| 어디서나 |').sort()).toEqual([...pageKeys].sort());
  });

  test('gives links in which nothing is refused', () => {
    const links = [...text.matchAll(/^- `(\?[^`]+)`/gm)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const back = new URLSearchParams(writeState(parseState(link)));
      expect(Object.fromEntries(back)).toEqual(Object.fromEntries(new URLSearchParams(link)));
    }
  });

  test('shows the code for other pages as the teachers’ page gives it', () => {
    expect(text).toContain(embedding('https://example.org/lab/'));
  });
});
