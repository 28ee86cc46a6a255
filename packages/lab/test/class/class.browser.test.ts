// What a class uses, on one page that goes from one to the next.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lessonIds, lessons } from '../../src/class/lessons.ts';
import { lessons as en } from '../../src/strings/en/lessons.ts';
import { shell } from '../../src/strings/en/shell.ts';
import { lessons as ko } from '../../src/strings/ko/lessons.ts';
import { axe, type Lab, ready, startLab } from '../browser.ts';
import { readQr } from './read-qr.ts';

let lab: Lab;
let page: Page;
beforeAll(async () => {
  lab = await startLab();
  page = await lab.open('?stop=share&scores=2,2,4', { language: 'en', reducedMotion: true });
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

/** The modules of the code that is shown, without the light margin. */
const modules = async () => {
  const { size, dark } = await page.locator('svg[aria-label^="QR"]').evaluate((svg) => ({
    size: (svg as SVGSVGElement).viewBox.baseVal.width,
    dark: [
      ...svg
        .querySelector('path')!
        .getAttribute('d')!
        .matchAll(/M(\d+) (\d+)/g),
    ].map((at) => [+at[1], +at[2]]),
  }));
  const grid = Array.from({ length: size - 8 }, () => new Array<boolean>(size - 8).fill(false));
  for (const [x, y] of dark) grid[y - 4][x - 4] = true;
  return grid;
};

test('the QR code has the link of the state, and says where a phone cannot follow it', async () => {
  await page.getByRole('button', { name: shell.qr }).click();
  const dialog = page.getByRole('dialog', { name: en.qrTitle });
  const address = await dialog.locator('.address').textContent();
  expect(address).toBe(`${lab.origin}/?stop=share&ask=0&scores=2,2,4`);
  expect(readQr(await modules())).toBe(address);
  expect(await dialog.textContent()).toContain(en.qrHere);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('presenting, letters have 24 pixels, the question hides its figure, and hands become scores', async () => {
  await page.goto(`${lab.origin}/?stop=share&scores=2,2,4&figure=share&present=1`);
  await ready(page);
  const sizes = await page
    .locator('form.question label')
    .evaluateAll((all) => all.map((label) => Number.parseFloat(getComputedStyle(label).fontSize)));
  expect(Math.min(...sizes)).toBe(24);
  expect(await page.locator('figure').count()).toBe(0);
  const more = (i: number) =>
    page
      .locator('.choice')
      .nth(i)
      .getByRole('button', { name: /One more hand/ });
  for (let n = 0; n < 3; n += 1) await more(2).click();
  await more(0).click();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: shell.reveal }).click();
  await page.locator('figure svg').waitFor();
  const letters = () =>
    page.locator('figure svg').evaluateAll((all) =>
      all.flatMap((svg) => {
        const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
        const texts = [...svg.querySelectorAll('text, tspan')];
        return texts.map((text) => scale * Number.parseFloat(getComputedStyle(text).fontSize));
      }),
    );
  const shares = await letters();
  expect(shares.length).toBeGreaterThan(5);
  expect(Math.min(...shares)).toBeGreaterThan(23.99);
  await page.getByRole('link', { name: shell.handsToScores('4') }).click();
  await page.waitForURL(/scores=1,0,3/);
  await ready(page);
  expect(await page.locator('figure svg').first().textContent()).toMatch(/Less than the share.*25\.0.%/);
});

test('the tally counts hands, names them, and leads to share and softmax', async () => {
  await page.goto(`${lab.origin}/?page=tally`);
  await page.getByRole('button', { name: en.zero }).click();
  await page.getByRole('textbox', { name: shell.name(0) }).fill('rice');
  await page.keyboard.press('Enter');
  for (let n = 0; n < 2; n += 1) await page.getByRole('button', { name: en.plusOne('rice') }).click();
  await page.getByRole('button', { name: en.plusOne('high school') }).click();
  await page.getByRole('button', { name: en.plusOne('high school') }).click();
  await page.getByRole('button', { name: en.minusOne('high school') }).click();
  expect(await page.getByRole('status').last().textContent()).toBe(en.total('3'));
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: en.toShare }).click();
  await ready(page);
  expect(await page.locator('figure svg').first().textContent()).toMatch(/rice.*66\.7.%/);
});

test('each lesson has a plan with links, and a worksheet without answers', async () => {
  for (const id of lessonIds) {
    for (const language of ['en', 'ko'] as const) {
      await page.goto(`${lab.origin}/?page=lesson&lesson=${id}&lang=${language}`);
      await page.locator('#plan-answers').waitFor();
      const links = page.locator('a.open');
      const shown = lessons[id].steps.filter((step) => 'show' in step).length;
      expect(await links.count()).toBe(shown);
      expect(await page.locator('main').textContent()).not.toMatch(/undefined|null|\[object|NaN,/);
      if (id === 'ai') expect(await axe(page)).toEqual([]);
      await page.locator('.ways a').first().click();
      await page.locator('#sheet-tasks').waitFor();
      const asked = lessons[id].questions.reduce((sum, { ids }) => sum + ids.length, 0) + lessons[id].tasks.length;
      expect(await page.locator('.ask').count()).toBe(asked);
      expect(await page.locator('main').textContent()).not.toContain(
        { en, ko }[language][id].tasks.exit.answer().slice(0, 20),
      );
      if (id === 'ai') expect(await axe(page)).toEqual([]);
    }
  }
  await page.goto(`${lab.origin}/?page=lesson&lesson=ai&lang=en`);
  await page.locator('#plan-answers').waitFor();
  expect(await page.locator('main').textContent()).toContain('p − y = (0.107, 0.107, −0.213)');
  await page.locator('a.open').nth(1).click();
  await page.locator('form.question').first().waitFor();
  expect(await page.locator('html').evaluate((root) => getComputedStyle(root).fontSize)).toBe('24px');
});
