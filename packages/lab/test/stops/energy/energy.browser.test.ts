import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rungs, thermodynamics } from '../../../src/stops/energy/model.ts';
import { populations, systemOf } from '../../../src/stops/energy/system.ts';
import { walkOf } from '../../../src/stops/energy/walk.ts';
import { plain, probability } from '../../../src/ui/format.ts';
import { type Lab, startLab } from '../../browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

const ladder = systemOf(rungs, [1], 'meV');
const open = (query = '', options = {}) => lab.open(`?stop=energy${query}`, { language: 'en', ...options });
const figure = (page: Page, title: string) => page.getByRole('figure', { name: title });
const drawn = (page: Page) => figure(page, 'Particles in a heat bath').locator('svg').textContent();
/** A long walk takes a few frames. */
const draws = (page: Page, numbers: readonly number[]) =>
  expect.poll(() => drawn(page), { timeout: 10_000 }).toMatch(new RegExp(numbers.map(probability).join('.*')));
/** Each particle is a point of its rung's line. */
const particles = (page: Page) =>
  figure(page, 'Particles in a heat bath')
    .locator('svg path.dots')
    .evaluateAll((paths) => paths.reduce((sum, path) => sum + (path.getAttribute('d')?.match(/M/g)?.length ?? 0), 0));
const sweeps = async (page: Page) =>
  Number(await page.getByRole('textbox', { name: 'Sweeps', exact: true }).inputValue());

