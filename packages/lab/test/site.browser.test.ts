import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { softmax } from 'bridle';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { actions } from '../src/actions.ts';
import { parseState, writeState } from '../src/state/properties.ts';
import { stopIds } from '../src/stops/stop-ids.ts';
import { pages } from '../src/strings/en/pages.ts';
import { stops as en, inRow } from '../src/strings/en/stops.ts';
import { probability } from '../src/ui/format.ts';
import { axe, type Lab, ready, settledQuery, startLab } from './browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => expect(lab.problems()).toEqual([]));
afterAll(() => lab.close());

describe('the site', () => {
  test('loads at most 150 kB, gzipped, before the first stop can be used', async () => {
    const page = await (await lab.context()).newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => bodies.push(response.body()));
    await page.goto(`${lab.origin}/?stop=energy`);
    await ready(page);
    await page.waitForLoadState('networkidle');
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    console.info(`initial load: ${bytes} bytes, gzipped`);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(150_000);
    await page.context().close();
  });

  test('the script of the elements is at most 220 kB, gzipped, and the single file at most 1.5 MB', async () => {
    const page = await (await lab.context()).newPage();
    const elements = await (await page.request.get(`${lab.origin}/elements.js`)).body();
    const single = readFileSync(fileURLToPath(lab.singleFile)).length;
    console.info(`elements.js: ${gzipSync(elements).length} bytes, gzipped; bridle-lab.html: ${single} bytes`);
    expect(gzipSync(elements).length).toBeLessThan(220_000);
    expect(single).toBeLessThan(1_500_000);
    await page.context().close();
  });

  test('speaks the language of the browser until another is chosen, and keeps that in the link', async () => {
    const page = await lab.open('', { language: 'ko' });
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.waitForURL(/lang=en/);
    await page.reload();
    await ready(page);
    expect(await page.locator('h1').textContent()).toBe(pages.startTitle);
    await page.context().close();
  });

  test('goes from stop to stop by its links, takes the focus along, and comes back', async () => {
    const page = await lab.open('?lang=en', { language: 'ko' });
    for (const stop of stopIds) {
      await page.getByRole('navigation').getByRole('link', { name: inRow[stop] }).click();
      await ready(page);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await page.locator('h1').textContent()).toBe(en[stop]);
      expect(await page.title()).toBe(`${en[stop]} · Bridle`);
      expect(new URL(page.url()).searchParams.get('stop')).toBe(stop);
    }
    for (const stop of [...stopIds.slice(0, -1)].reverse()) {
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: en[stop] }).waitFor();
    }
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: pages.startTitle }).waitFor();
    expect(page.url()).toContain('lang=en');
    await page.context().close();
  });

  test('a URL made by hand or by a newer lab shows the beginning, and says what it could not use', async () => {
    const nowhere = await lab.open('?stop=nowhere&page=9&lang=fr&__proto__=1&newer=2', { language: 'en' });
    expect(await nowhere.locator('h1').textContent()).toBe(en[stopIds[0]]);
    expect(await nowhere.getByRole('alert').locator('p').allTextContents()).toEqual(
      ['page', 'stop', 'lang'].map((key) => expect.stringContaining(`cannot be used for ${key}`)),
    );
    await nowhere.context().close();
    const many = await lab.open(`?stop=share&scores=${new Array(51).fill(1).join()}`, { language: 'ko' });
    expect(await many.getByRole('alert').textContent()).toBe(
      '링크의 scores에는 숫자를 50개까지 적을 수 있습니다(지금 51개). 그래서 처음 값으로 열었습니다.',
    );
    expect(await axe(many)).toEqual([]);
    await many.context().close();
    const page = await lab.open('?stop=share&scores=1,x&temperature=-5&lock=__proto__&names=,,', { language: 'en' });
    expect(await page.locator('figure svg').first().textContent()).toContain(probability(softmax([1, 1, 3])[2]));
    await page.context().close();
  });

  test('names with markup stay text', async () => {
    const name = '<img src=x onerror="document.title=1">';
    for (const stop of ['definition', 'share']) {
      const page = await lab.open(`?stop=${stop}&names=${encodeURIComponent(name)}`, { language: 'ko' });
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('input.name').first().inputValue()).toBe(name);
      expect(await page.title()).toContain('Bridle');
      await page.context().close();
    }
  });

  test('its policy refuses a script that was put in', async () => {
    const page = await lab.open('', { expected: /Content Security Policy/ });
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      return 'injected' in globalThis;
    });
    expect(ran).toBe(false);
    await page.context().close();
  });

  test('works without a network after the first visit, at every stop', async () => {
    const page = await lab.open('', { worker: true, language: 'en' });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.context().setOffline(true);
    for (const stop of stopIds) {
      await page.goto(`${lab.origin}/?stop=${stop}`);
      await ready(page);
      expect(await page.locator('h1').textContent()).toBe(en[stop]);
    }
    await page.context().close();
  });
});

