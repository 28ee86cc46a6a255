// Makes the pictures of the lab that the READMEs show, docs/images/lab.png and lab.ko.png, from the lab in one file as
// `npm run build` left it: `node scripts/pictures.mjs`. The machine needs a font with Hangul.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lab = join(root, 'packages/lab/dist/bridle-lab.html');
const folder = join(root, 'docs/images');

const executablePath = findChromium();
if (!existsSync(lab)) throw new Error(`${lab} is not there; run npm run build first.`);
if (!executablePath) throw new Error('No Chromium was found. Install it, or name its path in CHROMIUM.');

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const [language, name] of [
    ['en', 'lab.png'],
    ['ko', 'lab.ko.png'],
  ]) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 920 }, colorScheme: 'light' });
    await page.goto(`${pathToFileURL(lab).href}?stop=share&ask=0&lang=${language}`);
    await page.locator('article figure svg').first().waitFor();
    await page.screenshot({ path: join(folder, name) });
    await page.close();
  }
} finally {
  await browser.close();
}
