// Three builds of the same sources, all into dist/: the site (default), one HTML file that can be mailed
// (--mode single-file), and one script of custom elements for other people's pages, with the data of two stops
// beside it (--mode elements).

import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type UserConfig } from 'vite';
import { dataBeside } from './build/data-beside.ts';
import { denseTraining } from './build/dense-training.ts';
import { formulas } from './build/formulas.ts';
import { numbersOnly } from './build/numbers-only.ts';
import { offline } from './build/offline.ts';
import { oneKernel } from './build/one-kernel.ts';
import { pictures } from './build/pictures.ts';
import { sitePolicy } from './build/policy.ts';
import { singleFile } from './build/single-file.ts';
import { styleInScript } from './build/style-in-script.ts';

const library = (path: string) => fileURLToPath(new URL(`../bridle/src/${path}`, import.meta.url));
const words = fileURLToPath(new URL('../words/src/index.ts', import.meta.url));

/** What each mode adds to what all share. */
const modes: Record<string, UserConfig> = {
  'single-file': {
    plugins: [singleFile()],
    publicDir: false,
    build: { emptyOutDir: false, cssCodeSplit: false, rolldownOptions: { output: { codeSplitting: false } } },
  },
  elements: {
    plugins: [dataBeside(), oneKernel(), numbersOnly(), denseTraining(), styleInScript()],
    publicDir: false,
    build: {
      emptyOutDir: false,
      cssCodeSplit: false,
      lib: { entry: 'src/elements.ts', formats: ['iife'], name: 'BridleElements', fileName: () => 'elements.js' },
    },
  },
};

export default defineConfig(({ mode }) => {
  const special = modes[mode] ?? { plugins: [sitePolicy(), offline()] };
  return {
    ...special,
    base: './',
    plugins: [svelte({ compilerOptions: { runes: true } }), ...(special.plugins ?? []), formulas(), pictures()],
    resolve: {
      alias: [
        { find: /^bridle$/, replacement: library('index.ts') },
        { find: /^bridle\/(learn|boltzmann|sample)$/, replacement: library('$1/index.ts') },
        { find: /^@bridle\/words$/, replacement: words },
      ],
    },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: modes[mode] ? false : { polyfill: false },
      ...special.build,
    },
    // Classic workers: a page opened from a disk may not start a module worker from a blob.
    worker: { format: 'iife' as const },
  };
});
