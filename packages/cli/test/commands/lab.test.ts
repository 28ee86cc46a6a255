// bridle lab through the real bin, with the site that npm test builds, in a real browser.

import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { findChromium } from '../../../../scripts/chromium.mjs';
import { startBridle } from '../helpers/bin.ts';

const running: ReturnType<typeof startBridle>[] = [];
afterEach(() => {
  for (const process of running.splice(0)) process.kill('SIGKILL');
});

/** Starts the command; gives the address that it says. */
async function start(...args: string[]) {
  const process = startBridle(['lab', '--no-open', ...args]);
  running.push(process);
  const [first] = await once(process.stdout, 'data');
  return { process, address: String(first).trim() };
}

describe('bridle lab', () => {
  test('says an address on this machine, where the lab runs with what threads need', async () => {
    const { address } = await start('--port', '0');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const browser = await chromium.launch({
      executablePath: findChromium() ?? '',
      args: ['--no-sandbox', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage({ locale: 'en-GB' });
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('requestfailed', (request) => problems.push(request.url()));
      await page.goto(`${address}?stop=share&ask=0`);
      await page.locator('svg').first().waitFor();
      expect(await page.title()).toContain('Bridle');
      expect(await page.evaluate('crossOriginIsolated')).toBe(true);
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('ends well by Ctrl-C', async () => {
    const { process } = await start('--port', '0');
    process.kill('SIGINT');
    expect(await once(process, 'exit')).toEqual([0, null]);
  });

  test('refuses a port that is taken, by its number', async () => {
    const { address } = await start('--port', '0');
    const { port } = new URL(address);
    const second = startBridle(['lab', '--no-open', '--port', port]);
    let said = '';
    second.stderr.on('data', (part) => {
      said += part;
    });
    expect(await once(second, 'close')).toEqual([2, null]);
    expect(said).toContain(`port ${port} is in use; choose another with --port`);
    expect(said.trim().split('\n').length).toBe(1);
  });
});
