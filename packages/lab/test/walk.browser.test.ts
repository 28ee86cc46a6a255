// The six things of the start page as a newcomer does them: only what stands on the page is read and clicked.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pages } from '../src/strings/en/pages.ts';
import { shell } from '../src/strings/en/shell.ts';
import { type Lab, startLab } from './browser.ts';

let lab: Lab;
let page: Page;
beforeAll(async () => {
  lab = await startLab();
  page = await lab.open('', { language: 'en', height: 800, reducedMotion: true });
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

/** From the start page to a thing to do, by its title. */
async function begin(action: keyof typeof pages.actions): Promise<void> {
  await page.getByRole('link', { name: 'Bridle' }).click();
  await page.getByRole('link', { name: pages.actions[action].title }).click();
}
const figure = (title: string) => page.getByRole('figure', { name: title });
const drawing = (title: string) => figure(title).locator('svg').first();
const inSight = (title: string) =>
  drawing(title).evaluate((svg) => {
    const { top, bottom } = svg.getBoundingClientRect();
    return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / (bottom - top);
  });

test('share against softmax: .6 and .787', async () => {
  await begin('third');
  await page.getByText('More than the share').click();
  await page.getByRole('button', { name: shell.reveal }).first().click();
  await page.getByText('The share gives the third 60.0 %, softmax 78.7 %.').waitFor();
  expect(await drawing('The same scores, two rules').textContent()).toMatch(/60\.0.% share78\.7.% softmax/);
  expect(await inSight('The same scores, two rules')).toBeGreaterThan(0.9);
  // Those who do not see it hear every bar.
  await page.getByRole('img', { name: /high school: 60\.0.% share, 78\.7.% softmax/ }).waitFor();
});

test('add 1 to each, and what is clicked next does not lead back to where the link led', async () => {
  await begin('plus');
  await page.getByRole('button', { name: shell.skipQuestion }).first().click();
  expect(await drawing('Add one, add to all, multiply all').textContent()).toMatch(
    /\+13\.3.pp.*\+13\.8.pp.*\+6\.7.pp.*\+12\.2.pp/,
  );
  await drawing('The same scores, two rules').scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  await page.getByRole('slider', { name: 'Temperature T' }).press('ArrowRight');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
  expect(await page.evaluate(() => scrollY)).toBe(before);
});

test('add to all, multiply all: 0 for softmax, 0 for the share', async () => {
  await begin('all');
  const strips = drawing('Add one, add to all, multiply all');
  await strips.waitFor();
  expect(await strips.textContent()).toMatch(/1 added to all.*0 ppAll times 10.*0 pp/);
  await page.getByRole('button', { name: shell.reset }).click();
});

test('overflow: the first ∞', async () => {
  await begin('overflow');
  await page.getByRole('button', { name: shell.skipQuestion }).first().click();
  expect(await drawing('Digit by digit').textContent()).toContain('∞← first ∞ here');
  expect(await inSight('Digit by digit')).toBeGreaterThan(0.9);
});

test('NaN by a learning rate', async () => {
  await begin('rate');
  await page.getByRole('button', { name: shell.skipQuestion }).first().click();
  const lanes = drawing('Six lanes, one learning rate');
  await lanes.waitFor();
  await page.getByRole('slider', { name: 'Learning rate, for all lanes' }).press('End');
  await expect.poll(() => lanes.textContent(), { timeout: 10_000 }).toMatch(/f64, naive.*NaN in step/);
  await expect.poll(() => lanes.textContent(), { timeout: 10_000 }).toMatch(/f64, stable.*accuracy/);
});

test('a trained classifier reads a drawn 1', async () => {
  await begin('train');
  const pad = page.getByRole('img', { name: /Draw a digit here/ });
  await pad.waitFor({ timeout: 15_000 });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 0.15 * box.height);
  await page.mouse.down();
  for (let i = 1; i <= 10; i += 1) await page.mouse.move(box.x + box.width / 2, box.y + (0.15 + 0.07 * i) * box.height);
  await page.mouse.up();
  await page.getByRole('heading', { name: /^Probably 1 \(\d\d\.\d.%\)$/ }).waitFor();
});
