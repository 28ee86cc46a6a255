import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { trainingReport } from '../../src/report/training-report.ts';
import { trainTable } from '../../src/train-table.ts';
import type { Language } from '../../src/words/languages.ts';
import { example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

async function reportOf(name: string, table: string, target: string, language: Language): Promise<string> {
  const report = file(`${name}.${language}.html`);
  await trainTable({ table, target, out: file(`${name}.json`), report, language });
  return readFileSync(report, 'utf8');
}

/** The text between tags, entities and all. */
const visible = (page: string) => page.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<[^>]*>/g, '\n');

describe('a report', () => {
  test.each(['en', 'ko'] as const)('in %s stands alone: no script, no address, nothing to fetch', async (language) => {
    const page = await reportOf('penguins', example('penguins'), 'species', language);
    expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|https?:|\bsrc=|\bhref=|url\(|@import|\bon\w+=/i);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  test.each(['en', 'ko'] as const)('in %s closes every element that it opens', async (language) => {
    const page = await reportOf('iris', example('iris'), 'species', language);
    const open: string[] = [];
    for (const [, end, name, rest] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^>"])*)>/g)) {
      if (name === 'meta' || name === 'wbr' || rest.endsWith('/')) continue;
      if (end === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  test('says the same figures in both languages', async () => {
    const english = await reportOf('penguins', example('penguins'), 'species', 'en');
    const korean = await reportOf('penguins', example('penguins'), 'species', 'ko');
    // The time that the solver took is the one figure that differs.
    const figures = (page: string) =>
      visible(page.replace(/[\d.]+( seconds|초)/, ''))
        .match(/\d+\.\d+%?/g)
        ?.sort();
    expect(figures(korean)).toEqual(figures(english));
    expect(figures(english)?.length).toBeGreaterThan(50);
    expect(english).toContain('held-out rows, which were not used for training, are classified correctly.');
    expect(korean).toContain('학습에 쓰지 않은 69개 행 중');
  });

  test('has the interval of each measure on held-out rows, around its figure', async () => {
    const page = await reportOf('penguins', example('penguins'), 'species', 'en');
    expect(page).toContain('Below a figure: its interval of 95 %');
    expect(page.match(/<small class="soft">[^<]+ – [^<]+<\/small>/g)?.length).toBe(4);
    const [, figure, low, high] = />([\d.]+)%<small class="soft">([\d.]+)% – ([\d.]+)%<\/small>/.exec(page) ?? [];
    expect([Number(low), Number(figure), Number(high)]).toEqual([low, figure, high].map(Number).sort((x, y) => x - y));
    expect(Number(high) - Number(low)).toBeGreaterThan(1);
  });

  test('certifies nothing where float64 ends before the bound is worth anything', async () => {
    const table = file('quasi.csv', 'x,y\n-1,a\n0,b\n0,a\n1,b\n');
    const report = file('quasi.html');
    const pageOf = async (l2: number) => {
      await trainTable({ table, target: 'y', out: file('quasi.json'), report, holdout: 0, l2 });
      return readFileSync(report, 'utf8');
    };
    const tiny = await pageOf(1e-100);
    expect(tiny).toContain('the bound is not informative');
    expect(tiny).not.toContain('Certified');
    expect(await pageOf(1e-6)).toContain('Certified');
  });

  test('tells a solver that found no step from one that was stopped at its last', async () => {
    const trained = await trainTable({
      table: example('iris'),
      target: 'species',
      out: file('stops.json'),
      report: null,
    });
    const pageOf = (stop: 'stuck' | 'max-iterations', language: Language) =>
      trainingReport(
        { ...trained, fit: { ...trained.fit, stop, converged: false } },
        { mistakes: [], abstentions: [] },
        language,
      );
    expect(pageOf('stuck', 'en')).toContain('no step lowered the objective further');
    expect(pageOf('stuck', 'ko')).toContain('더 낮추는 스텝을 찾지 못했고');
    expect(pageOf('stuck', 'en')).not.toContain('the iteration limit');
    expect(pageOf('max-iterations', 'en')).toContain('the solver stopped at the iteration limit');
  });

  test('keeps names from a hostile file harmless', async () => {
    const evil = `<script>alert('x')</script>`;
    const level = `"><img src=x onerror=alert(1)>`;
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${cell(i % 2 ? evil : '</main>')},${cell(i % 3 ? level : 'b')},${i % 7}`,
    );
    const page = await reportOf('evil', file('evil.csv', `y,${cell('<i>')},x\n${rows.join('\n')}\n`), 'y', 'en');
    expect(page).not.toMatch(/<script|<img|<i>/);
    expect(page.match(/<\/main>/g)).toHaveLength(1);
    expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
    expect(page).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
  });

  test('shows the largest confusions, and every class, where the classes are too many for a matrix', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `c${i % 30},${(i * 7) % 11},${(i * 5) % 13}`);
    const [table, report] = [file('many.csv', `y,a,b\n${rows.join('\n')}\n`), file('many.html')];
    await trainTable({ table, target: 'y', out: file('many.json'), report, C: 1 });
    const page = readFileSync(report, 'utf8');
    expect(page).not.toContain('class="matrix');
    const [, pairs, shown, all] = /The (\d+) most frequent confusions are (\d+) of (\d+) wrong rows/.exec(page) ?? [];
    expect(Number(pairs)).toBeLessThanOrEqual(30);
    expect(Number(shown)).toBeGreaterThanOrEqual(Number(pairs));
    expect(Number(all)).toBeGreaterThanOrEqual(Number(shown));
    expect(page).toContain('The classes with the most wrong rows come first.');
    expect(page).toContain('The other 5 classes');
    const weights = page.slice(page.indexOf('Largest weights by class'));
    expect(weights.match(/<th scope="row">c\d+<\/th>/g)).toHaveLength(30);
  });
});
