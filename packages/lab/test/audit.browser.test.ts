// What a reader of any kind, a search engine and a browser that installs pages expect of every stop, in both languages,
// on a telephone: the checks that auditing tools make, as far as a page without a server can answer them.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { stopIds } from '../src/stops/stop-ids.ts';
import { pages as enPages } from '../src/strings/en/pages.ts';
import { shell as en } from '../src/strings/en/shell.ts';
import { stops as enTitles } from '../src/strings/en/stops.ts';
import { pages as koPages } from '../src/strings/ko/pages.ts';
import { shell as ko } from '../src/strings/ko/shell.ts';
import { stops as koTitles } from '../src/strings/ko/stops.ts';
import { axe, type Lab, ready, startLab } from './browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const words = { en: { ...en, ...enPages, titles: enTitles }, ko: { ...ko, ...koPages, titles: koTitles } };

/** Opens the page on a telephone and keeps all that it says to the console, not only complaints. */
async function openQuietly(query: string, language: 'ko' | 'en'): Promise<{ page: Page; said: string[] }> {
  const page = await (await lab.context({ language, width: 390, height: 844, touch: true })).newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    if (!message.text().includes('blocked by Playwright')) said.push(message.text());
  });
  await page.goto(`${lab.origin}/${query}&ask=0`);
  await ready(page);
  return { page, said };
}

const meta = (page: Page, selector: string) => page.locator(`head meta[${selector}]`).getAttribute('content');

/** The headings from top to bottom, as levels. */
const headings = (page: Page) =>
  page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));

/**
 * What a finger has to hit and is smaller than 44 by 44 pixels; the pixels of a picture, which are drawn on the pad
 * beside them, may be 24. A control counts with its label, a card with its link, and a link
 * in a text not at all.
 */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const size = (element: Element) => {
      const { width, height } = (element.closest('label, .card') ?? element).getBoundingClientRect();
      return { width: Math.round(width * 10) / 10, height: Math.round(height * 10) / 10 };
    };
    return [...document.querySelectorAll('button, input, select, textarea, summary, a[href], [role=slider]')]
      .filter((element) => element.checkVisibility() && !element.matches('.skip, p a, dd a'))
      .map((element) => ({
        ...size(element),
        least: element.closest('[role=grid]') ? 24 : 44,
        html: element.outerHTML.slice(0, 120),
      }))
      .filter(({ width, height, least }) => width < least || height < least);
  });

/** Texts smaller than 12 pixels; the indices of a formula are as small as its font has them. */
const smallTexts = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || node.textContent?.trim() === '' || parent.closest('math, script, noscript, style')) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 12) found.push(`${size}px: ${node.textContent}`);
    }
    return found;
  });

/** Pictures that have no name and are not hidden from those who hear the page. */
const namelessPictures = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('svg, img, canvas')]
      .filter(
        (picture) => !picture.closest('[aria-hidden="true"]') && !picture.parentElement?.closest('svg, [role="img"]'),
      )
      .filter((picture) => !(picture.getAttribute('aria-label') ?? picture.getAttribute('alt') ?? '').trim())
      .map((picture) => picture.outerHTML.slice(0, 120)),
  );

/** Controls without a label of any kind. */
const namelessControls = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('input, select, textarea, progress')]
      .filter((control) => !control.getAttribute('aria-label')?.trim() && !control.labels?.length)
      .map((control) => control.outerHTML.slice(0, 120)),
  );

/** The links that lead nowhere: an anchor that is not there, or a file that is not served. */
async function deadLinks(page: Page): Promise<string[]> {
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  const dead: string[] = [];
  for (const link of new Set(links)) {
    const url = new URL(link);
    // A work's DOI leads out of the lab, and nothing else does.
    if (/^https:\/\/doi\.org\/10\.\d{4,}\/\S+$/.test(link)) continue;
    const there =
      url.hash && url.pathname === new URL(page.url()).pathname && url.search === new URL(page.url()).search
        ? (await page.locator(url.hash).count()) === 1
        : url.origin === lab.origin && (await page.request.get(link)).ok();
    if (!there) dead.push(link);
  }
  return dead;
}

