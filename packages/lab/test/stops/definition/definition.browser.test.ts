import { exp, softmax } from 'bridle';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { plain, probability } from '../../../src/ui/format.ts';
import { type Lab, startLab } from '../../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const open = (query = '') => lab.open(`?stop=definition${query}`, { language: 'ko' });
const drawn = (page: Page) => page.locator('figure svg').textContent();

describe('the definition', () => {
  test('shows every stage of 1, 1, 3 as the library computes it', async () => {
    const page = await open();
    const text = await drawn(page);
    for (const p of softmax([1, 1, 3])) expect(text).toContain(probability(p));
    for (const shown of ['초등학생', '−2', plain(exp(-2)), plain(2 * exp(-2) + 1)]) expect(text).toContain(shown);
    await page.context().close();
  });

  test('its formula is MathML, without TeX and without styles of its own', async () => {
    const page = await open();
    expect(await page.locator('math mfrac').count()).toBe(2);
    expect(await page.locator('math [style]').count()).toBe(0);
    // Not in the page's Korean font: its operators are those of a font for mathematics where there is one.
    const math = page.locator('math').first();
    expect(await math.evaluate((e) => getComputedStyle(e).fontFamily)).toMatch(/Math.*math$/);
    expect(await math.evaluate((e) => e.closest('[lang]')?.getAttribute('lang'))).toBe('en');
    await page.context().close();
  });

  test('scores change by slider and by number, by keyboard alone', async () => {
    const page = await open();
    await page.getByRole('slider', { name: '중학생 점수' }).focus();
    await page.keyboard.press('End');
    expect(await drawn(page)).toContain(probability(softmax([1, 10, 3])[1]));
    await page.getByRole('textbox', { name: '중학생 점수' }).fill('−2.5');
    expect(await drawn(page)).toContain(probability(softmax([1, -2.5, 3])[0]));
    await page.getByRole('textbox', { name: '중학생 점수' }).fill('많이');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toBe('‘많이’는 숫자가 아닙니다.');
    expect(await drawn(page)).toContain(probability(softmax([1, -2.5, 3])[0]));
    await page.context().close();
  });

  test('a typed name goes into the figure and the link', async () => {
    const page = await open();
    const name = page.getByRole('textbox', { name: '이름 1' });
    await name.fill('강아지, ~고양이');
    await name.press('Tab');
    expect(await drawn(page)).toContain('강아지, ~');
    await page.waitForURL(/names=/);
    await page.reload();
    await page.locator('figure svg').waitFor();
    expect(await page.getByRole('textbox', { name: '이름 1' }).inputValue()).toBe('강아지, ~고양이');
    await page.context().close();
  });

  test('scores are added and removed, with their names', async () => {
    const page = await open('&names=가,나,다');
    await page.getByRole('button', { name: '항목 추가' }).click();
    expect(await drawn(page)).toContain(probability(softmax([1, 1, 3, 1])[2]));
    await page.getByRole('button', { name: '가 삭제' }).click();
    expect(await page.getByRole('textbox', { name: '이름 1' }).inputValue()).toBe('나');
    expect(await drawn(page)).toContain(probability(softmax([1, 3, 1])[1]));
    for (const name of ['나', '다']) await page.getByRole('button', { name: `${name} 삭제` }).click();
    expect(await page.getByRole('button', { name: /삭제$/ }).isDisabled()).toBe(true);
    await page.context().close();
  });

  test('scores are pasted; what cannot be used is answered in a sentence and changes nothing', async () => {
    const page = await open();
    await page.getByText('스프레드시트에서 붙여 넣기').click();
    const area = page.getByRole('textbox', { name: /한 줄에 점수 하나씩/ });
    const use = page.getByRole('button', { name: '이 점수 쓰기' });
    const said = page.locator('.scores [role=status]');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const paste = async (text: string) => {
      await page.evaluate((content) => navigator.clipboard.writeText(content), text);
      await area.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+V');
    };
    await paste('사과\t2\n배\t4');
    await use.click();
    expect(await said.textContent()).toBe('점수 2개를 가져왔습니다. 첫째 열은 이름, 둘째 열은 점수로 읽었습니다.');
    const good = await drawn(page);
    expect(good).toContain('사과');
    expect(good).toContain(probability(softmax([2, 4])[1]));
    for (const [text, sentence] of [
      ['1\n둘\n3', '2번째 줄의 ‘둘’에는'],
      ['1\n1e400', '2번째 줄의 ‘1e400’에는'],
      ['1 '.repeat(10_000), '50개까지 넣을 수 있습니다(지금 10000개)'],
      ['1,234', '숫자 하나일 수도 있고'],
      ['  ', '아직 숫자가 없습니다.'],
    ]) {
      await paste(text);
      await use.click();
      expect(await said.textContent()).toContain(sentence);
      expect(await drawn(page)).toBe(good);
    }
    await page.context().close();
  });

  test('scores of 1000 stay finite, and the caption says what would have happened', async () => {
    const page = await open('&scores=1000,1000,1002');
    expect(await drawn(page)).toContain(probability(softmax([0, 0, 2])[2]));
    expect(await page.locator('figcaption').textContent()).toContain('1002제곱은 배정밀도(float64)에서 ∞');
    await page.context().close();
  });

  test('fifty scores fit', async () => {
    const scores = Array.from({ length: 50 }, (_, i) => i);
    const page = await open(`&scores=${scores.join(',')}`);
    expect(await drawn(page)).toContain(probability(softmax(scores)[49]));
    expect(await page.getByRole('button', { name: '항목 추가' }).isDisabled()).toBe(true);
    await page.context().close();
  });
});
