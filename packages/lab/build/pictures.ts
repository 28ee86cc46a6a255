// The handwritten digits are a table of 64 pixels from 0 to 16 and a digit. Importing it gives one string, made here: a
// letter for each pixel, then the digit, picture after picture; less than half of the table, and a third of that zipped.

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** One letter for each value of a pixel; a dot is an empty one. */
const LETTERS = '.abcdefghijklmnop';
const PIXELS = 64;

/** The table's text packed; what is not such a table is refused, so that the build fails and not the page. */
export function pack(csv: string): string {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines
    .map((line, i) => {
      const cells = line.split(',').map(Number);
      const digit = cells[PIXELS];
      const pixels = cells.slice(0, PIXELS).map((v) => LETTERS[v]);
      const right = cells.length === PIXELS + 1 && digit >= 0 && digit <= 9 && !pixels.includes(undefined as never);
      if (!right) throw new Error(`The digits' table is not 64 pixels from 0 to 16 and a digit in line ${i + 2}.`);
      return pixels.join('') + digit;
    })
    .join('');
}

export function pictures(): Plugin {
  return {
    name: 'lab-pictures',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('digits.csv')) return null;
      return `export const packed = ${JSON.stringify(pack(await readFile(id, 'utf8')))};`;
    },
  };
}
