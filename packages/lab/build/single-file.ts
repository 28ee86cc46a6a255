// dist/bridle-lab.html: the whole lab in one file that opens from a disk or a mail. The script and the style stand in
// the page, and the policy lets in exactly these two, by their hashes.

import type { Plugin } from 'vite';
import { hashOf, policy, policyTag } from './policy.ts';

export function singleFile(): Plugin {
  return {
    name: 'lab-single-file',
    enforce: 'post',
    // After Vite has put its own last words into the chunks.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        let page = '';
        let script = '';
        let style = '';
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'chunk') script += file.code;
          else if (name.endsWith('.css')) style += String(file.source);
          else if (name.endsWith('.html')) page = String(file.source);
          else continue;
          delete bundle[name];
        }
        // Inside a script element "</script" would end it, and "<!--" would change how it is read.
        const safe = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
        const source = page
          .replace(/\s*<link rel="(stylesheet|icon|manifest)"[^>]*>/g, '')
          .replace(/\s*<script type="module"[^>]*><\/script>/, '')
          .replace('<head>', () => `<head>\n    ${policyTag(policy(hashOf(safe), hashOf(style)))}`)
          .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
          .replace('</body>', () => `  <script type="module">${safe}</script>\n  </body>`);
        this.emitFile({ type: 'asset', fileName: 'bridle-lab.html', source });
      },
    },
  };
}
