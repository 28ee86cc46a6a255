import { descent } from 'bridle/learn';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newton } from '../../../src/stops/training/model.ts';
import { blobs, readPoints } from '../../../src/stops/training/points.ts';
import { plain, probability } from '../../../src/ui/format.ts';
import { type Lab, startLab, visit } from '../../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const open = (query = '', options = {}) => lab.open(`?stop=training${query}`, { language: 'en', ...options });
const figure = (page: Page, title: string) => page.getByRole('figure', { name: title });
const lanes = (page: Page) => figure(page, 'Six lanes, one learning rate');
const plane = (page: Page) => figure(page, 'Decision regions');

/** The outcome of each lane as the table has it, once the lanes are run for this rate. */
async function outcomes(page: Page, expected: RegExp): Promise<string[]> {
  const table = lanes(page).getByRole('table');
  if ((await table.count()) === 0) await lanes(page).getByRole('button', { name: 'Show as table' }).click();
  await lanes(page).locator('figcaption').getByText(expected).waitFor();
  return table.locator('tbody tr td:nth-of-type(1)').allTextContents();
}

describe('training', () => {
  test('shows the NaN of float16 before any click, and the other lanes trained, as the library has them', async () => {
    const page = await open();
    const found = await outcomes(page, /One lane becomes NaN/);
    expect(found).toEqual(['NaN in step 4', ...new Array(5).fill('accuracy 100\u00A0%')]);
    const { x, labels } = readPoints(blobs);
    const options = { format: 'f32', formula: 'stable', learningRate: 0.3 } as const;
    const last = [...descent(x, labels, 3, options)][200];
    expect(await plane(page).textContent()).toContain(
      `loss ${plain(last.loss)}, accuracy ${probability(last.accuracy)}`,
    );
    await page.context().close();
  });

  test('NaN is born at the stated rates, one format after the other, and never in the stable lanes', async () => {
    const page = await open();
    const box = page.getByRole('textbox', { name: 'Learning rate, for all lanes' });
    await box.fill('1');
    expect((await outcomes(page, /2 lanes become NaN/)).slice(0, 3)).toEqual([
      'NaN in step 2',
      'NaN in step 7',
      'accuracy 100\u00A0%',
    ]);
    await box.fill('10');
    const all = await outcomes(page, /3 lanes become NaN/);
    expect(all).toEqual([
      'NaN in step 2',
      'NaN in step 2',
      'NaN in step 7',
      'accuracy 100\u00A0%',
      'accuracy 100\u00A0%',
      'accuracy 100\u00A0%',
    ]);
    expect(await page.locator('.reasons').textContent()).toMatch(
      /f64, naive: NaN in step 7, e to the [\d.]+ overflows/,
    );
    await page.context().close();
  });

  test('each preset of the rate says in a sentence what is seen, and the axis of the loss has its ends', async () => {
    const page = await open();
    const caption = lanes(page).locator('figcaption');
    for (const [preset, sentence] of [
      ['Too small', 'f64, stable: the loss falls smoothly but slowly'],
      ['About right', 'f64, stable: the loss falls fast'],
      ['Oscillating', 'f64, stable: the loss goes up and down'],
      ['NaN', 'f64, naive: NaN in step 7'],
    ]) {
      await page.getByRole('button', { name: preset, exact: true }).click();
      await caption.getByText(sentence).waitFor();
    }
    // At a rate of 10 losses go from 10⁻⁶ to 10³, and no curve is cut off.
    expect(await lanes(page).locator('svg text.tick').first().textContent()).toBe('10³');
    expect(await lanes(page).locator('svg text.tick').nth(1).textContent()).toBe('10⁻⁶');
    await page.context().close();
  });

  test('a lane that became NaN has neither loss nor accuracy, in words and in the table', async () => {
    const page = await open('&rate=10&lane=f64naive');
    await outcomes(page, /3 lanes become NaN/);
    expect(await plane(page).locator('figcaption').textContent()).toContain(
      'NaN in step 7, so there is neither a loss',
    );
    const cells = await lanes(page).locator('tbody tr').nth(2).locator('td').allTextContents();
    expect(cells.slice(0, 3)).toEqual(['NaN in step 7', '–', '–']);
    expect(await page.locator('article').textContent()).not.toMatch(/accuracy 0\b/);
    await page.context().close();
  });

  test('standardised coordinates are a switch and a part of the link, and the regions stay in the plane', async () => {
    const page = await open('&rate=1&lane=f64stable');
    await page.getByRole('checkbox', { name: 'Standardise the coordinates' }).check();
    await page.waitForURL(/standard=1/);
    await lanes(page).locator('figcaption').getByText('the loss falls fast').waitFor();
    const frame = (await plane(page).locator('svg rect.frame').boundingBox())!;
    const areas = await plane(page).locator('svg polygon.area').all();
    expect(areas).toHaveLength(3);
    for (const area of areas) {
      const box = (await area.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(frame.x - 2);
      expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width + 2);
    }
    await page.context().close();
  });

  test('the slider of steps shows the moment before and the moment of the NaN', async () => {
    const page = await open('&lane=f16naive&step=3');
    expect(await plane(page).locator('svg polygon').count()).toBeGreaterThan(0);
    const slider = page.getByRole('slider', { name: 'Step' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await plane(page).locator('svg').textContent()).toContain('NaN');
    expect(await plane(page).locator('svg polygon').count()).toBe(0);
    await page.context().close();
  });

  test('plays the steps to the last, and hides that where less motion is asked for', async () => {
    const page = await open('&step=190');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor({ timeout: 30_000 });
    expect(await page.getByRole('textbox', { name: 'Step' }).inputValue()).toBe('200');
    await page.context().close();
    const still = await open('', { reducedMotion: true });
    expect(await still.getByRole('button', { name: 'Play' }).isVisible()).toBe(false);
    await still.context().close();
  });

  test('a click adds a point of the chosen class where it is, and the lanes run anew', async () => {
    const page = await open('&points=4,4,0,12,12,1&step=0');
    await page.getByRole('combobox', { name: 'Class of a new point' }).selectOption('C');
    const svg = plane(page).locator('svg');
    await svg.scrollIntoViewIfNeeded();
    const frame = (await svg.locator('rect.frame').boundingBox())!;
    await page.mouse.click(frame.x + frame.width / 2, frame.y + frame.height / 4);
    await page.waitForURL(/points=4,4,0,12,12,1,8,12,2/);
    expect(await page.locator('.new [role=status]').textContent()).toBe(
      'Added a point of class C at (8, 12). There are 3 points now.',
    );
    await expect.poll(() => svg.locator('.mark').count()).toBe(3);
    await page.getByRole('button', { name: 'Remove the last' }).click();
    await expect.poll(() => svg.locator('.mark').count()).toBe(2);
    await page.context().close();
  });

  test('a point is added by keyboard too; what is no place is refused with a sentence', async () => {
    const page = await open('&points=4,4,0,12,12,1');
    await page.getByRole('textbox', { name: 'x', exact: true }).fill('2.5');
    await page.getByRole('textbox', { name: 'y', exact: true }).fill('17');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toBe('17 is out of range. Enter a number from 0 to 16.');
    await page.getByRole('textbox', { name: 'y', exact: true }).fill('3');
    await page.getByRole('textbox', { name: 'Step' }).fill('2.5');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toBe('2.5 is not a whole number. Enter a whole number.');
    await page.getByRole('textbox', { name: 'Step' }).fill('3');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Add the point' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/points=4,4,0,12,12,1,2.5,3,0/);
    await page.context().close();
  });

  test('without two classes it says what is missing, and goes on when they are there', async () => {
    const page = await lab.open('?stop=training&points=4,4,0', { language: 'en' });
    expect(await page.locator('article').textContent()).toContain('Training needs points of at least two classes');
    expect(await lanes(page).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Class of a new point' }).selectOption('B');
    await page.getByRole('button', { name: 'Add the point' }).click();
    await lanes(page).waitFor();
    await page.getByRole('button', { name: 'Remove all' }).click();
    await lanes(page).waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('a list of points made by hand never breaks the page', async () => {
    const page = await open();
    for (const points of ['1', '1,2', '1,2,3.7,4,5,16', '17,1,1', 'x', ',']) {
      await visit(page, `?stop=training&points=${points}`);
      expect(await page.locator('article').textContent()).not.toMatch(/undefined/);
    }
    await page.context().close();
  });

  test('p − y of a point, and Newton’s steps, are the library’s', async () => {
    const page = await open('&lane=newton&point=1');
    const solved = newton(readPoints(blobs));
    const path = figure(page, 'Newton’s method, without a learning rate');
    await path.getByRole('button', { name: 'Show as table' }).click();
    const cells = await path.locator('tbody td:nth-of-type(1)').allTextContents();
    expect(cells.map(Number)).toEqual(solved.progress.map(({ objective }) => objective));
    const pull = figure(page, 'The gradient of one point');
    await pull.getByRole('button', { name: 'Show as table' }).click();
    const gradient = (await pull.locator('tbody td:nth-of-type(3)').allTextContents()).map(Number);
    expect(gradient.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
    expect(gradient[0]).toBeLessThan(0);
    await page.context().close();
  });
});
