// The digits and the logits of the custom elements are files of their own beside the script, fetched when an element that
// shows them is used: a page with one slider does not pay for 1,797 pictures.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { pack } from './pictures.ts';

const example = (path: string) => fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url));

/** By how the import ends: the file beside the script, and its text. */
const beside = [
  {
    end: 'digits.csv',
    file: 'elements-digits.js',
    text: async () =>
      `export const packed = ${JSON.stringify(pack(await readFile(example('digits/digits.csv'), 'utf8')))};\n`,
  },
  {
    end: 'next-words.json',
    file: 'elements-words.js',
    text: async () => `export default ${(await readFile(example('next-word/next-words.json'), 'utf8')).trim()};\n`,
  },
];

export function dataBeside(): Plugin {
  return {
    name: 'lab-data-beside',
    enforce: 'pre',
    // A classic script's import() starts from the script's own address.
    resolveId(source) {
      const found = beside.find(({ end }) => source.endsWith(end));
      return found ? { id: `./${found.file}`, external: true } : null;
    },
    async generateBundle() {
      for (const { file, text } of beside) this.emitFile({ type: 'asset', fileName: file, source: await text() });
    },
  };
}
