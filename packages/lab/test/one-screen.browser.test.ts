// Cause and effect on one screen, and questions before their answers, at every stop.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { stopIds } from '../src/stops/stop-ids.ts';
import { axe, type Lab, ready, startLab } from './browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

type Seen = { slider: string; figure: string; part: number };

/**
 * Moves every slider, and for each figure that changes scrolls to it and measures which part of it can be seen while
 * the slider can be reached. What lies under the controls is not seen.
 */
const measure = (page: Page): Promise<Seen[]> =>
  page.evaluate(async () => {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const figures = [...document.querySelectorAll('article figure')];
    const pictures = () => figures.map((figure) => figure.querySelector('.stage svg')?.outerHTML ?? '');
    const still = async () => {
      let before = pictures();
      for (let same = 0, left = 60; same < 3 && left > 0; left -= 1) {
        await wait(60);
        const now = pictures();
        const busy = document.querySelector('[aria-busy="true"]') !== null;
        same = !busy && now.every((picture, i) => picture === before[i]) ? same + 1 : 0;
        before = now;
      }
      return before;
    };
    for (const stage of document.querySelectorAll<HTMLElement>('.stage')) stage.style.contentVisibility = 'visible';
    const found: Seen[] = [];
    for (const slider of document.querySelectorAll<HTMLInputElement>('article input[type=range]')) {
      const before = await still();
      const from = slider.value;
      const middle = (Number(slider.min) + Number(slider.max)) / 2;
      slider.value = String(Number(from) > middle ? Number(slider.min) : slider.max);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      const after = await still();
      for (const [i, figure] of figures.entries()) {
        if (before[i] === after[i]) continue;
        const svg = figure.querySelector('.stage svg')!;
        const panel = slider.closest('.controls');
        // The best place to look from: the top of the figure at the top of the window, or both as near as can be.
        let part = 0;
        for (const block of ['start', 'center', 'end', 'nearest'] as const) {
          svg.scrollIntoView({ block });
          if (panel) panel.scrollTop += slider.getBoundingClientRect().top - panel.getBoundingClientRect().top - 20;
          await wait(30);
          const at = slider.getBoundingClientRect();
          const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
          if (top !== slider) continue;
          const box = svg.getBoundingClientRect();
          const over = panel?.getBoundingClientRect();
          const covered = over && over.left < box.right && over.right > box.left ? over.top : innerHeight;
          const seen = Math.min(box.bottom, innerHeight, covered) - Math.max(box.top, 0);
          part = Math.max(part, seen / box.height);
        }
        const name = slider.labels?.[0]?.textContent ?? slider.getAttribute('aria-label') ?? '';
        found.push({ slider: name, figure: figure.querySelector('h2')?.textContent ?? '', part });
      }
      slider.value = from;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return found;
  });

describe.concurrent.each(stopIds)('%s', (stop) => {
  test.each([
    [1280, 800],
    [390, 844],
  ])('at %i × %i every slider is in sight together with what it changes', async (width, height) => {
    const page = await lab.open(`?stop=${stop}`, { language: 'en', width, height });
    const seen = await measure(page);
    expect(seen.filter(({ part }) => part < 0.7)).toEqual([]);
    const sliders = await page.locator('article input[type=range]').count();
    if (sliders > 0) expect(new Set(seen.map(({ slider }) => slider)).size).toBeGreaterThan(0);
    await page.context().close();
  });

  test('hides the figure of a question until it is answered or skipped, and then scrolls to it', async () => {
    const page = await lab.open(`?stop=${stop}`, { language: 'en', ask: true, reducedMotion: true });
    await page.locator('form.question').first().waitFor();
    expect(await axe(page)).toEqual([]);
    const shown = () => page.locator('article figure').count();
    const questions = page.locator('form.question');
    const count = await questions.count();
    let before = await shown();
    // The last one is skipped, the others are answered.
    for (let i = 0; i < count; i += 1) {
      const question = questions.nth(i);
      if (i === count - 1) {
        await question.getByRole('button', { name: 'Skip' }).click();
      } else {
        await question.getByRole('radio').first().check();
        await question.getByRole('button', { name: 'Show the answer' }).click();
        const told = question.getByRole('status').locator('strong');
        await told.waitFor();
        const box = (await told.boundingBox())!;
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeLessThan(450);
      }
      await ready(page);
      const now = await shown();
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(await page.locator('article p.hidden').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Skip', exact: true }).count()).toBe(0);
    await page.context().close();
  });
});

test('a link into another state, a frame in another page and the first try of a control hide nothing', async () => {
  const hidden = async (query: string) => {
    const page = await lab.open(query, { language: 'en', ask: true });
    const count = await page.locator('article p.hidden').count();
    await page.context().close();
    return count;
  };
  expect(await hidden('?stop=share')).toBeGreaterThan(0);
  expect(await hidden('?stop=share&scores=1,2,3')).toBe(0);
  expect(await hidden('?stop=share&embed=1')).toBe(0);
  expect(await hidden('?stop=share&ask=0')).toBe(0);
  const page = await lab.open('?stop=share', { language: 'en', ask: true });
  await page.getByRole('slider', { name: 'Temperature T' }).press('ArrowRight');
  expect(await page.locator('article p.hidden').count()).toBe(0);
  await page.context().close();
});

test('the first control is near the top of the order of the Tab key, and the skip link leads to the stop', async () => {
  const page = await lab.open('?stop=share', { language: 'en', ask: true });
  let stops = 0;
  for (; stops < 30; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => (document.activeElement as HTMLInputElement).type === 'range')) break;
  }
  console.info(`Tab stops before the first slider: ${stops}`);
  expect(stops).toBeLessThanOrEqual(16);
  await page.context().close();
});
