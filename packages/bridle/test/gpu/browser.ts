// A page of headless Chromium with the library in it, for tests of the GPU: its software adapter stands in for a GPU
// everywhere. The sources are served on loopback (a secure context, as WebGPU asks for), each stripped of its types as
// it is fetched.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import ts from 'typescript';
import { findChromium } from '../../../../scripts/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const html = `<!doctype html><title>bridle/gpu</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "bridle": "/src/index.ts", "bridle/gpu": "/src/gpu/index.ts" } }</script>
<script type="module">
  import * as bridle from 'bridle';
  import { openGpu } from 'bridle/gpu';
  import * as page from '/test/gpu/page.ts';
  Object.assign(globalThis, { bridle, openGpu, page, isReady: true });
</script>`;

export type GpuPage = {
  page: Page;
  /** Serves a module at this path; its types are stripped. */
  serve: (path: string, code: string) => void;
  close: () => Promise<void>;
};

/** `withGpu: false` opens a browser that has no WebGPU adapter. */
export async function openPage({ withGpu = true } = {}): Promise<GpuPage> {
  const extra = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(root, path);
    const code =
      extra.get(path) ??
      (/^\/(src|test\/gpu)\/[\w/.-]+\.[jt]s$/.test(path) && existsSync(file) && readFileSync(file, 'utf8'));
    if (path === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    else if (code) response.writeHead(200, { 'content-type': 'text/javascript' }).end(stripTypes(code));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found: run npm test once, or name its executable in CHROMIUM');
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const adapter = withGpu
    ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']
    : ['--disable-gpu', '--disable-software-rasterizer'];
  const browser = await chromium.launch({ executablePath, args: [...sandbox, ...adapter] });
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  try {
    await page.waitForFunction(() => 'isReady' in globalThis, null, { timeout: 20_000 });
  } catch (error) {
    throw new Error(`the page did not load: ${problems.join('; ') || error}`);
  }
  return {
    page,
    serve: (path, code) => extra.set(path, code),
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function stripTypes(code: string): string {
  const { ESNext } = ts.ModuleKind;
  return ts.transpileModule(code, {
    compilerOptions: { module: ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true },
  }).outputText;
}
