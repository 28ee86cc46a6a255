import { readFile } from 'node:fs/promises';
import { parseModel } from 'bridle/learn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axe, type Lab, startLab } from '../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const open = async (language: 'ko' | 'en' = 'en', width = 1280) => {
  const page = await (await lab.context({ language, width })).newPage();
  await page.goto(`${lab.origin}/?page=table`);
  await page.locator('textarea').waitFor();
  return page;
};

describe('a table of one’s own', () => {
  test('penguins in three clicks: example, train, save the model', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Try it with the penguins' }).click();
    expect(await page.locator('.given [role=status]').textContent()).toBe(
      '344 rows; columns of numbers: 4, of categories: 3.',
    );
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('heading', { name: 'What it learned' }).waitFor();
    expect(await page.locator('section > p[role=status]').textContent()).toMatch(/accuracy (9\d|100)/);
    expect(await page.locator('pre').first().textContent()).toContain(
      'npx bridle train penguins.csv --target species --C 1',
    );
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the model (model.json)' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('model.json');
    expect(parseModel(await readFile(await file.path(), 'utf8')).classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });

  test('a file is opened, and what cannot be read or learned is said in a sentence', async () => {
    const page = await open('ko', 390);
    const buffer = Buffer.from('값,반\n1,가\n2,나\n1.5,가\n2.5,나\n');
    await page.locator('input[type=file]').setInputFiles({ name: '우리 반.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: '학습', exact: true }).click();
    await page.getByRole('heading', { name: '무엇을 배웠나' }).waitFor();
    expect(await page.locator('pre').first().textContent()).toContain("'우리 반.csv' --target '반' --C 1");
    await page.getByRole('combobox').selectOption('값');
    await page.getByRole('button', { name: '학습', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toContain('클래스가 아니라 측정값입니다');
    await page.locator('textarea').fill('a,b\n1,2\n3\n');
    expect(await page.locator('.given [role=status]').textContent()).toBe(
      '첫 줄은 2칸인데 3번째 줄은 1칸입니다. 그 줄을 고쳐서 다시 해 주세요.',
    );
    expect(await page.getByRole('button', { name: '학습', exact: true }).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });
});