describe('energy and heat', () => {
  test('shows, before any click, visits beside populations as the library computes them', async () => {
    const page = await open();
    await draws(page, populations(ladder, 300));
    await draws(page, walkOf(ladder, 300, 100, 1).at(200).visited);
    expect(await particles(page)).toBe(100);
    await page.context().close();
  });

  test('goes sweep by sweep, back to the start, and to any sweep that is typed', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'From the start' }).click();
    expect(await page.locator('figcaption').first().textContent()).toContain('All particles begin on the lowest rung.');
    await page.getByRole('button', { name: 'One sweep' }).focus();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Enter');
    expect(await sweeps(page)).toBe(3);
    await draws(page, walkOf(ladder, 300, 100, 1).at(3).visited);
    await page.getByRole('textbox', { name: 'Sweeps', exact: true }).fill('500');
    await draws(page, walkOf(ladder, 300, 100, 1).at(500).visited);
    await page.getByRole('textbox', { name: 'Sweeps', exact: true }).fill('10001');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('alert').textContent()).toBe(
      '10,001 is out of range. Enter a number from 0 to 10,000.',
    );
    await page.context().close();
  });

  test('plays and pauses', async () => {
    const page = await open('&sweeps=0&pace=50');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => Number(document.querySelector<HTMLInputElement>('.boxes input')?.value) > 20);
    await page.getByRole('button', { name: 'Pause' }).click();
    const stopped = await sweeps(page);
    await page.waitForTimeout(200);
    expect(await sweeps(page)).toBe(stopped);
    await draws(page, walkOf(ladder, 300, 100, 1).at(stopped).visited);
    await page.context().close();
  });

  test('moves nothing by itself where less motion is asked for', async () => {
    const page = await open('', { reducedMotion: true });
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(0);
    await page.getByRole('button', { name: 'One sweep' }).click();
    expect(await sweeps(page)).toBe(201);
    await page.context().close();
  });

  test('a long walk is caught up with, and what is dragged meanwhile does not wait', async () => {
    const page = await open('&particles=500&sweeps=2000');
    await page.getByRole('textbox', { name: 'Temperature, K' }).fill('310');
    expect(await page.getByRole('textbox', { name: 'Temperature, K' }).inputValue()).toBe('310');
    await draws(page, walkOf(ladder, 310, 500, 1).at(2000).visited);
    await page.context().close();
  });

  test('one particle is followed: its share of time beside the populations, its trail on the canvas, step by step', async () => {
    // The test reads the canvas again and again, which the browser remarks on.
    const page = await open('&particles=500&sweeps=0', { reducedMotion: true, expected: /willReadFrequently/ });
    const follow = figure(page, 'Follow one particle');
    /** How many pixels of the canvas are the particles' colour, the marked one's, and how far right the trail is. */
    const pixels = () =>
      follow.locator('canvas').evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const found = { particles: 0, marked: 0, right: 0 };
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] === 0) continue;
          if (data[i] > data[i + 2] + 50) found.particles += 1;
          if (data[i + 2] > data[i] + 50) {
            found.marked += 1;
            found.right = Math.max(found.right, ((i / 4) % width) / width);
          }
        }
        return found;
      });
    const begun = await pixels();
    expect(begun.particles).toBeGreaterThan(1000);
    expect(begun.marked).toBeGreaterThan(100);
    expect(await follow.locator('figcaption').textContent()).toContain('begins on the lowest rung');
    await page.getByRole('textbox', { name: 'Sweeps', exact: true }).fill('40');
    const { visited } = walkOf(ladder, 300, 500, 1).at(40).one;
    const exact = populations(ladder, 300);
    // From the highest rung down, as they stand in the picture.
    const numbers = exact.map((p, i) => `${probability(visited[i])}.*${probability(p)}`).join('.*');
    await expect.poll(() => follow.locator('svg').textContent()).toMatch(new RegExp(numbers));
    expect((await pixels()).right).toBeGreaterThan(begun.right + 0.2);
    await page.getByRole('button', { name: 'One sweep' }).click();
    await expect.poll(() => follow.locator('svg').textContent()).toContain('its last 41 sweeps');
    expect(await follow.locator('svg').getAttribute('aria-label')).toMatch(/0 meV: its share of time \d/);
    await follow.locator('summary').click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      follow.getByRole('button', { name: 'SVG', exact: true }).click(),
    ]);
    expect(await readFile(await file.path(), 'utf8')).toContain('<image');
    await page.context().close();
  });

  test('the temperature moves the cursor of every curve', async () => {
    const page = await open();
    await page.getByRole('textbox', { name: 'Temperature, K' }).fill('600');
    const text = await figure(page, 'What the partition function gives').locator('svg').textContent();
    const at = thermodynamics(ladder, 600);
    for (const value of [at.ZFromLowest, at.meanEnergy, at.freeEnergy, at.entropy, at.heatCapacity]) {
      expect(text).toContain(`= ${plain(value)}`);
    }
    await page.context().close();
  });

  test('levels and their states are typed, added and removed', async () => {
    const page = await open('&levels=0,10');
    await page.getByRole('textbox', { name: 'Degeneracy g (number of states) of level 2' }).fill('3');
    await draws(page, populations(systemOf([0, 10], [1, 3], 'meV'), 300));
    await page.getByRole('button', { name: 'Add a level' }).click();
    await page.waitForURL(/levels=0,10,20&degeneracies=1,3,1/);
    await page.getByRole('button', { name: 'Remove level 1' }).click();
    await page.waitForURL(/levels=10,20&degeneracies=3,1/);
    await page.getByRole('button', { name: 'Remove level 2' }).click();
    expect(await page.getByRole('button', { name: 'Remove level 1' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Energy of level 1' }).fill('1e400');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('alert').textContent()).toBe('“1e400” is not a number.');
    await page.context().close();
  });

  test('levels are pasted with names, degeneracies and the unit, and what cannot be used changes nothing', async () => {
    const page = await open();
    const paste = async (text: string) => {
      await page.locator('textarea').fill(text);
      await page.getByRole('button', { name: 'Use these levels' }).click();
      return page.locator('.more .message').textContent();
    };
    await page.getByText('Paste from a spreadsheet').click();
    expect(await paste('conformer\tE (kJ/mol)\tg\nanti\t0\t1\ngauche\t3.8\t2')).toBe(
      '2 levels imported, energies in kJ/mol.',
    );
    expect(await drawn(page)).toMatch(/anti.*gauche/);
    expect(await drawn(page)).toContain('3.8 kJ/mol, g = 2');
    await page.waitForURL(/levels=0,3\.8&degeneracies=1,2&levelnames=anti,gauche&unit=kJ%2Fmol/);
    await draws(page, populations(systemOf([0, 3.8], [1, 2], 'kJ/mol'), 300));
    expect(await figure(page, 'What the partition function gives').locator('svg').textContent()).toMatch(
      /S = [\d.]+ J\/\(mol·K\)/,
    );
    expect(await paste('anti 0\ngauche two')).toContain('Row 2: “gauche” cannot be used');
    expect(await drawn(page)).toContain('3.8 kJ/mol, g = 2');
    await page.getByRole('textbox', { name: 'Name of level 1' }).fill('trans');
    await page.keyboard.press('Enter');
    await page.waitForURL(/levelnames=trans,gauche/);
    await page.getByRole('button', { name: 'Eight rungs, 300 K' }).click();
    await expect.poll(() => page.url()).not.toContain('levelnames');
    await page.context().close();
  });

  test('energies keep the digits that matter beside kT, and a change is announced', async () => {
    const page = await open('&levels=-154.12345678,-154.12245678&unit=hartree');
    expect(await drawn(page)).toMatch(/−154\.12345678 hartree.*−154\.12245678 hartree/);
    await page.getByRole('textbox', { name: 'Temperature, K' }).fill('600');
    await expect.poll(() => page.locator('[aria-live]').last().textContent()).toContain('kʙT = 0.0019 hartree.');
    await page.context().close();
  });

  test('rungs stand at heights in proportion to their energies, and CO says what is not drawn', async () => {
    const page = await open('&levels=0,10,40');
    const heights = await figure(page, 'Particles in a heat bath')
      .locator('path.true')
      .evaluateAll((all) => all.map((path) => path.getBoundingClientRect().top));
    expect((heights[0] - heights[1]) / (heights[0] - heights[2])).toBeCloseTo(0.25, 2);
    await page.getByRole('button', { name: 'A rotating molecule (CO)' }).click();
    expect(await figure(page, 'What the partition function gives').locator('svg').textContent()).toMatch(
      /Z₀ = 108\.79.*C = 1 kʙ/,
    );
    expect(await page.locator('figcaption').first().textContent()).toMatch(
      /\d+ higher levels, which hold 0\.\d+\s% together, are not drawn/,
    );
    await figure(page, 'Particles in a heat bath').getByRole('button', { name: 'Show as table' }).click();
    expect(await figure(page, 'Particles in a heat bath').locator('tbody tr').count()).toBe(41);
    await page.context().close();
  });

  test('on a telephone the table of microstates is whole, and the walk’s label stands clear of its line', async () => {
    for (const language of ['ko', 'en'] as const) {
      const page = await open('', { language, width: 390, height: 844, touch: true });
      const hidden = page.locator('.scroll:has(sup)').evaluate((e) => e.scrollWidth - e.clientWidth);
      expect(await hidden).toBe(0);
      const trace = page.locator('figure', { has: page.locator('path.line-share') }).locator('svg');
      const crossed = trace.first().evaluate((svg) => {
        const label = [...svg.querySelectorAll<SVGTextElement>('text.halo')].at(-1)!.getBBox();
        const path = svg.querySelector<SVGPathElement>('path.line-softmax')!;
        const spanned = Array.from({ length: 200 }, (_, i) => path.getPointAtLength((i / 199) * path.getTotalLength()));
        // The line of text, without the room below its baseline.
        const foot = label.y + label.height * 0.8;
        return spanned.filter((p) => p.x >= label.x && p.x <= label.x + label.width && p.y <= foot).length;
      });
      expect(await crossed).toBe(0);
      await page.context().close();
    }
  });

  test('another unit is said everywhere', async () => {
    const page = await open();
    await page.getByRole('combobox', { name: 'Unit' }).selectOption('cm⁻¹');
    expect(await drawn(page)).toContain('70 cm⁻¹');
    expect(await page.locator('figcaption').first().textContent()).toContain('cm⁻¹');
    await draws(page, populations(systemOf(rungs, [1], 'cm-1'), 300));
    await page.context().close();
  });
});
