import { readFile } from 'node:fs/promises';
import { softmax } from 'bridle';
import { parseModel } from 'bridle/learn';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseState } from '../../../src/state/properties.ts';
import type { Stroke } from '../../../src/stops/digits/drawing.ts';
import { doubtful } from '../../../src/stops/digits/examples.ts';
import { judge, largest, logitsOf, training } from '../../../src/stops/digits/model.ts';
import { readPicture } from '../../../src/stops/digits/pictures.ts';
import { probability } from '../../../src/ui/format.ts';
import { type Lab, settledQuery, startLab, visit } from '../../browser.ts';
import { shapes } from './handwriting.ts';
import { digits } from './table.ts';

const trained = (() => {
  const steps = training(digits);
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

const open = (query = '', options = {}) => lab.open(`?stop=digits${query}`, { language: 'en', ...options });
const answer = (page: Page) => page.getByRole('figure', { name: /^(Probably|Not sure|Nothing)/ });
const pad = (page: Page) => page.getByRole('img', { name: 'Draw a digit here' });

/** Draws with the mouse, in the middle of the pad. */
async function draw(page: Page, strokes: readonly Stroke[]): Promise<void> {
  const box = (await pad(page).boundingBox())!;
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + box.width * (0.25 + 0.7 * x), box.y + box.height * (0.15 + 0.7 * y)] as const;
  for (const stroke of strokes) {
    await page.mouse.move(...at(stroke[0]));
    await page.mouse.down();
    for (const dot of stroke.slice(1)) await page.mouse.move(...at(dot));
    await page.mouse.up();
  }
}

async function pictureOf(page: Page): Promise<number[]> {
  return [...parseState(await settledQuery(page)).picture];
}

describe('digits', () => {
  test('trains by itself, and shows the library’s own probabilities, accuracy and mistakes', async () => {
    const page = await open();
    const p = softmax(logitsOf(trained, doubtful));
    const text = await answer(page).locator('svg').textContent();
    for (const value of p) expect(text).toContain(probability(value));
    const { evaluation, mistakes } = judge(digits, trained);
    const judged = page.getByRole('figure', { name: 'Tested on digits it has not seen' });
    await judged.scrollIntoViewIfNeeded();
    expect(await judged.textContent()).toContain(`an accuracy of ${probability(evaluation.accuracy)}`);
    const list = page.getByRole('figure', { name: 'Its most confident mistakes' });
    await list.getByRole('button', { name: 'Show as table' }).click();
    const rows = await list.locator('tbody th').allTextContents();
    expect(rows.map(Number)).toEqual(mistakes.map(({ row }) => row));
    await page.context().close();
  });

  test('an empty pad is no digit, and below the threshold the page says that it is not sure', async () => {
    const page = await open('&picture=');
    await page.getByRole('heading', { name: 'Nothing is drawn yet' }).waitFor();
    expect(await answer(page).locator('figcaption').textContent()).toContain('no answer for an empty picture');
    await page.getByRole('button', { name: 'A doubtful 9' }).click();
    await page.getByRole('heading', { name: 'Not sure: perhaps 9 (54.6' }).waitFor();
    await page.getByRole('button', { name: 'An obvious 7' }).click();
    await page.getByRole('heading', { name: 'Probably 7 (' }).waitFor();
    const { part, right } = judge(digits, trained).answered;
    expect(await answer(page).locator('figcaption').textContent()).toContain(
      `It answers for ${probability(part)} of the held-out digits, and ${probability(right)} of these answers are right.`,
    );
    await page.context().close();
  });

  test('says how far it is while it trains, and the page can be used meanwhile', async () => {
    const page = await (await lab.context({ language: 'en' })).newPage();
    await page.goto(`${lab.origin}/?stop=digits&ask=0`);
    await page.getByRole('progressbar').waitFor();
    await answer(page).waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(0);
    await page.context().close();
  });

  test('digits drawn with a mouse are recognised', async () => {
    const page = await open('&picture=');
    for (const digit of [0, 2, 3, 5, 7, 8]) {
      await draw(page, shapes[digit]);
      const picture = await pictureOf(page);
      expect(largest(logitsOf(trained, picture))).toBe(digit);
      await page.getByRole('figure', { name: new RegExp(`^(Probably|Not sure: perhaps) ${digit} `) }).waitFor();
      expect(await pad(page).locator('polyline').count()).toBe(shapes[digit].length);
      await page.getByRole('button', { name: 'Clear' }).click();
      expect(await pad(page).locator('polyline').count()).toBe(0);
      expect(await pictureOf(page)).toEqual([]);
    }
    await page.context().close();
  });

  test('a finger draws without scrolling the page', async () => {
    const page = await open('&picture=0', { touch: true, width: 390 });
    await pad(page).scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(await pad(page).evaluate((e) => getComputedStyle(e).touchAction)).toBe('none');
    await pad(page).tap();
    expect(await pad(page).locator('circle').count()).toBe(1);
    expect((await pictureOf(page)).length).toBe(64);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await page.context().close();
  });

  test('the picture stands pale behind an empty pad, after a reload too, and gives way to a drawing', async () => {
    const page = await open();
    const ghost = () => pad(page).locator('rect.ghost').count();
    expect(await ghost()).toBe(doubtful.filter((pixel) => pixel > 0).length);
    await draw(page, shapes[7]);
    expect(await ghost()).toBe(0);
    const drawn = await pictureOf(page);
    await page.reload();
    await answer(page).waitFor();
    expect(await ghost()).toBe(drawn.filter((pixel) => pixel > 0).length);
    await page.context().close();
  });

  test('its model is saved as the file that bridle predict reads', async () => {
    const page = await open();
    const weights = page.getByRole('figure', { name: 'What it learned' });
    await weights.locator('summary').click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      weights.getByRole('button', { name: 'Model (JSON)' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('bridle-digits.model.json');
    const model = parseModel(await readFile(await file.path(), 'utf8'));
    // The browser and Node may round the last bits of a training differently.
    model.weights.forEach((w, i) => {
      expect(w).toBeCloseTo(trained.weights[i], 9);
    });
    expect(model.recipe.features[9].name).toBe('p11');
    expect(model.metrics?.accuracy).toBe(judge(digits, trained).evaluation.accuracy);
    await page.context().close();
  });

  test('a preset wipes the pad', async () => {
    const page = await open('&picture=0');
    await draw(page, shapes[7]);
    await page.getByRole('button', { name: 'A doubtful 9' }).click();
    expect(await pad(page).locator('polyline').count()).toBe(0);
    expect(await pictureOf(page)).toEqual(doubtful);
    await page.context().close();
  });

  test('the grid is one stop of the tab key; arrows move in it, space and + and − set a pixel', async () => {
    const page = await open('&picture=0');
    const pixel = (name: string) => page.getByRole('button', { name, exact: true });
    await pixel('row 1, column 1: 0').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    expect(await pixel('row 1, column 2: 16').count()).toBe(1);
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('-');
    await page.keyboard.press('+');
    expect((await pictureOf(page)).slice(0, 3)).toEqual([0, 14, 0]);
    expect(await page.getByRole('grid').locator('button[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=grid]'))).toBeNull();
    await page.context().close();
  });

  test('temperature scales the probabilities of the same logits, and never the favourite', async () => {
    const page = await open('&temperature=3');
    const p = softmax(logitsOf(trained, doubtful), { temperature: 3 });
    const text = await answer(page).locator('svg').textContent();
    for (const value of p) expect(text).toContain(probability(value));
    await page.getByRole('slider', { name: 'Temperature T' }).focus();
    await page.keyboard.press('End');
    expect(await answer(page).locator('svg').textContent()).toContain(probability(0.1));
    expect(await page.getByRole('heading', { name: /9/ }).count()).toBe(1);
    await page.context().close();
  });

  test('a picture made by hand never breaks the page', async () => {
    const page = await open();
    for (const picture of ['', '17', 'x', '1,2', '0.4,3.6', new Array(65).fill(1).join()]) {
      await visit(page, `?stop=digits&picture=${picture}`);
      const p = softmax(logitsOf(trained, readPicture(parseState(`picture=${picture}`).picture)));
      expect(await answer(page).locator('svg').textContent()).toContain(probability(p[largest(p)]));
    }
    await page.context().close();
  });

  test('trains in a worker in the single file too, opened from a disk', async () => {
    const page = await (await lab.context({ language: 'en' })).newPage();
    const worker = page.waitForEvent('worker');
    await page.goto(`${lab.singleFile}?stop=digits&ask=0`);
    await worker;
    await answer(page).waitFor();
    await page.context().close();
  });

  test('where a page forbids workers, it trains all the same', async () => {
    const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'none'";
    lab.serve(
      '/strict.html',
      `<!doctype html><html lang="en"><head><title>strict</title>
       <meta http-equiv="Content-Security-Policy" content="${policy}"></head>
       <body><bridle-digits lang="en"></bridle-digits><script src="elements.js"></script></body></html>`,
    );
    const page = await (await lab.context({ expected: /Content Security Policy|worker/i })).newPage();
    await page.goto(`${lab.origin}/strict.html`);
    await page.locator('bridle-digits figure svg').first().waitFor();
    await page.context().close();
  });
});
