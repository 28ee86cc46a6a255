// The digits of the custom elements are a file of their own beside the script, fetched when an element that shows them
// is used: a page with one slider does not pay for 1,797 pictures.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { pack } from './pictures.ts';

const DATA = 'elements-digits.js';

const table = fileURLToPath(new URL('../../../examples/digits/digits.csv', import.meta.url));

export function dataBeside(): Plugin {
  return {
    name: 'lab-data-beside',
    enforce: 'pre',
    // A classic script's import() starts from the script's own address.
    resolveId: (source) => (source.endsWith('digits.csv') ? { id: `./${DATA}`, external: true } : null),
    async generateBundle() {
      const packed = JSON.stringify(pack(await readFile(table, 'utf8')));
      this.emitFile({ type: 'asset', fileName: DATA, source: `export const packed = ${packed};\n` });
    },
  };
}
