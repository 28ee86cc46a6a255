import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, serveFolder } from '../../src/server/static-server.ts';

const desk = mkdtempSync(join(tmpdir(), 'bridle-server-'));
const folder = join(desk, 'site');
let site: Site;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(desk, 'site-two'));
  writeFileSync(join(folder, 'index.html'), '<title>lab</title>');
  writeFileSync(join(folder, 'assets', 'a b.js'), 'export {};');
  writeFileSync(join(desk, 'secret.txt'), 'secret');
  writeFileSync(join(desk, 'site-two', 'secret.txt'), 'secret');
  symlinkSync(join(desk, 'secret.txt'), join(folder, 'link.txt'));
  site = await serveFolder(folder, 0);
});
afterAll(async () => {
  await site.close();
  rmSync(desk, { recursive: true });
});

/** A request whose path is sent as it is, which fetch would tidy up first. */
function ask(path: string, options: { method?: string; host?: string } = {}) {
  const { hostname, port } = new URL(site.address);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, fail) => {
    const headers = options.host ? { Host: options.host } : {};
    request({ hostname, port, path, method: options.method ?? 'GET', headers }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', fail)
      .end();
  });
}

describe('serveFolder', () => {
  test('listens on loopback only', () => {
    expect(new URL(site.address).hostname).toBe('127.0.0.1');
  });

  test('gives the files of the folder with their types, the index for the folder itself', async () => {
    expect(await ask('/?stop=share')).toMatchObject({ status: 200, body: '<title>lab</title>' });
    const script = await ask('/assets/a%20b.js');
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  test('sends what threads need', async () => {
    const { headers } = await ask('/');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/../site-two/secret.txt',
    '/link.txt',
    '/assets',
    '/missing',
    '/%00',
    '/%',
    '/index.html%00.js',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  test('answers to the names of this machine only', async () => {
    expect((await ask('/', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('/', { host: '127.0.0.1.evil.example' })).status).toBe(403);
    expect((await ask('/', { host: 'localhost:4173' })).status).toBe(200);
  });

  test('takes GET and HEAD only', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405);
  });

  test('rejects where the port is taken', async () => {
    const port = Number(new URL(site.address).port);
    await expect(serveFolder(folder, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
