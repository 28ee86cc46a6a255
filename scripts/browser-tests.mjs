// Which test files open a browser: those that import playwright-core, themselves or through their helpers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Paths from the root, in alphabetical order. */
export function browserTests(root) {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'test'));
  const known = new Map();
  return [join(root, 'test'), ...folders]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.test.ts') && opensBrowser(file, known))
    .map((file) => relative(root, file).split(sep).join('/'))
    .sort();
}

function opensBrowser(file, known) {
  if (!known.has(file)) {
    known.set(file, false); // a circle of imports ends here
    const text = readFileSync(file, 'utf8');
    const imported = [...text.matchAll(/^(?:import|export) [^;]*?from '([^']+)';$/gm)].map((match) => match[1]);
    const helpers = imported
      .filter((name) => name.startsWith('.'))
      .map((name) => resolve(dirname(file), name))
      .filter((path) => path.includes(`${sep}test${sep}`) && path.endsWith('.ts'));
    known.set(file, imported.includes('playwright-core') || helpers.some((helper) => opensBrowser(helper, known)));
  }
  return known.get(file);
}
