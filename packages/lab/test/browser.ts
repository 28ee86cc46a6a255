// The lab in a real browser, for tests: builds it when its sources changed, serves it on loopback, and opens pages
// by language, theme and size. What a page complains of, and every request to anywhere else, is kept as a problem.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

export type PageOptions = {
  language?: 'ko' | 'en';
  dark?: boolean;
  width?: number;
  height?: number;
  reducedMotion?: boolean;
  /** Whether the service worker may take over; tests of anything else are quicker without. */
  worker?: boolean;
  touch?: boolean;
  /** Whether questions hide their figures, as a reader first finds them; other tests begin with all of them skipped. */
  ask?: boolean;
  /** Problems that this page is meant to have. */
  expected?: RegExp;
};

export type Lab = {
  origin: string;
  /** The address of the lab in one file, on the disk. */
  singleFile: string;
  /** Opens the site with a query such as `?stop=share`, or any absolute address, when it is ready. */
  open: (query?: string, options?: PageOptions) => Promise<Page>;
  context: (options?: PageOptions) => Promise<BrowserContext>;
  /** What went wrong in the pages so far; reading it empties it. */
  problems: () => string[];
  /** Serves another page at this path of the same origin. */
  serve: (path: string, html: string) => void;
  close: () => Promise<void>;
};

export async function startLab(): Promise<Lab> {
  const site = build();
  const extra = new Map<string, string>();
  const server = await serveFolder(site, extra);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  let problems: string[] = [];

  const context: Lab['context'] = async (options = {}) => {
    const made = await browser.newContext({
      locale: options.language === 'ko' ? 'ko-KR' : 'en-GB',
      colorScheme: options.dark ? 'dark' : 'light',
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      serviceWorkers: options.worker ? 'allow' : 'block',
      hasTouch: options.touch ?? false,
    });
    const report = (text: string) => {
      if (!options.expected?.test(text)) problems.push(text);
    };
    made.on('console', (message) => {
      const playwrights = /^Service Worker registration blocked by Playwright/.test(message.text());
      if (!playwrights && /error|warning/.test(message.type())) report(`console: ${message.text()}`);
    });
    made.on('weberror', (error) => report(`error: ${error.error().message}`));
    made.on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob|file):/.test(url) && !url.startsWith(origin)) report(`request: ${url}`);
    });
    return made;
  };

  const open: Lab['open'] = async (query = '', options = {}) => {
    const page = await (await context(options)).newPage();
    const address = new URL(query, `${origin}/`);
    if (!options.ask && address.search !== '') address.search += '&ask=0';
    await page.goto(address.href);
    await ready(page);
    return page;
  };

  return {
    origin,
    singleFile: pathToFileURL(join(site, 'bridle-lab.html')).href,
    open,
    context,
    problems: () => {
      const found = problems;
      problems = [];
      return found;
    },
    serve: (path, html) => extra.set(path, html),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * The query once the page has written its state there. The page's own clock is waited for: its timers run in order,
 * and where it is busy the one that writes the URL is late.
 */
export async function settledQuery(page: Page): Promise<string> {
  return settled(page, async () => new URL(page.url()).search.replace('&ask=0', ''));
}

/** What the stop shows in words, once it stands still: a busy machine may still be drawing. */
export async function settledText(page: Page): Promise<string | null> {
  return settled(page, () => page.locator('article').textContent());
}

/** What is read, once it has been the same for 300 ms; after ten seconds whatever it is then. */
async function settled<T>(page: Page, read: () => Promise<T>): Promise<T> {
  let value = await read();
  for (let same = 0, left = 100; same < 3 && left > 0; left -= 1) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    const next = await read();
    same = next === value ? same + 1 : 0;
    value = next;
  }
  return value;
}

/** Waits until the stop (or the teachers' page) stands, and what it computes in the background is done. */
export async function ready(page: Page): Promise<void> {
  await page
    .locator('article figure svg, article form.question, main :is(section[aria-labelledby], .begin, dl, .given)')
    .first()
    .waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
}

/** Another address of the page without loading it, as the browser's back and forward do. */
export async function visit(page: Page, query: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `${query}&ask=0`);
  await ready(page);
}

/**
 * What axe finds by day, by all its rules, and by night and in forced colours, where only the colours are others: empty
 * where all is well.
 */
export async function axe(page: Page): Promise<string[]> {
  const found: string[] = [];
  // Figures out of sight are not drawn, and axe would not see their colours.
  await page.locator('.stage').evaluateAll((stages) => {
    for (const stage of stages) (stage as HTMLElement).style.contentVisibility = 'visible';
  });
  for (const look of ['light', 'dark', 'forced'] as const) {
    const colorScheme = look === 'light' ? 'light' : 'dark';
    const forcedColors = look === 'forced' ? 'active' : 'none';
    await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
    // In one go: the usual mode opens a page for each result, to join those of frames, which there are none of.
    const builder = new AxeBuilder({ page }).setLegacyMode();
    if (look !== 'light') builder.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await builder.analyze();
    for (const { id, nodes } of violations) found.push(`${look}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
  return found;
}

function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Install it, or name its path in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
}

const HOUR = 3_600_000;

/**
 * The folder of the site built from the sources as they are, one for each version of them, so that a run that changes
 * nothing builds nothing. Test files run at once: the first one builds and the others wait.
 */
function build(): string {
  const digest = sources();
  const out = join(root, 'out');
  const site = join(out, digest.slice(0, 16));
  const done = join(site, 'built');
  mkdirSync(out, { recursive: true });
  const deadline = Date.now() + 120_000;
  while (!existsSync(done)) {
    try {
      mkdirSync(`${site}.lock`);
    } catch {
      if (Date.now() > deadline) throw new Error(`The lab is being built elsewhere for too long; remove ${site}.lock.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      continue;
    }
    try {
      if (existsSync(done)) break;
      for (const mode of ['production', 'single-file', 'elements']) runVite(mode, site);
      writeFileSync(done, digest);
    } finally {
      rmSync(`${site}.lock`, { recursive: true, force: true });
    }
  }
  for (const name of readdirSync(out)) {
    const old = Date.now() - (statSync(join(out, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > HOUR;
    if (old && join(out, name) !== site) rmSync(join(out, name), { recursive: true, force: true });
  }
  return site;
}

function runVite(mode: string, folder: string): void {
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--mode', mode, '--outDir', folder, '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The lab could not be built (${mode}):\n${stdout}${stderr}`);
}

function sources(): string {
  const hash = createHash('sha256');
  const files = ['src', 'build', 'public', '../bridle/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  const others = [
    'index.html',
    'vite.config.ts',
    '../../examples/digits/digits.csv',
    '../../examples/next-word/next-words.json',
  ].map((name) => join(root, name));
  for (const file of [...files.sort(), ...others]) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

async function serveFolder(folder: string, extra: Map<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://lab').pathname);
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    const given = extra.get(path);
    if (given !== undefined) {
      response.writeHead(200, { 'content-type': types['.html'] }).end(given);
    } else if (file.startsWith(folder) && existsSync(file) && statSync(file).isFile()) {
      response
        .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
        .end(readFileSync(file));
    } else {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
