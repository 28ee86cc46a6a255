// Seeds from the example tables, cut to a few lines: a small file reaches the same code.

import { readFileSync } from 'node:fs';

/** The first lines of a file of `examples`. */
export function example(path, lines) {
  const text = readFileSync(new URL(`../examples/${path}`, import.meta.url), 'utf8');
  return lines === undefined ? text : `${text.split('\n').slice(0, lines).join('\n')}\n`;
}

/** A file of `examples` as it is. */
export function exampleBytes(path) {
  return readFileSync(new URL(`../examples/${path}`, import.meta.url));
}

export function buffers(...texts) {
  return texts.map((text) => Buffer.from(text));
}
