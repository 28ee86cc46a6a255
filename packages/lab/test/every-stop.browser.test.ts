// What holds at every stop. A new stop is in the table and so in these tests. They run a few at a time, each with pages of
// its own, since a page mostly waits: for its timers, for drawing, for what it computes in a worker.

import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from '../src/state/properties.ts';
import { stopIds } from '../src/stops/stop-ids.ts';
import { stops as en } from '../src/strings/en/stops.ts';
import { stops as ko } from '../src/strings/ko/stops.ts';
import { axe, type Lab, ready, settledQuery, settledText, startLab, visit } from './browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const figures = (page: Page) => page.locator('article figure').all();

/** On a loaded machine a download did not begin once in some five hundred clicks; a second click is what a reader does. */
async function download(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const clicked = async (timeout: number) => {
    const [got] = await Promise.all([page.waitForEvent('download', { timeout }) as Promise<Download>, button.click()]);
    return got;
  };
  const got = await clicked(10_000).catch(() => clicked(30_000));
  return { name: got.suggestedFilename(), bytes: await readFile(await got.path()) };
}

describe.concurrent.each(stopIds)('%s', (stop) => {
  test.each(['ko', 'en'] as const)(
    'in %s shows its title and a figure, and axe finds nothing by day or night',
    async (language) => {
      const page = await lab.open(`?stop=${stop}`, { language });
      expect(await page.locator('h1').textContent()).toBe({ en, ko }[language][stop]);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('body').textContent()).not.toMatch(/undefined|\[object|null/);
      expect(await axe(page)).toEqual([]);
      await page.context().close();
    },
  );

  test('does not scroll sideways at 320 px, nor do its tables and code', async () => {
    for (const language of ['ko', 'en'] as const) {
      const page = await lab.open(`?stop=${stop}`, { language, width: 320, height: 700, touch: true });
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await width()).toBeLessThanOrEqual(320);
      for (const figure of await figures(page)) {
        await figure.locator('summary').click();
        await figure.locator('button[aria-pressed]').click();
      }
      expect(await width()).toBeLessThanOrEqual(320);
      await page.context().close();
    }
  });

  test('its figures are saved as PNG, SVG and CSV, and shown as a table', async () => {
    const page = await lab.open(`?stop=${stop}`, { language: 'en' });
    for (const figure of await figures(page)) {
      const button = (name: string) => figure.getByRole('button', { name, exact: true });
      await figure.locator('summary').click();

      const png = await download(page, button('PNG'));
      expect(png.name).toMatch(/^bridle-[a-z-]+\.png$/);
      expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(400);

      const svg = (await download(page, button('SVG'))).bytes.toString();
      expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).not.toMatch(/ class=| style=|var\(--/);
      const drawn = await page.evaluate((text) => {
        const root = new DOMParser().parseFromString(text, 'image/svg+xml');
        return { broken: root.querySelector('parsererror') !== null, text: root.documentElement.textContent };
      }, svg);
      expect(drawn.broken).toBe(false);
      // What it is and where it comes from are in the picture.
      expect(drawn.text).toContain(await figure.locator('h2').textContent());
      expect(drawn.text).toContain(`Bridle · ?stop=${stop}`);

      const csv = (await download(page, button('CSV'))).bytes.toString().replace('\uFEFF', '').trimEnd().split('\r\n');
      await figure.getByRole('button', { name: 'Show as table' }).click();
      const cells = await figure.locator('table tbody td.number').allTextContents();
      if (stop === 'training' && svg.includes('<title>Six lanes')) {
        // The curves, step by step, where the table has the outcome of each lane.
        expect(csv).toHaveLength(202);
        expect(csv[201].split(',')).toHaveLength(7);
      } else {
        expect(await figure.locator('table tbody tr').count()).toBe(csv.length - 1);
        for (const cell of cells) expect(csv.join(',')).toContain(cell);
      }
      await figure.getByRole('button', { name: 'Show as table' }).click();

      const code = await figure.locator('pre').allTextContents();
      expect(code[0]).toContain("from 'bridle'");
      expect(code[1]).toContain('import numpy as np');
    }
    await page.context().close();
  });

  test('its presets are states of the URL, and reset takes them back', async () => {
    const page = await lab.open(`?stop=${stop}`, { language: 'en' });
    const start = await settledQuery(page);
    const presets = await page.getByRole('toolbar', { name: 'Try' }).locator('> button').all();
    expect(presets.length).toBeGreaterThan(1);
    for (const preset of presets) {
      await page.getByRole('button', { name: 'Reset' }).click();
      await preset.click();
      const there = await settledQuery(page);
      await ready(page);
      const drawn = await settledText(page);
      // Away and back again by the address; the last one by loading the page anew, as whoever gets the link does.
      await visit(page, `?stop=${stop}`);
      await visit(page, there);
      expect(await settledText(page)).toBe(drawn);
      if (preset !== presets[presets.length - 1]) continue;
      await page.reload();
      await ready(page);
      expect(await settledQuery(page)).toBe(there);
      expect(await settledText(page)).toBe(drawn);
    }
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(await settledQuery(page)).toBe(start);
    await page.context().close();
  });

  test('its questions are answered by keyboard alone, only after a choice, and read out', async () => {
    const page = await lab.open(`?stop=${stop}`, { language: 'ko', ask: true });
    const questions = await page.locator('form.question').all();
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      const status = question.getByRole('status');
      const button = question.getByRole('button', { name: '답 보기' });
      await button.focus();
      await page.keyboard.press('Enter');
      expect(await status.textContent()).toContain('먼저 하나를 골라');
      const radios = await question.getByRole('radio').all();
      await radios[0].focus();
      await page.keyboard.press('Space');
      await button.focus();
      await page.keyboard.press('Enter');
      expect(await status.textContent()).toMatch(/정답입니다|아쉽네요/);
      // The right answer says so, and it is the one that is marked.
      await question.locator('label.right input').check();
      await button.click();
      expect(await status.textContent()).toContain('정답입니다');
    }
    await page.context().close();
  });

  test('?embed=1 shows the stop alone, and what is locked cannot be changed', async () => {
    const locked = keysOf(stop);
    const page = await lab.open(`?embed=1&stop=${stop}&lock=${locked.join(',')}`, { language: 'en' });
    expect(await page.locator('header, nav, footer').count()).toBe(0);
    expect(await page.locator('h1').count()).toBe(1);
    const before = await settledQuery(page);
    // A preset that would change what is locked cannot be pressed.
    for (const preset of await page.getByRole('toolbar', { name: 'Try' }).getByRole('button').all()) {
      if (await preset.isEnabled()) await preset.click();
    }
    const controls = page.locator('article :is(input, select, textarea):not(form.question *)');
    for (const control of await controls.all()) expect(await control.isDisabled()).toBe(true);
    expect(await settledQuery(page)).toBe(before);
    await page.context().close();
  });

  test('is a custom element in a page of someone else, with attributes for properties', async () => {
    lab.serve(
      `/foreign-${stop}.html`,
      `<!doctype html><html lang="en"><head><title>x</title><style>button { color: red; font-size: 40px }</style></head>
       <body><bridle-${stop} lang="ko" scores="2,4" names="가,나"></bridle-${stop}><script src="elements.js"></script></body></html>`,
    );
    const page = await (await lab.context({ language: 'en' })).newPage();
    await page.goto(`${lab.origin}/foreign-${stop}.html`);
    const element = page.locator(`bridle-${stop}`);
    await element.locator('figure svg').first().waitFor();
    expect(await element.locator('h2').first().textContent()).toBe(ko[stop]);
    expect(await page.title()).toBe('x');
    expect(
      await element
        .locator('button')
        .first()
        .evaluate((b) => getComputedStyle(b).fontSize),
    ).toBe('16px');
    if (keysOf(stop).includes('scores'))
      expect(await element.locator('figure svg').first().textContent()).toMatch(/가|상태 1/);
    await element.evaluate((e) => e.setAttribute('lang', 'en'));
    expect(await element.locator('h2').first().textContent()).toBe(en[stop]);
    // Moved in the page, it goes on.
    await element.evaluate((e) => document.body.append(e));
    await element.locator('figure svg').first().waitFor();
    expect(await element.locator('h2').first().textContent()).toBe(en[stop]);
    await page.context().close();
  });

  test('moves nothing where less motion is asked for, and prints its figures on white, without its buttons', async () => {
    const page = await lab.open(`?stop=${stop}`, { reducedMotion: true, dark: true });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration !== '0s').length +
        document.getAnimations().length,
    );
    expect(moving).toBe(0);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('figure svg').first().isVisible()).toBe(true);
    expect(await page.locator('.tools').first().isVisible()).toBe(false);
    expect(await page.locator('nav').isVisible()).toBe(false);
    const controls = page.locator('article').locator('button:not([role="grid"] *), input[type="range"]');
    expect(await controls.filter({ visible: true }).allTextContents()).toEqual([]);
    const ink = await page.locator('.lab').evaluate((e) => getComputedStyle(e).color);
    expect(ink).toBe('rgb(28, 27, 25)');
    await page.context().close();
  });
});
