// Builds the kernels: each AssemblyScript entry of packages/bridle/src/kernels becomes two WebAssembly modules, one of
// plain SIMD and one with relaxed SIMD's multiply-add, kept as base64 in src/kernels/built/NAME.ts, and one that holds
// them all as packages/bridle/wasm/kernel[-fma].wasm for pages whose policy forbids compiling from a string.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'packages/bridle/src/kernels');

/** The modules share one memory; each has its constants at its own base below the first page's end. */
const modules = { probe: 1024, softmax: 2048, train: 16384 };

// No pass that moves an operation to its use: that would undo the interleaving of chains (a third of the speed).
const passes = [
  'precompute',
  'vacuum',
  'coalesce-locals',
  'reorder-locals',
  'vacuum',
  'merge-blocks',
  'remove-unused-brs',
  'remove-unused-names',
];
const features = { plain: ['simd'], fma: ['simd', 'relaxed-simd'] };

process.chdir(folder);
rmSync(join(folder, 'built'), { recursive: true, force: true });
mkdirSync(join(folder, 'built'), { recursive: true });
for (const [name, base] of Object.entries(modules)) {
  const plain = await compile([`${name}.ts`], 'plain', base);
  const fma = await compile([`${name}.ts`], 'fma', base);
  const lines = [
    `// Built from ${name}.ts by scripts/kernels.mjs: WebAssembly in base64.`,
    `export const plain = '${Buffer.from(plain).toString('base64')}';`,
    `export const fma = '${Buffer.from(fma).toString('base64')}';`,
  ];
  writeFileSync(join(folder, 'built', `${name}.ts`), `${lines.join('\n')}\n`);
  console.error(`kernels: ${name}, ${plain.length} bytes plain, ${fma.length} with fma`);
}

async function compile(entries, level, memoryBase) {
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      ...entries,
      ...features[level].flatMap((feature) => ['--enable', feature]),
      // Shared memories must say how large they may become, and the import of one too.
      ...['--maximumMemory', '65536'],
      ...['--runtime', 'stub', '--importMemory', '--noAssert', '--optimizeLevel', '0', '--shrinkLevel', '0'],
      ...['--memoryBase', String(memoryBase), '--runPasses', passes.join(','), '--outFile', 'out.wasm'],
    ],
    { writeFile: (name, contents) => outputs.set(name, contents) },
  );
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
  return outputs.get('out.wasm');
}
