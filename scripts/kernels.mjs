// Builds the kernels: each AssemblyScript entry of packages/bridle/src/kernels becomes two WebAssembly modules, one of
// plain SIMD and one with relaxed SIMD's multiply-add, kept as hexadecimal digits in src/kernels/built/NAME.ts (packed by
// gzip they take a quarter less than base64, whose letters straddle the bytes). The module of softmax in plain SIMD is
// also written to packages/bridle/wasm/kernel.wasm, for hosts that only run modules which come as files.
//
//   node scripts/kernels.mjs [NAME…] [--wat]    these modules only; --wat writes their text to out/kernels/NAME.LEVEL.wat
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import asc from 'assemblyscript/asc';
import { expandChains } from './chains.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'packages/bridle/src/kernels');

/** The modules share one memory; each has its constants at its own base below the first page's end. */
const modules = {
  probe: { entry: 'probe.ts', base: 1024 },
  softmax: { entry: 'softmax/softmax.ts', base: 2048 },
  train: { entry: 'train/train.ts', base: 16384 },
  elementwise: { entry: 'elementwise/elementwise.ts', base: 32768 },
  score: { entry: 'train/score.ts', base: 49152 },
  lists: { entry: 'train/lists.ts', base: 57344 },
};

// Binaryen's passes for loops that are written with their chains interleaved: none that moves an operation to its use.
const ordered = [
  ...['precompute', 'vacuum', 'coalesce-locals', 'reorder-locals', 'vacuum'],
  ...['merge-blocks', 'remove-unused-brs', 'remove-unused-names', 'remove-unused-module-elements'],
];
// And for softmax, whose loops keep their order by what they store: a tenth less code at the same speed.
const tight = [
  ...['precompute', 'vacuum', 'simplify-locals', 'vacuum', 'coalesce-locals', 'simplify-locals', 'vacuum'],
  ...['reorder-locals', 'coalesce-locals', 'reorder-locals', 'vacuum', 'merge-blocks', 'remove-unused-brs'],
  ...['remove-unused-names', 'optimize-instructions', 'precompute', 'vacuum', 'remove-unused-module-elements'],
];
const features = { plain: ['simd'], fma: ['simd', 'relaxed-simd'] };

const { values, positionals } = parseArgs({ options: { wat: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.find((name) => !Object.hasOwn(modules, name));
if (unknown !== undefined) {
  console.error(`kernels: no module is called ${unknown}; there are ${Object.keys(modules).join(', ')}`);
  process.exit(2);
}

for (const name of positionals.length ? positionals : Object.keys(modules)) {
  const [plain, fma] = [await compile(name, 'plain'), await compile(name, 'fma')];
  const lines = [
    `// Built from ${modules[name].entry} by scripts/kernels.mjs: the bytes of WebAssembly modules.`,
    `export const plain: string = '${Buffer.from(plain).toString('hex')}';`,
    `export const fma: string = '${Buffer.from(fma).toString('hex')}';`,
  ];
  writeWhole(join(folder, 'built', `${name}.ts`), `${lines.join('\n')}\n`);
  if (name === 'softmax') writeWhole(join(root, 'packages/bridle/wasm/kernel.wasm'), plain);
  console.error(`kernels: ${name}, ${plain.length} bytes plain, ${fma.length} with fma`);
}

/** Under a temporary name first: a build beside a running test never leaves it half a file. */
function writeWhole(file, contents) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, contents);
  renameSync(`${file}.part`, file);
}

/** The module's bytes at a level. */
async function compile(name, level) {
  const { entry, base } = modules[name];
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      entry,
      ...features[level].flatMap((feature) => ['--enable', feature]),
      // Shared memories must say how large they may become, and the import of one too.
      ...['--maximumMemory', '65536', '--memoryBase', String(base)],
      ...['--runtime', 'stub', '--importMemory', '--noAssert', '--optimizeLevel', '0', '--shrinkLevel', '0'],
      ...['--runPasses', (name === 'softmax' ? tight : ordered).join(',')],
      ...['--outFile', 'out.wasm', ...(values.wat ? ['--textFile', 'out.wat'] : [])],
    ],
    { readFile, writeFile: (file, contents) => outputs.set(file, contents) },
  );
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
  const text = outputs.get('out.wat');
  if (text) {
    const file = join('out', 'kernels', `${name}.${level}.wat`);
    writeWhole(join(root, file), text);
    console.error(`kernels: wrote ${file}`);
  }
  return outputs.get('out.wasm');
}

/** A source with its chains expanded; null tells the compiler that there is no such file. */
function readFile(file) {
  try {
    return expandChains(readFileSync(resolve(folder, file), 'utf8'), file);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