describe.concurrent('the start page', () => {
  test.each(['ko', 'en'] as const)('in %s axe finds nothing, nor in the glossary', async (language) => {
    const page = await lab.open('', { language });
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: { ko: '용어집', en: 'Glossary' }[language] }).click();
    await page.locator('dl').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });

  test.each(actions)('$id: one click leads to the figure, with its question above it', async ({ id, figure, stop }) => {
    const page = await lab.open('', { language: 'en', ask: true, reducedMotion: true });
    await page.getByRole('link', { name: pages.actions[id].title }).click();
    await page.getByRole('heading', { level: 1, name: en[stop] }).waitFor();
    const frame = page.locator(`#${figure}`);
    await frame.locator('form.question').waitFor();
    await expect.poll(async () => Math.abs((await frame.boundingBox())!.y), { timeout: 10_000 }).toBeLessThan(500);
    await frame.getByRole('button', { name: 'Skip' }).click();
    await frame.locator('figure svg').waitFor();
    await page.context().close();
  });

  test('after the last stop there is a way on, back to it too', async () => {
    const page = await lab.open(`?stop=${stopIds[stopIds.length - 1]}`, { language: 'en' });
    await page
      .getByRole('region', { name: pages.onwardTitle })
      .getByRole('link', { name: /start page/ })
      .click();
    await page.getByRole('heading', { level: 1, name: pages.startTitle }).waitFor();
    await page.context().close();
  });
});

describe.concurrent('the single file', () => {
  test('opens from a disk, at every stop, and keeps its state in the address', async () => {
    for (const stop of stopIds) {
      const page = await lab.open(`${lab.singleFile}?stop=${stop}`, { language: 'en' });
      expect(await page.locator('h1').textContent()).toBe(en[stop]);
      await page.getByRole('button', { name: '한국어' }).click();
      await page.waitForURL(/lang=ko/);
      await page.context().close();
    }
  });

  test('names no other file, and its policy lets in its own script and style only', async () => {
    const page = await (await lab.context({ expected: /Content Security Policy/ })).newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(lab.singleFile);
    await ready(page);
    expect(requests).toEqual([lab.singleFile]);
    const policy = await page.locator('meta[http-equiv]').getAttribute('content');
    expect(policy).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      return 'injected' in globalThis;
    });
    expect(ran).toBe(false);
    await page.context().close();
  });
});

describe.concurrent('the teachers’ page', () => {
  test.each(['ko', 'en'] as const)(
    'in %s has every question with its answer, and axe finds nothing',
    async (language) => {
      const page = await lab.open('?page=teachers', { language });
      expect(await page.locator('main section[aria-labelledby^="questions-"]').count()).toBe(stopIds.length);
      expect(await page.locator('main').textContent()).not.toMatch(/undefined|null|\[object/);
      expect(await axe(page)).toEqual([]);
      await page.context().close();
    },
  );

  test('the worksheet has the same questions, and none of the answers', async () => {
    const page = await lab.open('?page=teachers', { language: 'en' });
    const asked = await page.locator('.ask').allTextContents();
    const answers = await page.locator('main strong').allTextContents();
    expect(answers).toHaveLength(asked.length);
    await page.getByRole('link', { name: pages.sheetTitle }).click();
    await page.getByRole('heading', { level: 1, name: pages.sheetTitle }).waitFor();
    expect(await page.locator('.ask').allTextContents()).toEqual(asked);
    expect(await page.locator('main strong').count()).toBe(0);
    expect(await page.locator('main').textContent()).not.toContain('Answer');
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });

  test('each link opens the lab in the state that shows the answer', async () => {
    const page = await lab.open('?page=teachers', { language: 'en' });
    const links = await page
      .getByRole('link', { name: 'Show it in the lab' })
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThanOrEqual(stopIds.length);
    for (const link of links) {
      // Nothing in it is refused: what is read from it is written back as the same address.
      const { search } = new URL(link);
      expect(writeState(parseState(search))).toBe(search.slice(1));
    }
    for (const stop of stopIds) {
      const link = links.find((address) => parseState(new URL(address).search).stop === stop)!;
      await page.goto(link);
      await ready(page);
      expect(await settledQuery(page)).toBe(new URL(link).search.replace('&ask=0', ''));
    }
    await page.context().close();
  });

  test('its code for other pages is right: the frame and the element both show the stop', async () => {
    const page = await lab.open('?page=teachers', { language: 'en' });
    const code = await page.locator('main pre').textContent();
    lab.serve('/own.html', `<!doctype html><html lang="en"><head><title>own</title></head><body>${code}</body></html>`);
    await page.goto(`${lab.origin}/own.html`);
    await page.locator('bridle-share figure svg').first().waitFor();
    await page.frameLocator('iframe').locator('figure svg').first().waitFor();
    expect(await page.locator('bridle-share').getByRole('slider', { name: 'Temperature T' }).isDisabled()).toBe(true);
    await page.context().close();
  });
});
