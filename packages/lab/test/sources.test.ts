import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte|js)$/.test(name))
  .map((name) => ({ name, text: readFileSync(`${src}${name}`, 'utf8') }));

describe('the sources of the lab', () => {
  test('are found', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test.each(files)('$name computes no exponential, logarithm or chance of its own', ({ text }) => {
    expect(text).not.toMatch(/Math\.(exp|expm1|log|log1p|log2|log10|pow|sinh|cosh|tanh|random)\b/);
  });

  test.each(files)('$name writes markup nowhere but in Formula.svelte, and evaluates no text', ({ name, text }) => {
    expect(text).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
    if (name !== 'ui/Formula.svelte') expect(text).not.toContain('{@html');
  });

  test.each(files)('$name asks nothing of anyone and styles by no attribute', ({ name, text }) => {
    if (name !== 'service-worker.js')
      expect(text).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage/);
    expect(text).not.toMatch(/<[^>]*\sstyle="/);
  });

  test.each(files.filter(({ name }) => name.startsWith('strings/') === false))(
    '$name holds no Korean: words are in the catalogues',
    ({ text, name }) => {
      // The name of the language is in that language wherever one stands.
      const code = text.replaceAll(/\/\/.*|<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, '').replace('한국어', '');
      expect(code, name).not.toMatch(/\p{Script=Hangul}/u);
    },
  );
});
