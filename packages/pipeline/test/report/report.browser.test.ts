// Reports in a real browser: axe finds nothing by day and by night, on a phone and a desk, with what is folded unfolded; the
// page never scrolls sideways, headings break between words, and on paper no table is wider than the sheet.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../../../scripts/chromium.mjs';
import { evaluateTable } from '../../src/evaluate-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';
import { brokenWords, clipped, colours, fold, heights, sideways, unfold } from '../helpers/in-page.mjs';

const file = temporaryFiles();
/** Names as files have them: long, hostile, Korean. */
const NUMBER = '<img src=x onerror=alert(1)>';
const CATEGORY = 'place_of_the_measurement_by_its_long_name';
const KINDS = ['a_very_long_class_name_of_a_file_2024', '</main><script>alert(2)</script>', '구매 후 환불 요청'];
const WORDS = ['card', 'refund', 'late', 'lost', 'pin', 'limit', 'fee', '환불', '배송', '카드', '쿠폰'];

/** A table with every kind of column; the number and the category of rows after the `later`-th are others. */
function tableOf(rows: number, classes: number, later = rows): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = Array.from({ length: rows }, (_, i) => {
    const k = (i * 7) % classes;
    const name = classes === KINDS.length ? KINDS[k] : `intent_of_customers_${k}`;
    const number = i % 11 === 0 ? '' : String(((k * 13 + i * 5) % 97) / 8 + (i < later ? 0 : 9));
    const category = i < later ? `c${(i + k) % 4}` : 'never_seen_before';
    const day = `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const words = [k, k + (i % 3), i, i + 4].map((w) => WORDS[w % WORDS.length]);
    return [number, category, day, `${words.join(' ')} ${i % 5}`, name].map(quoted).join(',');
  });
  return `${[NUMBER, CATEGORY, 'day', 'text', 'kind'].map(quoted).join(',')}\n${lines.join('\n')}\n`;
}

/** Of three classes with everything in it, and of thirty; each evaluated on a table that has drifted. */
async function makeReports(): Promise<string[]> {
  const pages: string[] = [];
  for (const [name, classes, language] of [
    ['few', 3, 'ko'],
    ['many', 30, 'en'],
  ] as const) {
    const model = file(`${name}.json`);
    const report = file(`${name}.html`);
    const evaluated = file(`${name}.later.html`);
    const table = file(`${name}_with_a_long_name_of_its_own_2024.csv`, tableOf(180, classes));
    const choice = classes === 3 ? { folds: 2 } : { C: 1 };
    await trainTable({ table, target: 'kind', text: ['text'], out: model, report, language, ...choice });
    const later = file(`${name}.later.csv`, tableOf(150, classes, 60));
    await evaluateTable({ model, table: later, report: evaluated, language, accuracy: 0.9 });
    pages.push(report, evaluated);
  }
  return pages;
}

let browser: Browser;
let reports: string[];
const problems: string[] = [];

beforeAll(async () => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Install it, or name its path in CHROMIUM.');
  [browser, reports] = await Promise.all([chromium.launch({ executablePath, args: ['--no-sandbox'] }), makeReports()]);
});
afterAll(() => browser.close());

async function open(path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  page.on('console', (message) => problems.push(message.text()));
  page.on('dialog', (dialog) => problems.push(dialog.message()));
  page.on('request', (request) => request.url() !== pathToFileURL(path).href && problems.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  await page.locator('details').evaluateAll(unfold);
  return page;
}

const broken = (page: Page) => page.locator('h1, h2, h3').evaluateAll(brokenWords);

/** What axe finds; `rules` are those to run, all by default. */
async function axe(page: Page, colorScheme: 'light' | 'dark', rules: string[] = []): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (rules.length > 0 ? builder.withRules(rules) : builder).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 2)
        .map(({ html }) => html)
        .join(' ')}`,
  );
}

describe('reports in a browser', () => {
  test('do not scroll sideways on a phone or a desk, and break headings between words', async () => {
    for (const path of reports) {
      const page = await open(path, 1280);
      expect(await page.evaluate(sideways)).toBe(0);
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await page.evaluate(sideways)).toBe(0);
      expect(await broken(page)).toEqual([]);
      await page.context().close();
    }
    expect(problems).toEqual([]);
  });

  // Only colours depend on the scheme, and only what scrolls on the width.
  test('leave axe nothing to find, by day and by night, on a phone and on a desk', async () => {
    const [few, later] = reports;
    const phone = await open(few, 390);
    expect(await axe(phone, 'light')).toEqual([]);
    await phone.setViewportSize({ width: 1280, height: 800 });
    expect(await axe(phone, 'dark', ['color-contrast'])).toEqual([]);
    await phone.context().close();
    const desk = await open(later, 1280);
    expect(await axe(desk, 'light')).toEqual([]);
    await desk.setViewportSize({ width: 390, height: 800 });
    expect(await axe(desk, 'dark', ['color-contrast', 'scrollable-region-focusable'])).toEqual([]);
    await desk.context().close();
  });

  test('have every section, and names of files as text', async () => {
    const [few, later, many, manyLater] = reports.map((path) => readFileSync(path, 'utf8'));
    for (const title of ['정규화 세기 선택', '확률 보정', '불확실한 행을 빼면', '클래스별로 가장 큰 가중치']) {
      expect(few).toContain(title);
    }
    expect(later).toContain('학습 이후의 분포 변화');
    expect(later).toContain('학습에 없던 범주');
    expect(manyLater).toContain('have drifted much');
    expect(many).toContain('The other 5 classes');
    for (const page of [few, later, many, manyLater]) expect(page).not.toMatch(/<script|<img|undefined|NaN/);
    expect(Math.max(...[few, later, many, manyLater].map(({ length }) => length))).toBeLessThan(150_000);
  });

  test('on paper show what is folded, in light colours, and no table wider than the sheet', async () => {
    for (const path of reports.slice(0, 3)) {
      const page = await open(path, 680); // A4 between margins of 14 mm
      await page.locator('details').evaluateAll(fold);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.evaluate(sideways)).toBe(0);
      expect(await page.locator('table, svg, pre').evaluateAll(clipped)).toEqual([]);
      const folded = await page.locator('details table').evaluateAll(heights);
      expect(folded.length).toBeGreaterThan(0);
      expect(Math.min(...folded)).toBeGreaterThan(20);
      expect(await page.evaluate(colours)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      await page.context().close();
    }
  });
});
