// The rules of the house, enforced: who may import whom, what a package exports, and that the library stands alone.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
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

/** Which rooms of the library a room may import, besides itself. The root index is the table of contents. */
const LIBRARY: Record<string, string[]> = {
  core: [],
  // AssemblyScript; what is built from it lies in kernels/built.
  kernels: [],
  runtime: ['core', 'kernels'],
  accelerated: ['core', 'runtime', 'kernels'],
  gpu: ['core'],
  threads: ['core', 'runtime', 'accelerated'],
  sample: ['core'],
  boltzmann: ['core'],
  learn: ['core', 'runtime', 'kernels'],
  index: ['core', 'runtime', 'accelerated'],
  reference: ['core'],
};

/** Which of our packages a package may import by name. */
const PACKAGES: Record<string, string[]> = {
  bridle: [],
  pipeline: ['bridle'],
  cli: ['bridle', '@bridle/pipeline'],
  lab: ['bridle'],
};

/** What is wrong with `file` (a path under packages/) importing `specifier`, or null. */
function fault(file: string, specifier: string): string | null {
  const [packageFolder, , room] = file.split('/');
  const source = join(root, 'packages', packageFolder, 'src');
  if (specifier.startsWith('.')) {
    const target = resolve(root, 'packages', dirname(file), specifier);
    // The lab shows real tables, packed by its build.
    if (packageFolder === 'lab' && target.startsWith(join(root, 'examples') + sep)) return null;
    if (!target.startsWith(source + sep)) return 'leaves its package';
    if (packageFolder !== 'bridle') return null;
    const from = room.replace(/\.ts$/, '');
    const to = relative(source, target).split(sep)[0].replace(/\.ts$/, '');
    if (!(from in LIBRARY)) return `is in a room that the architecture does not name: ${from}`;
    return from === to || LIBRARY[from].includes(to) ? null : `${from} may not import ${to}`;
  }
  if (specifier.startsWith('node:')) {
    return packageFolder === 'bridle' || packageFolder === 'lab' ? 'has no Node to import' : null;
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
    if (!PACKAGES[packageFolder].includes(name)) return `may not import ${name}`;
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

describe('the import rules', () => {
  test.each(Object.keys(PACKAGES))('hold in every file of %s', (packageFolder) => {
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
    expect(fault('bridle/src/core/softmax.ts', '../learn/fit.ts')).toBe('core may not import learn');
    expect(fault('bridle/src/learn/fit.ts', '../boltzmann/levels.ts')).toBe('learn may not import boltzmann');
    expect(fault('bridle/src/learn/fit.ts', 'node:fs')).toBe('has no Node to import');
    expect(fault('bridle/src/learn/fit.ts', 'd3-scale')).toBe('d3-scale is not among its dependencies');
    expect(fault('bridle/src/extras/fit.ts', './other.ts')).toMatch(/does not name/);
    expect(fault('pipeline/src/train.ts', '../../bridle/src/index.ts')).toBe('leaves its package');
    expect(fault('pipeline/src/train.ts', 'bridle/core')).toBe('bridle/core is not exported');
    expect(fault('lab/src/main.ts', '../../cli/src/run.ts')).toBe('leaves its package');
    expect(fault('lab/src/main.ts', '@bridle/pipeline')).toBe('@bridle/pipeline is not among its dependencies');
    expect(fault('pipeline/src/train.ts', 'bridle/learn')).toBe(null);
  });

  test('keep every chain of imports in the library free of cycles', () => {
    const graph = new Map(
      sources('bridle').map((file) => [
        file,
        imports(file)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) =>
            relative(join(root, 'packages'), resolve(root, 'packages', dirname(file), specifier))
              .split(sep)
              .join('/')
              // AssemblyScript leaves the extension out.
              .replace(/(?<!\.[jt]s)$/, '.ts'),
          ),
      ]),
    );
    const done = new Set<string>();
    const walk = (file: string, path: string[]): void => {
      if (path.includes(file)) throw new Error(`a cycle: ${[...path, file].join(' → ')}`);
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(done.size).toBe(graph.size);
  });
});

describe('the library', () => {
  test('has no runtime dependencies', () => {
    expect(manifest('packages/bridle').dependencies ?? {}).toEqual({});
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
    const offenders = Object.keys(PACKAGES)
      .flatMap(sources)
      .filter((file) =>
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
  const published = ['bridle', 'pipeline', 'cli'];

  test.each(published)('%s: its export map names files that the build makes from sources', (folder) => {
    const { exports = {} } = manifest(join('packages', folder));
    for (const [subpath, target] of Object.entries(exports)) {
      const files = typeof target === 'string' ? [target] : Object.values(target);
      for (const file of files) {
        const source = file.replace(/^\.\/dist\//, './src/').replace(/(\.d\.ts|\.js)$/, '.ts');
        expect(existsSync(join(root, 'packages', folder, source)), `${subpath} → ${source}`).toBe(true);
      }
    }
    expect(Object.keys(exports)).toContain('./package.json');
  });

  test.each(published)('%s: packs its build, README and licence, and nothing of the tests', (folder) => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: join(root, 'packages', folder),
      encoding: 'utf8',
    });
    const files: string[] = JSON.parse(stdout)[0].files.map((file: { path: string }) => file.path);
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']));
    expect(files.some((file) => file.startsWith('dist/') && file.endsWith('.js'))).toBe(true);
    expect(files.filter((file) => /^(test|src)\//.test(file))).toEqual([]);
  });

  test('states the MIT licence and one version', () => {
    const all = published.map((folder) => manifest(join('packages', folder)));
    expect(new Set(all.map((one) => `${one.license} ${one.version}`)).size).toBe(1);
    expect(all[0].license).toBe('MIT');
  });

  test('has a reason for every dependency in docs/architecture.md', () => {
    const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
    const all = ['.', ...Object.keys(PACKAGES).map((folder) => join('packages', folder))].flatMap((folder) => {
      const { dependencies = {}, devDependencies = {} } = manifest(folder);
      return Object.keys({ ...dependencies, ...devDependencies });
    });
    const ours = /^(bridle$|@bridle\/|@types\/)/;
    expect(all.filter((name) => !ours.test(name) && !text.includes(`\`${name}\``))).toEqual([]);
  });
});
