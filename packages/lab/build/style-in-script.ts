// The script of custom elements carries its own style: the text of the built CSS goes where elements.ts has
// the placeholder, and each element adopts it in its shadow root.

import type { Plugin } from 'vite';

// In whatever quotes the minifier leaves it.
const PLACEHOLDER = /(["'`])__LAB_STYLE__\1/;

export function styleInScript(): Plugin {
  return {
    name: 'lab-style-in-script',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        let style = '';
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type !== 'asset' || !name.endsWith('.css')) continue;
          style += String(file.source);
          delete bundle[name];
        }
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') file.code = file.code.replace(PLACEHOLDER, () => JSON.stringify(style));
        }
      },
    },
  };
}
