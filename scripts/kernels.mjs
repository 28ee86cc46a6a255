// Builds the kernels: each AssemblyScript entry of packages/bridle/src/kernels becomes two WebAssembly modules, one of
// plain SIMD and one with relaxed SIMD's multiply-add, kept as hexadecimal digits in src/kernels/built/NAME.ts (packed by gzip
// they take a quarter less than base64, whose letters straddle the bytes); that of softmax in
// plain SIMD also as packages/bridle/wasm/kernel.wasm, for hosts that only run modules which come as files.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'packages/bridle/src/kernels');

/** The modules share one memory; each has its constants at its own base below the first page's end. */
const modules = {
  probe: { entry: 'probe.ts', base: 1024 },
  softmax: { entry: 'softmax/softmax.ts', base: 2048 },
  train: { entry: 'train/train.ts', base: 16384 },
  elementwise: { entry: 'elementwise/elementwise.ts', base: 32768 },
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

process.chdir(folder);
mkdirSync(join(folder, 'built'), { recursive: true });
mkdirSync(join(root, 'packages/bridle/wasm'), { recursive: true });
for (const [name, { entry, base }] of Object.entries(modules)) {
  const plain = await compile(entry, 'plain', base);
  const fma = await compile(entry, 'fma', base);
  const lines = [
    `// Built from ${entry} by scripts/kernels.mjs: the bytes of WebAssembly modules.`,
    `export const plain = '${Buffer.from(plain).toString('hex')}';`,
    `export const fma = '${Buffer.from(fma).toString('hex')}';`,
  ];
  writeWhole(join(folder, 'built', `${name}.ts`), `${lines.join('\n')}\n`);
  if (name === 'softmax') writeWhole(join(root, 'packages/bridle/wasm/kernel.wasm'), plain);
  console.error(`kernels: ${name}, ${plain.length} bytes plain, ${fma.length} with fma`);
}

/** Under a temporary name first: a build beside a running test never leaves it half a file. */
function writeWhole(file, contents) {
  writeFileSync(`${file}.part`, contents);
  renameSync(`${file}.part`, file);
}

async function compile(entry, level, memoryBase) {
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      entry,
      ...features[level].flatMap((feature) => ['--enable', feature]),
      // Shared memories must say how large they may become, and the import of one too.
      ...['--maximumMemory', '65536'],
      ...['--runtime', 'stub', '--importMemory', '--noAssert', '--optimizeLevel', '0', '--shrinkLevel', '0'],
      ...[
        '--memoryBase',
        String(memoryBase),
        '--runPasses',
        (memoryBase === modules.softmax.base ? tight : ordered).join(','),
        '--outFile',
        'out.wasm',
      ],
    ],
    { writeFile: (name, contents) => outputs.set(name, contents) },
  );
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
  return outputs.get('out.wasm');
}
