// A page of headless Chromium with the library's sources in it, served on loopback, each stripped of its types as it is
// fetched: for what must hold in a browser as it does here.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import ts from 'typescript';
import { findChromium } from '../../../../scripts/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a module of the tests' (a path such as /test/accelerated/page.ts) in a page, and gives what it sets `globalThis.result`
 * to, with what the page complained of. `policy` is sent as the page's Content-Security-Policy.
 */
export async function runInPage(module: string, policy = ''): Promise<{ result: unknown; complaints: string[] }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
      const html = `<!doctype html><title>bridle</title><link rel="icon" href="data:,"><script type="module" src="${module}"></script>`;
      response.writeHead(200, headers).end(html);
      return;
    }
    const file = join(root, path);
    if (!/^\/(src|test)\/[\w/-]+\.[jt]s$/.test(path) || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/javascript' }).end(stripTypes(readFileSync(file, 'utf8')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found: run npm test once, or name its executable in CHROMIUM');
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: sandbox });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page
      .waitForFunction(() => 'result' in globalThis, null, { timeout: 30_000 })
      .catch(() => {
        throw new Error(`the page gave no result: ${complaints.join('; ')}`);
      });
    return { result: await page.evaluate(() => (globalThis as { result?: unknown }).result), complaints };
  } finally {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

function stripTypes(code: string): string {
  return ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true },
  }).outputText;
}
