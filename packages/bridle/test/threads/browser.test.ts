// Pools in headless Chromium: on a page that is cross-origin isolated they have threads and, at the level reproducible,
// Node's bits; on one that is not they have the same bits without.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../../../scripts/chromium.mjs';
import { type Results, resultsOf } from './page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const html = `<!doctype html><title>bridle/threads</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "bridle": "/src/index.ts", "bridle/threads": "/src/threads/index.ts" } }</script>
<script type="module">
  import { resultsOf } from '/test/threads/page.ts';
  Object.assign(globalThis, { resultsOf });
</script>`;

/** What makes a page cross-origin isolated. */
const isolating = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Serves the sources on loopback, each stripped of its types as it is fetched: /isolated/ and / are pages. */
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const file = join(root, path);
  if (path === '/' || path === '/isolated/') {
    response.writeHead(200, { 'content-type': 'text/html', ...(path !== '/' && isolating) }).end(html);
  } else if (/^\/(src|test\/threads)\/[\w/-]+\.(ts|js)$/.test(path) && existsSync(file)) {
    response
      .writeHead(200, { 'content-type': 'text/javascript', ...isolating })
      .end(stripTypes(readFileSync(file, 'utf8')));
  } else response.writeHead(404).end();
});
let browser: Browser;
let inNode: Results;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found: run npm test once, or name its executable in CHROMIUM');
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  browser = await chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] });
  inNode = await resultsOf('reproducible');
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
});

async function onPage(path: string): Promise<{ isolated: boolean; results: Results }> {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  await page.waitForFunction(() => 'resultsOf' in globalThis, null, { timeout: 20_000 });
  const results = await page.evaluate(() =>
    (globalThis as unknown as { resultsOf: typeof resultsOf }).resultsOf('reproducible'),
  );
  const isolated = await page.evaluate(
    () => (globalThis as unknown as { crossOriginIsolated: boolean }).crossOriginIsolated,
  );
  await page.close();
  return { isolated, results };
}

function stripTypes(code: string): string {
  const { ESNext } = ts.ModuleKind;
  return ts.transpileModule(code, {
    compilerOptions: { module: ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true },
  }).outputText;
}

describe('in Chromium', () => {
  test('a page that is isolated has threads, and the bits of Node', async () => {
    const { isolated, results } = await onPage('/isolated/');
    expect(isolated).toBe(true);
    expect(results).toEqual(inNode);
    expect(results.threads).toBe(2);
    expect(results.closed).toBe('Error: softmax: the pool is closed');
    for (const each of Object.values(results.bits)) expect(new Set(each).size).toBe(1);
  });

  test('a page that is not isolated has one thread, and the same bits', async () => {
    const { isolated, results } = await onPage('/');
    expect(isolated).toBe(false);
    expect(results).toEqual({ ...inNode, threads: 1 });
  });
});
