// Examples that run: `expression; // → value` lines of a block of code, and a module that reports what each one gave.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A block of code in a docstring: its file under the folder of sources, and its first line there. */
export type Example = { file: string; line: number; code: string };

export type Shown = { line: string; got: unknown; want: unknown };

/** The ```ts blocks in the docstrings of the sources in a folder. */
export function examplesIn(folder: string): Example[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return sources
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((file) => examplesOf(folder, file));
}

function examplesOf(folder: string, file: string): Example[] {
  const found: Example[] = [];
  let block: string[] | null = null;
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .forEach((text, index) => {
      const inside = /^\s*\* ?(.*)$/.exec(text)?.[1];
      if (inside === '```ts') block = [];
      else if (block && inside === '```') {
        found.push({ file, line: index + 1 - block.length, code: block.join('\n') });
        block = null;
      } else if (block && inside !== undefined) block.push(inside);
    });
  return found;
}

/** The example as a module that exports what its lines gave and what stands after their arrows. */
export function asModule(code: string): string {
  const body = code.replace(/^(\s*)(.+); \/\/ → (.+)$/gm, (_, indent: string, expression: string, value: string) => {
    const want = value.replace(/\b(\w+Array) \[([^[\]]*)\]/g, '$1.of($2)');
    return `${indent}shown.push({ line: ${JSON.stringify(expression)}, got: ${expression}, want: ${want} });`;
  });
  return `export const shown: { line: string; got: unknown; want: unknown }[] = [];\n${body}\n`;
}

/** A new folder for such modules, inside the package so that their imports resolve; the caller removes it. */
export function moduleFolder(): string {
  const parent = fileURLToPath(new URL('../.generated/', import.meta.url));
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'examples-'));
}
