// The rules of the house, enforced: who may import whom, what a package exports, and that the library stands alone.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

type Manifest = {
  name: string;
  version: string;
  license: string;
  private?: boolean;
  exports?: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/**
 * The table of rooms in docs/architecture.md: what the files of a room, a path under packages/, may import besides their
 * own room. A file belongs to the longest room that its path begins with; a room that is named includes those inside it.
 */
function roomsOf(text: string): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, first, , last] = line.split('|');
    const room = first?.match(/^ `packages\/([\w/.-]+)`/)?.[1];
    if (room) rooms.set(room, last.match(/`[^`]+`/g)?.map((name) => name.slice(1, -1)) ?? []);
  }
  return rooms;
}

const ROOMS = roomsOf(readFileSync(join(root, 'docs', 'architecture.md'), 'utf8'));
const PACKAGES = readdirSync(join(root, 'packages'));

const isIn = (room: string, path: string) => path === room || path.startsWith(`${room}/`);

/** The room of the library that a path under packages/bridle/src belongs to, '' where the table names none. */
function roomOf(path: string): string {
  const rooms = [...ROOMS.keys()].filter((room) => room.startsWith('bridle/src/')).map((room) => room.slice(11));
  return rooms.filter((room) => isIn(room, path)).reduce((a, b) => (b.length > a.length ? b : a), '');
}

/** What is wrong with one file of the library importing another, both as paths under packages/bridle/src, or null. */
function faultInLibrary(from: string, to: string): string | null {
  const room = roomOf(from);
  if (!room) return `is in a room that the architecture does not name: ${from}`;
  // The index of a room is its table of contents.
  if (from === `${room}/index.ts` && isIn(room, to)) return null;
  const target = roomOf(to);
  const allowed = ROOMS.get(`bridle/src/${room}`) ?? [];
  return target === room || allowed.some((name) => isIn(name, target))
    ? null
    : `${room} may not import ${target || to}`;
}

/** What is wrong with `file` (a path under packages/) importing `specifier`, or null. */
function fault(file: string, specifier: string): string | null {
  const [packageFolder] = file.split('/');
  const allowed = ROOMS.get(packageFolder) ?? [];
  const source = join(root, 'packages', packageFolder, 'src');
  if (specifier.startsWith('.')) {
    const target = resolve(root, 'packages', dirname(file), specifier);
    if (allowed.includes('examples') && target.startsWith(join(root, 'examples') + sep)) return null;
    if (!target.startsWith(source + sep)) return 'leaves its package';
    if (packageFolder !== 'bridle') return null;
    return faultInLibrary(file.slice('bridle/src/'.length), relative(source, target).split(sep).join('/'));
  }
  if (specifier.startsWith('node:')) {
    return ['words', 'bridle', 'sql', 'lab'].includes(packageFolder) ? 'has no Node to import' : null;
  }
  if (specifier.startsWith('virtual:')) return packageFolder === 'lab' ? null : 'has no virtual modules';
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const { dependencies = {}, devDependencies = {} } = manifest(join('packages', packageFolder));
  const bundled = packageFolder === 'lab' ? devDependencies : {};
  if (!(name in dependencies || name in bundled)) return `${name} is not among its dependencies`;
  if (name === 'bridle' || name.startsWith('@bridle/')) {
    if (!allowed.includes(name)) return `may not import ${name}`;
    const subpath = `.${specifier.slice(name.length)}`;
    const folder = name === 'bridle' ? 'bridle' : name.slice('@bridle/'.length);
    return subpath in (manifest(join('packages', folder)).exports ?? {}) ? null : `${specifier} is not exported`;
  }
  return null;
}

/** The sources of a package, as paths under packages/. */
function sources(packageFolder: string): string[] {
  const folder = join(root, 'packages', packageFolder, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js|svelte)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => `${packageFolder}/src/${file.split(sep).join('/')}`);
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, 'packages', file), 'utf8');
  const scripts = file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1])
    : [text];
  return scripts.flatMap((script) => ts.preProcessFile(script, true, true).importedFiles.map((one) => one.fileName));
}

/** The files that a file imports within its package, as paths under packages/. */
function neighbours(file: string): string[] {
  return imports(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolve(root, 'packages', dirname(file), specifier.replace(/\?.*$/, '')))
    .map((path) => (existsSync(path) ? path : `${path}.ts`)) // AssemblyScript leaves the extension out.
    .map((path) => relative(join(root, 'packages'), path).split(sep).join('/'));
}

/** The first circle that the edges close, as a path from a node back to itself, or null. */
function circleIn(nodes: readonly string[], edges: (node: string) => readonly string[]): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, path: string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of edges(node)) {
      const circle = walk(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of nodes) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return null;
}

describe('the import rules', () => {
  test('are those of the table in docs/architecture.md, which names every package and every room of the library', () => {
    const room = (path: string) => ROOMS.get(path);
    expect(PACKAGES.filter((folder) => folder !== 'bridle' && !room(folder))).toEqual([]);
    expect(room('bridle/src/core/arithmetic')).toEqual([]);
    expect(room('bridle/src/learn/tiles')).toContain('runtime');
    expect(room('bridle/src/learn/fit')).not.toContain('runtime');
    expect([...ROOMS.keys()].filter((path) => !existsSync(join(root, 'packages', path)))).toEqual([]);
  });

  test.each(PACKAGES)('hold in every file of %s', (packageFolder) => {
    const files = sources(packageFolder);
    expect(files.length).toBeGreaterThan(0);
    const faults = files.flatMap((file) =>
      imports(file)
        .map((specifier) => [specifier, fault(file, specifier)] as const)
        .filter(([, wrong]) => wrong !== null)
        .map(([specifier, wrong]) => `${file} imports ${specifier}: ${wrong}`),
    );
    expect(faults).toEqual([]);
  });

  test('refuse what they are there to refuse', () => {
    expect(fault('bridle/src/core/softmax.ts', '../learn/fit/fit.ts')).toBe('core may not import learn/fit');
    expect(fault('bridle/src/core/arithmetic/exp.ts', '../arrays/rows.ts')).toMatch(/may not import core\/arrays/);
    expect(fault('bridle/src/learn/fit/fit.ts', '../../boltzmann/levels.ts')).toBe(
      'learn/fit may not import boltzmann',
    );
    expect(fault('bridle/src/learn/fit/fit.ts', '../../runtime/heap.ts')).toBe('learn/fit may not import runtime');
    expect(fault('bridle/src/learn/tiles/tiles.ts', '../../runtime/heap.ts')).toBe(null);
    expect(fault('bridle/src/learn/fit/fit.ts', 'node:fs')).toBe('has no Node to import');
    expect(fault('bridle/src/learn/fit/fit.ts', 'd3-scale')).toBe('d3-scale is not among its dependencies');
    expect(fault('bridle/src/extras/fit.ts', './other.ts')).toMatch(/does not name/);
    expect(fault('pipeline/src/train.ts', '../../bridle/src/index.ts')).toBe('leaves its package');
    expect(fault('pipeline/src/train.ts', 'bridle/core')).toBe('bridle/core is not exported');
    expect(fault('lab/src/main.ts', '../../cli/src/run.ts')).toBe('leaves its package');
    expect(fault('lab/src/main.ts', '@bridle/pipeline')).toBe('@bridle/pipeline is not among its dependencies');
    expect(fault('pipeline/src/train.ts', 'bridle/learn')).toBe(null);
  });

  test.each(PACKAGES)('leave no circle of imports in %s', (packageFolder) => {
    const files = sources(packageFolder);
    const within = new Set(files);
    expect(circleIn(files, (file) => neighbours(file).filter((next) => within.has(next)))).toBe(null);
    // Every import of a source is one of the sources: none was overlooked.
    const scripts = files.flatMap(neighbours).filter((file) => /^\w+\/src\/.*\.(ts|js|svelte)$/.test(file));
    expect(scripts.filter((file) => !within.has(file) && !existsSync(join(root, 'packages', file)))).toEqual([]);
  });

  test('find a circle where there is one', () => {
    const edges: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['b', 'd'], d: [] };
    expect(circleIn(['a', 'd'], (node) => edges[node])).toEqual(['b', 'c', 'b']);
  });
});

describe('bench, tools and scripts', () => {
  test('import files that are there, those of a build by their sources', () => {
    const folders = ['bench', 'bench/peers', 'bench/kernels', 'tools', 'scripts'];
    const files = folders.flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /\.(mjs|ts)$/.test(name))
        .map((name) => join('..', folder, name)),
    );
    const wanted = files.flatMap((file) =>
      neighbours(file).map((path) => path.replace(/^(\w+)\/dist\/(.*?)\.js(\.ts)?$/, '$1/src/$2')),
    );
    expect(wanted.length).toBeGreaterThan(50);
    const there = (path: string) => ['', '.ts', '.js'].some((end) => existsSync(join(root, 'packages', path + end)));
    expect(wanted.filter((path) => !there(path))).toEqual([]);
  });
});

describe('the library', () => {
  test('has no runtime dependencies, and neither have the words', () => {
    expect(manifest('packages/bridle').dependencies ?? {}).toEqual({});
    expect(manifest('packages/words').dependencies ?? {}).toEqual({});
  });

  test("uses its own exponential and logarithm, because the engines' change between versions", () => {
    // Math.log2 and Math.log10 may size a loop or a message; they never reach a result.
    const offenders = sources('bridle').filter((file) =>
      /Math\.(exp|expm1|log|log1p|pow|sinh|cosh|tanh)\(/.test(
        withoutComments(readFileSync(join(root, 'packages', file), 'utf8')),
      ),
    );
    expect(offenders).toEqual([]);
  });

  test('draws no number that no seed decides, in any package', () => {
    // A session on a Spark server needs a name that no other client has; it reaches no result.
    const named = new Set(['spark/src/identifier.ts']);
    const files = PACKAGES.flatMap(sources).filter((file) => !named.has(file));
    const offenders = files.filter((file) =>
      /Math\.random|getRandomValues|randomUUID/.test(
        withoutComments(readFileSync(join(root, 'packages', file), 'utf8')),
      ),
    );
    expect(offenders).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

describe('each package', () => {
  const published = ['words', 'bridle', 'sql', 'spark', 'pipeline', 'cli'];

  test.each(published)('%s: its export map names files that the build makes from sources', (folder) => {
    const { exports = {} } = manifest(join('packages', folder));
    for (const [subpath, target] of Object.entries(exports)) {
      const files = typeof target === 'string' ? [target] : Object.values(target);
      for (const file of files) {
        const source = file.replace(/^\.\/dist\//, './src/').replace(/(\.d\.ts|(\.node)?\.js)$/, '.ts');
        expect(existsSync(join(root, 'packages', folder, source)), `${subpath} → ${source}`).toBe(true);
      }
    }
    expect(Object.keys(exports)).toContain('./package.json');
  });

  test.each(published)('%s: packs its build with the sources of every map, README and licence, no tests', (folder) => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: join(root, 'packages', folder),
      encoding: 'utf8',
    });
    const files: string[] = JSON.parse(stdout)[0].files.map((file: { path: string }) => file.path);
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']));
    expect(files.some((file) => file.startsWith('dist/') && file.endsWith('.js'))).toBe(true);
    expect(files.filter((file) => file.startsWith('test/'))).toEqual([]);
    const maps = files.filter((file) => file.endsWith('.map'));
    expect(maps.filter((file) => file.endsWith('.js.map')).length).toBeGreaterThan(0);
    expect(maps.filter((file) => file.endsWith('.d.ts.map')).length).toBeGreaterThan(0);
    const lost = maps.flatMap((file) => {
      const map: { sources: string[]; sourcesContent?: string[] } = JSON.parse(
        readFileSync(join(root, 'packages', folder, file), 'utf8'),
      );
      // The map of a bundle holds the text of its sources, which lie in other packages too.
      const missing = map.sources.filter((_, i) => !map.sourcesContent?.[i]);
      return missing.map((source) => posix.join(dirname(file), source)).filter((source) => !files.includes(source));
    });
    expect(lost).toEqual([]);
  });

  test('states the MIT licence and one version', () => {
    const all = published.map((folder) => manifest(join('packages', folder)));
    expect(new Set(all.map((one) => `${one.license} ${one.version}`)).size).toBe(1);
    expect(all[0].license).toBe('MIT');
  });

  test('has a reason for every dependency in docs/architecture.md', () => {
    const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
    const all = ['.', ...PACKAGES.map((folder) => join('packages', folder))].flatMap((folder) => {
      const { dependencies = {}, devDependencies = {} } = manifest(folder);
      return Object.keys({ ...dependencies, ...devDependencies });
    });
    const ours = /^(bridle$|@bridle\/|@types\/)/;
    expect(all.filter((name) => !ours.test(name) && !text.includes(`\`${name}\``))).toEqual([]);
  });
});
