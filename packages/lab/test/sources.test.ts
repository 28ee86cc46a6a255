import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
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

describe('the imports of the lab', () => {
  /** What a file imports from this package, types too. A dynamic import counts: its module is loaded all the same. */
  const imports = ({ name, text }: { name: string; text: string }) =>
    [...text.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)]
      .map(([, specifier]) => posix.join(posix.dirname(name), specifier))
      .filter((target) => files.some((file) => file.name === target));
  const graph = new Map(files.map((file) => [file.name, imports(file)]));

  /** The first way from a file back to itself, or null. */
  function cycle(of: ReadonlyMap<string, readonly string[]>): string[] | null {
    const done = new Set<string>();
    const walk = (name: string, path: readonly string[]): string[] | null => {
      if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
      if (done.has(name)) return null;
      for (const next of of.get(name) ?? []) {
        const found = walk(next, [...path, name]);
        if (found) return found;
      }
      done.add(name);
      return null;
    };
    for (const name of of.keys()) {
      const found = walk(name, []);
      if (found) return found;
    }
    return null;
  }

  test('lead in no circle', () => {
    expect([...graph.values()].flat().length).toBeGreaterThan(150);
    expect(graph.get('stops/stops.ts')).toContain('stops/share/stop.ts');
    expect(cycle(graph)).toBeNull();
    // The search finds one where there is one.
    expect(cycle(new Map([...graph, ['state/numbers.ts', ['App.svelte']]]))).not.toBeNull();
  });
});
