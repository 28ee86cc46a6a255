// Adds the service worker to the site, with the list of its files and a version that is their hash: a changed build
// is a new cache, an unchanged one is never fetched again.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

export function offline(): Plugin {
  return {
    name: 'lab-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const hash = createHash('sha256');
        for (const file of Object.values(bundle)) hash.update(file.type === 'chunk' ? file.code : file.source);
        const files = ['./', ...Object.keys(bundle).filter((name) => name !== 'index.html')];
        const worker = await readFile(new URL('../src/service-worker.js', import.meta.url), 'utf8');
        const source = worker
          .replace('__VERSION__', hash.digest('hex').slice(0, 16))
          .replace("'__FILES__'", JSON.stringify([...files, 'icon.svg', 'manifest.webmanifest']));
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}
