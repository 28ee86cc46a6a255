// Examples that run: `expression; // → value` lines of a block of code, and a module that reports what each one gave.

import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Shown = { line: string; got: unknown; want: unknown };

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
