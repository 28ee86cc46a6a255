import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Cuts, drawn, outcomeOf, tally } from '../../../src/stops/word/model.ts';
import { plain, probability } from '../../../src/ui/format.ts';
import { type Lab, startLab } from '../../browser.ts';
import { textOf } from './file.ts';

let lab: Lab;
let page: Page;
beforeAll(async () => {
  lab = await startLab();
  page = await lab.open('?stop=word', { language: 'en', reducedMotion: true });
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const whole: Cuts = { temperature: 1, topk: 0, topp: 1, minp: 0, rule: 'softmax' };
const caption = () => page.locator('#candidates figcaption').textContent();
const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const ENTER = 'Enter';

async function enter(name: string, value: string): Promise<void> {
  await box(name).fill(value);
  await box(name).press(ENTER);
}

/** How many draws lie at each row. */
const dots = () => page.locator('#candidates svg circle.falling').count();

describe('the next word', () => {
  test('shows the model’s probabilities and falls dots for the draws of its seed', async () => {
    const text = textOf('animal');
    const { p } = outcomeOf(text, whole);
    expect(await caption()).toContain(`“${text.tokens[0].trim()}”, has ${probability(p[0])}`);
    const drawing = await page.locator('#candidates svg').textContent();
    for (let i = 0; i < 10; i += 1) expect(drawing).toContain(probability(p[i]));
    expect(await dots()).toBe(20);
    await page.getByRole('button', { name: 'Draw one' }).click();
    expect(await dots()).toBe(21);
    await page.locator('#candidates').getByRole('button', { name: 'Show as table' }).click();
    const cells = await page.locator('#candidates table tbody tr td:last-child').allTextContents();
    expect(cells.map(Number)).toEqual(tally(drawn(p, 21, 1), 10));
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await dots()).toBe(0);
  });

  test('says what a cut takes away, and how many tokens are left', async () => {
    await enter('top-k (0 is off)', '5');
    expect(await page.locator('#candidates svg').textContent()).toContain('cut by top-k');
    expect(await caption()).toContain('5 of 49,152 tokens can be drawn');
    await enter('top-k (0 is off)', '0');
    await page.getByRole('combobox', { name: 'Rule' }).selectOption('sparsemax');
    const { count } = outcomeOf(textOf('animal'), { ...whole, rule: 'sparsemax' });
    expect(await caption()).toContain(`${plain(count)} of 49,152`);
    await page.getByRole('combobox', { name: 'Rule' }).selectOption('softmax');
  });

  test('a high temperature leaves the named tokens, and the comparison shows the present one', async () => {
    await enter('Temperature T', '3');
    const { effective } = outcomeOf(textOf('animal'), { ...whole, temperature: 3 });
    expect(await page.locator('#texts svg').textContent()).toContain(
      `effectively ${plain(Math.round(effective))} tokens`,
    );
    expect(await page.locator('#texts svg .now').count()).toBe(1);
    // The numbers beside the tokens end before the tokens begin.
    const { effects, tokens } = await page.locator('#texts svg').evaluate((svg) => {
      const boxes = (selector: string) => [...svg.querySelectorAll(selector)].map((e) => e.getBoundingClientRect());
      return {
        effects: Math.max(...boxes('text.quiet').map(({ right }) => right)),
        tokens: Math.min(...boxes('text[lang]').map(({ left }) => left)),
      };
    });
    expect(effects).toBeLessThan(tokens);
    await page.getByRole('combobox', { name: 'Text' }).selectOption({ label: 'The capital of France is …' });
    expect(await caption()).toContain('“Paris”');
  });
});
