import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answeredFrom, bestTemperature, evaluatedAt, probabilitiesOf } from '../../../src/stops/calibration/model.ts';
import { outOfFold } from '../../../src/stops/calibration/out-of-fold.ts';
import { plain, probability } from '../../../src/ui/format.ts';
import { type Lab, startLab } from '../../browser.ts';
import { digits } from '../digits/table.ts';

const all = (() => {
  const steps = outOfFold(digits);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
})();

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const open = (query = '') => lab.open(`?stop=calibration${query}`, { language: 'en' });
const caption = (page: Page, id: string) => page.locator(`#${id} figcaption`);

describe('calibration', () => {
  test('trains five models in the page and shows the library’s own figures', async () => {
    const page = await open();
    const { ece, accuracy, bins } = evaluatedAt(all, probabilitiesOf(all, 1));
    expect(await caption(page, 'reliability').textContent()).toContain(`(ECE), is ${probability(ece)}`);
    expect(await caption(page, 'reliability').textContent()).toContain(`accuracy is ${probability(accuracy)}`);
    const counts = await page.locator('#reliability svg text.count').allTextContents();
    expect(counts.map(Number)).toEqual(bins.filter(({ count }) => count > 0).map(({ count }) => count));
    expect(await caption(page, 'loss-temperature').textContent()).toContain(
      `lowest at T = ${plain(Number(bestTemperature(all).toPrecision(4)))}`,
    );
    await page.context().close();
  });

  test('temperature changes the calibration and never the accuracy', async () => {
    const page = await open();
    const before = await caption(page, 'reliability').textContent();
    await page.getByRole('textbox', { name: 'temperature T' }).fill('3');
    const { ece, accuracy } = evaluatedAt(all, probabilitiesOf(all, 3));
    const after = await caption(page, 'reliability').textContent();
    expect(after).not.toBe(before);
    expect(after).toContain(`(ECE), is ${probability(ece)}; the accuracy is ${probability(accuracy)}`);
    await page.context().close();
  });

  test('the threshold says what is answered and how much of it is right, and where nothing is', async () => {
    const page = await open('&threshold=0.95');
    const { part, right } = answeredFrom(probabilitiesOf(all, 1), all.labels)[95];
    expect(await caption(page, 'threshold').textContent()).toContain(
      `answers for ${probability(part)} of the digits, and ${probability(right!)} of these answers are right`,
    );
    await page.getByRole('textbox', { name: 'Threshold' }).fill('1');
    await page.getByRole('textbox', { name: 'temperature T' }).fill('5');
    expect(await caption(page, 'threshold').textContent()).toContain('no digit gets an answer');
    await page.context().close();
  });

  test('a heart gets ten probabilities of softmax, and zeros of sparsemax', async () => {
    const page = await open();
    expect(await page.locator('#no-digit h2').textContent()).toMatch(/^Shown a heart, it says \d \(/);
    await page.getByRole('combobox', { name: 'Picture' }).selectOption('the letter A');
    expect(await page.locator('#no-digit h2').textContent()).toMatch(/^Shown the letter A, it says/);
    expect(await caption(page, 'no-digit').textContent()).toMatch(/sparsemax to \d/);
    await page.context().close();
  });
});
