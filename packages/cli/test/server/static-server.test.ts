import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, serveFolder } from '../../src/server/static-server.ts';

const desk = mkdtempSync(join(tmpdir(), 'bridle-server-'));
const folder = join(desk, 'site');
const policy = "default-src 'none'; script-src 'self'";
let site: Site;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(desk, 'site-two'));
  writeFileSync(join(folder, 'index.html'), '<title>lab</title>');
  writeFileSync(
    join(folder, 'strict.html'),
    `<head><meta http-equiv="Content-Security-Policy" content="${policy}"></head>`,
  );
  utimesSync(join(folder, 'strict.html'), 1e9, 1e9 + 0.5);
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
function ask(path: string, options: { method?: string; host?: string; headers?: Record<string, string> } = {}) {
  const { hostname, port } = new URL(site.address);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, fail) => {
    const headers = { ...options.headers, ...(options.host && { Host: options.host }) };
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
    '/%c0%ae%c0%ae/secret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/index.html/',
    '/assets%2f',
    '/%',
    '/index.html%00.js',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  test.each([
    ...['localhost', 'LOCALHOST', 'Localhost:4173', 'localhost.', 'localhost.:80', 'localhost:'],
    ...['127.0.0.1', '127.0.0.1:8080', '127.1', '[::1]', '[::1]:4173', '[0:0:0:0:0:0:0:1]'],
  ])('answers to %s, a name of this machine', async (host) => {
    expect((await ask('/', { host })).status).toBe(200);
    expect((await ask(`http://${host}/`, { host: 'evil.example' })).status).toBe(200);
  });

  test.each([
    ...['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', 'evil.example:4173', 'localhosts'],
    ...['evil@localhost', 'localhost@evil.example', 'localhost:99999', 'localhost:80:80', 'localhost/x', '10.0.0.1'],
    ...['127.0.0.2', '[::2]', '[::1', '%6cocalhost', 'localhost,evil.example'],
  ])('refuses %s, which may be any machine', async (host) => {
    expect((await ask('/', { host })).status).toBe(403);
  });

  test('takes the host of a whole address before that of the header', async () => {
    expect((await ask('http://evil.example/', { host: 'localhost' })).status).toBe(403);
    expect(await ask('http://localhost/assets/a%20b.js?x', { host: 'localhost' })).toMatchObject({ status: 200 });
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'names its methods to %s',
    async (method) => {
      const { status, headers } = await ask('/', { method });
      expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    },
  );

  test('sends the policy of a page as a header too, with who may frame it', async () => {
    const { headers } = await ask('/strict.html');
    expect(headers['content-security-policy']).toBe(`${policy}; frame-ancestors 'self'`);
    expect((await ask('/missing')).headers['content-security-policy']).toBe("default-src 'none'");
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    for (const path of ['/strict.html', '/assets/a%20b.js', '/missing']) {
      const { date: _, ...get } = (await ask(path)).headers;
      const head = await ask(path, { method: 'HEAD' });
      const { date: __, ...same } = head.headers;
      expect(head.body).toBe('');
      expect(same).toEqual(get);
    }
  });

  test('sends nothing again to a client that has it', async () => {
    const { headers } = await ask('/strict.html');
    const etag = String(headers.etag);
    expect(headers['last-modified']).toBe('Sun, 09 Sep 2001 01:46:40 GMT');
    const status = async (conditions: Record<string, string>) => {
      const { status, headers, body } = await ask('/strict.html', { headers: conditions });
      if (status === 304) expect({ body, etag: headers.etag }).toEqual({ body: '', etag });
      return status;
    };
    const before = 'Sun, 09 Sep 2001 01:46:39 GMT';
    expect(await status({ 'If-None-Match': etag })).toBe(304);
    expect(await status({ 'If-None-Match': `"a,b", ${etag.slice(2)}` })).toBe(304);
    expect(await status({ 'If-None-Match': '*' })).toBe(304);
    expect(await status({ 'If-None-Match': '"other"' })).toBe(200);
    expect(await status({ 'If-Modified-Since': 'Sun, 09 Sep 2001 01:46:40 GMT' })).toBe(304);
    expect(await status({ 'If-Modified-Since': before })).toBe(200);
    expect(await status({ 'If-Modified-Since': 'yesterday' })).toBe(200);
    expect(await status({ 'If-None-Match': '"other"', 'If-Modified-Since': headers['last-modified'] as string })).toBe(
      200,
    );
    expect(await status({ 'If-Match': etag })).toBe(412);
    expect(await status({ 'If-Match': '*' })).toBe(200);
    expect(await status({ 'If-Unmodified-Since': before })).toBe(412);
    expect(await status({ 'If-Unmodified-Since': headers['last-modified'] as string })).toBe(200);
  });

  test('rejects where the port is taken', async () => {
    const port = Number(new URL(site.address).port);
    await expect(serveFolder(folder, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
