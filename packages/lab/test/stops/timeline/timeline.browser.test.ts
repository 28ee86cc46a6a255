import { exp, softmax } from 'bridle';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { events } from '../../../src/stops/timeline/model.ts';
import { plain, probability } from '../../../src/ui/format.ts';
import { type Lab, startLab } from '../../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

describe('the timeline', () => {
  test('keeps the bars and changes their words, by keyboard alone', async () => {
    const page = await lab.open('?stop=timeline', { language: 'ko' });
    const figure = page.locator('figure svg');
    await page.getByRole('radio', { name: '에너지' }).focus();
    for (const words of ['상태 3E\u00a0/\u00a0kʙT = 0', `고등학생v = 1`, '고등학생z = 3']) {
      const text = (await figure.textContent())!;
      expect(text).toContain(words);
      for (const p of softmax([1, 1, 3])) expect(text).toContain(probability(p));
      await page.keyboard.press('ArrowRight');
    }
    await page.getByRole('radio', { name: '효용', exact: true }).check();
    expect(await figure.textContent()).toContain(`v = ${plain(exp(-2))}`);
    await page.context().close();
  });

  test('tells the story in its order, with the one who gave the name last', async () => {
    const page = await lab.open('?stop=timeline&reading=bridle', { language: 'en' });
    const told = await page.locator('.history li').allInnerTexts();
    expect(told.map((text) => text.split('\n')[0])).toEqual(events.map(({ year }) => year));
    expect(told[told.length - 1]).toContain('John S. Bridle');
    expect(await page.locator('.history li.current').textContent()).toContain('softmax');
    await page.context().close();
  });
});
