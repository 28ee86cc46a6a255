// A folder as a site for this machine's own browser: bound to loopback, GET and HEAD only, nothing outside the folder
// (dots and links included), and only for a Host that names this machine, so that a page from elsewhere cannot reach it
// by rebinding its own name (DNS rebinding). COOP and COEP give the page threads and shared memory.

import { type FileHandle, open, realpath } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { statusFor, versionOf } from './conditional.ts';
import { isLocalHost } from './local-host.ts';

const LOOPBACK = '127.0.0.1';
const METHODS = ['GET', 'HEAD'];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

export type Site = { address: string; close: () => Promise<void> };

/** Serves the folder on the port, 0 for any that is free; rejects as Node does where the port is taken. */
export async function serveFolder(folder: string, port: number): Promise<Site> {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
  await listen(server, port);
  return {
    address: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, LOOPBACK, () => {
      server.off('error', fail);
      done();
    });
  });
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const { method = '', headers } = request;
  const { host, path } = targetOf(request);
  if (!isLocalHost(host)) return refuse(response, 403);
  if (!METHODS.includes(method)) return refuse(response.setHeader('Allow', METHODS.join(', ')), 405);
  const file = await fileOf(root, path);
  if (!file) return refuse(response, 404);
  const handle = await open(file);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) return refuse(response, 404);
    const version = versionOf(facts);
    response.setHeader('ETag', version.tag).setHeader('Last-Modified', version.date.toUTCString());
    const policy = extname(file) === '.html' ? await policyOf(handle) : undefined;
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
    const status = statusFor(headers, version);
    if (status === 412) return refuse(response, 412);
    response.statusCode = status;
    if (status === 304) return void response.end();
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    response.setHeader('Content-Length', facts.size);
    if (method === 'HEAD') response.end();
    else await pipeline(handle.createReadStream({ start: 0, autoClose: false }), response);
  } finally {
    await handle.close();
  }
}

/** The host and the path that a request is for; the whole address in the first line counts more than the Host header. */
function targetOf({ url = '/', headers }: IncomingMessage): { host: string | undefined; path: string } {
  const whole = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url);
  const [host, target] = whole ? [whole[1], whole[2]] : [headers.host, url];
  return { host, path: target.split(/[?#]/)[0] || '/' };
}

/** The real path of the file that a path names, if it lies in the folder. */
async function fileOf(root: string, encoded: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent(encoded);
    if (path.includes('\0')) return undefined;
    const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(root + sep) ? file : undefined;
  } catch {
    return undefined; // no such file, or a path that is not valid UTF-8
  }
}

/** The policy in a page's meta tag, with what a tag cannot say: which pages may frame this one. */
async function policyOf(handle: FileHandle): Promise<string | undefined> {
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(4096), position: 0 });
  const head = buffer.toString('utf8', 0, bytesRead);
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"\r\n]*)">/.exec(head)?.[1];
  return policy === undefined ? undefined : `${policy}; frame-ancestors 'self'`;
}

function refuse(response: ServerResponse, status: number): void {
  const body = `${status}\n`;
  const type = { 'Content-Type': 'text/plain', 'Content-Length': body.length };
  response.writeHead(status, { ...type, 'Content-Security-Policy': "default-src 'none'" }).end(body);
}
