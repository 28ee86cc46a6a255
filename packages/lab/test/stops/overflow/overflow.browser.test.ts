import { check, softmaxStages } from 'bridle';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { plain } from '../../../src/ui/format.ts';
import { type Lab, startLab } from '../../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const open = (query = '', width = 1280) => lab.open(`?stop=overflow${query}`, { language: 'en', width });
const figure = (page: Page, title: string) => page.getByRole('figure', { name: title });
const drawn = (page: Page) => figure(page, 'Digit by digit').locator('svg').textContent();
const said = (page: Page) => figure(page, 'Digit by digit').locator('figcaption').textContent();

describe('overflow', () => {
  test('shows, before any click, the naive form broken and where, and the stable one whole', async () => {
    const page = await open();
    const text = await drawn(page);
    expect(text).toContain('∞← first ∞ here');
    expect(text).toContain('NaN');
    const [p] = softmaxStages([89, 89, 91], { format: 'f32', formula: 'stable' }).probabilities;
    expect(text).toContain(String(Number(p.toPrecision(8))));
    expect(await said(page)).toContain('e to the 89, is too large for float32');
    const error = check([89, 89, 91]).formats.f32.stable.error!;
    expect(await said(page)).toContain(plain(Number(error.toPrecision(3))));
    await page.context().close();
  });

  test('the NaN is born between 85 and 86 on each in float32, by keyboard alone', async () => {
    const page = await open('&shift=85');
    expect(await drawn(page)).not.toContain('NaN');
    await page.getByRole('slider', { name: 'Add to all scores' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await drawn(page)).toContain('NaN');
    await page.getByRole('radio', { name: 'float32', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'float64', exact: true }).isChecked()).toBe(true);
    expect(await drawn(page)).not.toContain('NaN');
    await page.context().close();
  });

  test.each([
    ['Only the sum overflows', 'their sum is above 65,504'],
    ['0 divided by 0', '0 / 0 is NaN'],
    ['A small probability is lost', 'elementary school, e to the −110, is too small'],
    ['Low precision: 5000 in float16', 'the largest error of a probability is 0.177'],
  ])('%s: the reason is said in words', async (preset, reason) => {
    const page = await open('', 390);
    await page.getByRole('button', { name: preset }).click();
    expect(await said(page)).toContain(reason);
    await page.context().close();
  });

  test('has the code for PyTorch beside NumPy', async () => {
    const page = await open();
    const microscope = figure(page, 'Digit by digit');
    await microscope.locator('summary').click();
    const code = await microscope.locator('pre').allTextContents();
    expect(code[2]).toContain('torch.tensor([89, 89, 91], dtype=torch.float32)');
    await page.context().close();
  });

  test('says of each format what becomes of the scores there', async () => {
    const page = await open();
    const text = await figure(page, 'The limits of each format').locator('svg').textContent();
    for (const { naive, overflowAbove } of Object.values(check([89, 89, 91]).formats)) {
      expect(text).toContain(overflowAbove.toFixed(4));
      expect(text).toContain(naive.verdict === 'ok' ? 'Naive: fine' : 'Naive: overflow');
    }
    await page.context().close();
  });

  test('shows the loss that only logSoftmax keeps', async () => {
    const page = await open();
    const rows = await page.locator('table.ways tr:last-child :is(th, td)').allTextContents();
    expect(rows.slice(-3)).toEqual(['logSoftmax of bridle', '−4.25×10⁻¹⁸', '−40']);
    const winners = await page.locator('table.ways tbody tr td:nth-of-type(1)').allTextContents();
    expect(winners.slice(0, -1)).toEqual(['0', '0', '0', '0', '0']);
    await page.getByRole('slider', { name: 'Lead of the first, in logits' }).focus();
    await page.keyboard.press('Home');
    expect(await page.locator('table.ways tr').last().textContent()).toContain('−0.6931');
    await page.context().close();
  });

  test('a row that is masked whole, ∞ and NaN are said in words, by preset, by typing and by the link', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'A fully masked row (−∞)' }).click();
    expect(await said(page)).toContain('0 / 0 is NaN: a common cause of NaN in training');
    expect(await drawn(page)).toContain('−∞');
    expect(await figure(page, 'The limits of each format').locator('svg').textContent()).toContain('Naive: NaN');
    const first = page.getByRole('textbox', { name: 'Score of elementary school' });
    await first.fill('2');
    expect(await said(page)).toContain('A score of −∞ has the probability 0.');
    await first.fill('NaN');
    expect(await said(page)).toContain('One NaN among the scores');
    await page.waitForURL(/scores=nan,-inf,-inf/);
    await page.reload();
    expect(await said(page)).toContain('One NaN among the scores');
    await first.fill('∞');
    expect(await said(page)).toContain('the items at ∞ share the probability equally');
    await first.fill('1e300');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('navigation').getByRole('link', { name: 'Share' }).click();
    await page.getByRole('heading', { level: 1, name: 'Share against softmax' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Score of high school' }).inputValue()).toBe('3');
    await page.context().close();
  });

  test('numbers out of range are refused in a sentence, and the last good state stays', async () => {
    const page = await open();
    const before = await drawn(page);
    await page.getByRole('textbox', { name: 'Add to all scores' }).fill('1e400');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await page.getByRole('alert').textContent()).toBe('“1e400” is not a number.');
    await page.getByRole('textbox', { name: 'Lead of the first, in logits' }).fill('701');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').last().textContent()).toBe(
      '701 is out of range. Enter a number from 0 to 700.',
    );
    expect(await drawn(page)).toBe(before);
    await page.context().close();
  });

  test('fifty scores are not all shown, and the one that breaks is', async () => {
    const scores = Array.from({ length: 50 }, (_, i) => (i === 40 ? 100 : 0));
    const page = await open(`&shift=0&scores=${scores.join(',')}`);
    expect(await drawn(page)).toContain('item 41');
    expect(await said(page)).toContain('8 of 50 scores are shown.');
    await page.context().close();
  });
});
