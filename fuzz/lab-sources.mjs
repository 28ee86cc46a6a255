// Imports the lab's TypeScript sources, which no build leaves as modules: a hook compiles each file when it is imported.

import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

let hooked = false;

/** Imports a file of packages/lab/src. */
export function importLab(path) {
  if (!hooked) register(import.meta.url);
  hooked = true;
  return import(new URL(`../packages/lab/src/${path}`, import.meta.url).href);
}

/** The hook, which Node calls in a thread of its own. */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { default: ts } = await import('typescript');
  const { outputText } = ts.transpileModule(await readFile(fileURLToPath(url), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true },
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}
