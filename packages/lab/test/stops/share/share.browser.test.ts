import { share, softmax } from 'bridle';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { agreement } from '../../../src/stops/share/model.ts';
import { probability } from '../../../src/ui/format.ts';
import { type Lab, settledQuery, startLab } from '../../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const open = (query = '') => lab.open(`?stop=share${query}`, { language: 'en' });
const figure = (page: Page, title: string) => page.getByRole('figure', { name: title });
const bars = (page: Page) => figure(page, 'The same scores, two rules').locator('svg').textContent();

async function scoresOf(page: Page): Promise<number[]> {
  return (new URLSearchParams(await settledQuery(page)).get('scores') ?? '1,1,3').split(',').map(Number);
}

describe('share against softmax', () => {
  test('shows 60.0 % beside 78.7 % before any click, as the library computes them', async () => {
    const page = await open();
    const text = await bars(page);
    for (const p of share([1, 1, 3])) expect(text).toContain(`${probability(p)} share`);
    for (const p of softmax([1, 1, 3])) expect(text).toContain(`${probability(p)} softmax`);
    await page.context().close();
  });

  test('the slider of temperature goes by keyboard from 0 to ∞', async () => {
    const page = await open();
    const slider = page.getByRole('slider', { name: 'Temperature T' });
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await bars(page)).toContain(`${probability(1)} softmax`);
    await page.keyboard.press('End');
    expect(await bars(page)).toContain(`${probability(1 / 3)} softmax`);
    expect(await slider.getAttribute('aria-valuetext')).toBe('∞');
    await page.keyboard.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toBe('199');
    await page.context().close();
  });

  test('the number box takes ∞ and refuses what is no temperature, and the last good state stays', async () => {
    const page = await open();
    const box = page.getByRole('textbox', { name: 'Temperature T' });
    await box.fill('∞');
    expect(await bars(page)).toContain(`${probability(1 / 3)} softmax`);
    await box.fill('0.5');
    const good = await bars(page);
    for (const [typed, said] of [
      ['warm', '“warm” is not a number.'],
      ['1e400', '“1e400” is not a number.'],
      ['-1', '−1 is out of range. Enter a number from 0 to ∞.'],
    ]) {
      await box.fill(typed);
      await box.press('Enter');
      expect(await page.getByRole('alert').textContent()).toBe(said);
      expect(await box.getAttribute('aria-invalid')).toBe('true');
      expect(await bars(page)).toBe(good);
    }
    await box.fill('2');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('both rules agree at the temperature that the preset chooses', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'T where both agree' }).click();
    const text = await bars(page);
    for (const p of [0.2, 0.6]) expect(text).toContain(`${probability(p)} softmax`);
    await page.waitForURL((url) => Number(url.searchParams.get('temperature')) === agreement([1, 1, 3]));
    await page.context().close();
  });

  test('says why there is no share below zero, and shows softmax alone', async () => {
    const page = await open('&scores=-1,1,3');
    expect(await figure(page, 'The same scores, two rules').textContent()).toContain('These scores have no share');
    expect(await bars(page)).not.toContain('share');
    await page.context().close();
  });

  test('the +1 test: what is added to all leaves softmax, what multiplies all leaves the share', async () => {
    const page = await open();
    const strips = figure(page, 'Add one, add to all, multiply all');
    await strips.getByRole('button', { name: 'Show as table' }).click();
    const cells = (row: string) => strips.getByRole('row', { name: row }).locator('td').allTextContents();
    const added = (await cells('1 added to all')).map(Number);
    expect(added.slice(-2)).toEqual([share([2, 2, 4])[2] - share([1, 1, 3])[2], 0]);
    const scaled = (await cells('All times 10')).map(Number);
    expect(scaled.slice(-2)[0]).toBe(0);
    expect(scaled[5]).toBe(softmax([10, 10, 30])[2]);
    await page.getByRole('slider', { name: 'Multiply all by' }).focus();
    await page.keyboard.press('Home');
    expect((await cells('All times 0.5')).map(Number)[5]).toBe(softmax([0.5, 0.5, 1.5])[2]);
    await page.context().close();
  });

  test('the curve says where both react alike, for the class that is chosen', async () => {
    const page = await open();
    const curve = figure(page, 'How much does adding 1 do?');
    expect(await curve.textContent()).toContain('4.2535');
    await page.getByRole('combobox', { name: 'Item' }).selectOption({ index: 0 });
    expect(await curve.textContent()).toContain('elementary');
    expect(await curve.textContent()).not.toContain('4.2535');
    await page.context().close();
  });

  test('the point of the triangle moves by the arrow keys, and the scores follow', async () => {
    const page = await open();
    const point = page.getByRole('slider', { name: 'The point of softmax' });
    const before = softmax([1, 1, 3]);
    await point.focus();
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowLeft');
    const scores = await scoresOf(page);
    const after = softmax(scores);
    expect(after[0]).toBeCloseTo(before[0] + 0.05, 2);
    expect(after[1]).toBeCloseTo(before[1] - 0.05, 2);
    expect(after[2]).toBeCloseTo(before[2], 2);
    expect(await point.getAttribute('aria-valuetext')).toContain(`high school ${probability(after[2])}`);
    expect(await bars(page)).toContain(`${probability(after[0])} softmax`);
    await page.context().close();
  });

  test('the point is dragged, with a mouse, to where the pointer is, and no further than the triangle', async () => {
    const page = await open();
    const point = page.getByRole('slider', { name: 'The point of softmax' });
    const triangle = figure(page, 'All probabilities of three items').locator('svg polygon');
    await point.scrollIntoViewIfNeeded();
    const from = (await point.locator('circle').first().boundingBox())!;
    const area = (await triangle.boundingBox())!;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    // The centre of the triangle is a tie.
    await page.mouse.move(area.x + area.width / 2, area.y + (area.height * 2) / 3, { steps: 8 });
    for (const p of softmax(await scoresOf(page))) expect(p).toBeCloseTo(1 / 3, 2);
    await page.mouse.move(area.x - 200, area.y + area.height + 200, { steps: 8 });
    await page.mouse.up();
    expect(softmax(await scoresOf(page))[0]).toBeGreaterThan(0.99);
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
    expect(softmax(await scoresOf(page))[0]).toBeGreaterThan(0.99);
    await page.context().close();
  });

  test('the point cannot be moved where temperature hides the scores, nor where they are locked', async () => {
    for (const query of ['&temperature=0', '&temperature=inf', '&lock=scores']) {
      const page = await open(query);
      const point = page.getByRole('slider', { name: 'The point of softmax' });
      expect(await point.getAttribute('aria-disabled')).toBe('true');
      await point.dispatchEvent('keydown', { key: 'ArrowDown' });
      expect(await scoresOf(page)).toEqual([1, 1, 3]);
      await page.context().close();
    }
  });

  test('without three scores there is no triangle, and a sentence says so', async () => {
    const page = await open('&scores=1,2');
    expect(await page.getByRole('slider', { name: 'The point of softmax' }).count()).toBe(0);
    expect(await page.locator('article').textContent()).toContain(
      'The triangle shows three items. There are not three scores now.',
    );
    await page.context().close();
  });

  test('a drag with 50 scores rebuilds no element of the figures and ends at the right numbers', async () => {
    const scores = Array.from({ length: 50 }, (_, i) => i / 10);
    const page = await open(`&scores=${scores.join(',')}`);
    await page.evaluate(() => {
      const counts = { rebuilt: 0 };
      Object.assign(globalThis, { counts });
      const observer = new MutationObserver((records) => {
        for (const record of records) {
          const elements = [...record.addedNodes, ...record.removedNodes].filter(
            (node) => node instanceof SVGElement && node.tagName !== 'text',
          );
          counts.rebuilt += elements.length;
        }
      });
      observer.observe(document.querySelector('figure svg')!, { childList: true, subtree: true });
    });
    const slider = page.getByRole('slider', { name: 'Score of elementary school' });
    await slider.focus();
    for (let i = 0; i < 30; i += 1) await page.keyboard.press('ArrowRight');
    const after = [0.3, ...scores.slice(1)];
    expect(await bars(page)).toContain(`${probability(softmax(after)[0])} softmax`);
    expect(await page.evaluate(() => (globalThis as unknown as { counts: { rebuilt: number } }).counts.rebuilt)).toBe(
      0,
    );
    await page.context().close();
  });
});