async function audit(query: string, language: 'ko' | 'en', title: string): Promise<void> {
  const { page, said } = await openQuietly(query, language);
  expect(await page.title()).toBe(`${title} · Bridle`);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(await meta(page, 'name=description')).toBe(`${words[language].tagline}.`);
  expect(await meta(page, 'name=viewport')).toBe('width=device-width, initial-scale=1');
  expect(await meta(page, 'http-equiv=Content-Security-Policy')).toContain("default-src 'none'");
  expect(await page.evaluate(() => document.characterSet)).toBe('UTF-8');

  const levels = await headings(page);
  expect(levels.filter((level) => level === 1)).toEqual([1]);
  expect(levels[0]).toBe(1);
  levels.slice(1).forEach((level, i) => {
    expect(level - levels[i]).toBeLessThanOrEqual(1);
  });
  expect(await page.locator('main').count()).toBe(1);

  expect(await smallTargets(page)).toEqual([]);
  expect(await smallTexts(page)).toEqual([]);
  expect(await namelessPictures(page)).toEqual([]);
  expect(await namelessControls(page)).toEqual([]);
  expect(await deadLinks(page)).toEqual([]);
  expect(await page.evaluate(() => new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size)).toBe(
    await page.locator('[id]').count(),
  );
  expect(said).toEqual([]);
  await page.context().close();
}

describe.concurrent.each(['ko', 'en'] as const)('in %s', (language) => {
  test.each(stopIds)('%s has what auditors look for', (stop) =>
    audit(`?stop=${stop}`, language, words[language].titles[stop]),
  );

  test.each([
    ['teachers', words[language].teachersTitle],
    ['sheet', words[language].sheetTitle],
    ['start', words[language].startTitle],
    ['glossary', words[language].glossaryTitle],
    ['table', words[language].tableTitle],
    ['tally', words[language].tally],
    ['lesson&lesson=heat', words[language].classTitle],
    ['sheet&lesson=heat', words[language].sheetTitle],
  ])('the page %s has it too', (page, title) => audit(`?page=${page}`, language, title));
});

describe('the checks', () => {
  test('find what is wrong where something is, axe among them, even in a figure that is out of sight', async () => {
    const { page } = await openQuietly('?stop=share', 'en');
    await page.evaluate(() => {
      const broken = document.createElement('div');
      broken.innerHTML =
        '<h4>pale words</h4><button class="tiny">.</button><svg></svg><input><a href="#nowhere">y</a><a href="nothing.html">z</a>';
      [...document.querySelectorAll('.stage')].at(-1)?.append(broken);
      broken.querySelector('h4')!.style.color = 'var(--rule)';
      const button = broken.querySelector('button')!;
      for (const [property, value] of Object.entries({
        'min-height': '0',
        padding: '0',
        height: '10px',
        'font-size': '9px',
      })) {
        button.style.setProperty(property, value);
      }
    });
    const levels = await headings(page);
    expect(levels.some((level, i) => i > 0 && level - levels[i - 1] > 1)).toBe(true);
    expect((await smallTargets(page)).map(({ html }) => html)).toContainEqual(expect.stringContaining('tiny'));
    expect(await smallTexts(page)).toEqual(['9px: .']);
    expect(await namelessPictures(page)).toHaveLength(1);
    expect(await namelessControls(page)).toHaveLength(1);
    expect(await deadLinks(page)).toEqual([
      expect.stringContaining('#nowhere'),
      expect.stringContaining('nothing.html'),
    ]);
    const found = await axe(page);
    for (const problem of ['light, label', 'light, color-contrast', 'dark, color-contrast']) {
      expect(found).toContainEqual(expect.stringContaining(problem));
    }
    await page.context().close();
  });
});

describe('the manifest', () => {
  test('names the lab, its colours and icons that are there, and starts inside its scope', async () => {
    const page = await lab.open('?stop=definition', { language: 'en' });
    const address = await page.locator('link[rel=manifest]').evaluate((link) => (link as HTMLLinkElement).href);
    const response = await page.request.get(address);
    expect(response.headers()['content-type']).toContain('application/manifest+json');
    const manifest = await response.json();
    expect(manifest).toMatchObject({ name: 'Bridle', short_name: 'Bridle', display: 'standalone' });
    expect(manifest.background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(new URL(manifest.start_url, address).href.startsWith(new URL(manifest.scope, address).href)).toBe(true);
    expect(manifest.icons.length).toBeGreaterThan(0);
    const own = await page.locator('link[rel=icon]').evaluate((link) => (link as HTMLLinkElement).href);
    for (const icon of [own, ...manifest.icons.map(({ src }: { src: string }) => new URL(src, address).href)]) {
      const size = await page.evaluate(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image.naturalWidth;
      }, icon);
      expect(size).toBeGreaterThan(0);
    }
    await page.context().close();
  });
});
