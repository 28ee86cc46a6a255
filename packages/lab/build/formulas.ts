// Formulas are .tex files; importing one gives its MathML, made here by Temml, so that no TeX reaches the browser.
// Style attributes are dropped: the content security policy would refuse them, and base.css says the same.

import { readFile } from 'node:fs/promises';
import temml from 'temml';
import type { Plugin } from 'vite';

export function formulas(): Plugin {
  return {
    name: 'lab-formulas',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.tex')) return null;
      const tex = (await readFile(id, 'utf8')).trim();
      const html = temml.renderToString(tex, { displayMode: true, throwOnError: true });
      return `export const mathml = ${JSON.stringify(html.replace(/ style="[^"]*"/g, ''))};`;
    },
  };
}
