// The most that 128-bit registers can do here: kernels/peak.ts, compiled for this engine.
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { hasRelaxedSimd } from './versions.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Both levels as the engine takes them, in hexadecimal digits, and in words what this engine has. */
export async function buildPeak() {
  const [plain, fma] = [await compile(['simd']), await compile(['simd', 'relaxed-simd'])];
  return { plain, fma, level: hasRelaxedSimd() ? 'with FMA' : 'without FMA' };
}

async function compile(features) {
  let bytes;
  const flags = ['--runtime', 'stub', '--importMemory', '--noAssert', '--optimizeLevel', '0', '--shrinkLevel', '0'];
  // As scripts/kernels.mjs: what moves operations would make the chains wait for each other.
  flags.push('--runPasses', 'precompute,vacuum,coalesce-locals,vacuum', '--outFile', 'peak.wasm');
  const { error, stderr } = await asc.main(
    ['bench/kernels/peak.ts', '--baseDir', folder, ...features.flatMap((feature) => ['--enable', feature]), ...flags],
    {
      writeFile: (_, contents) => {
        bytes = contents;
      },
    },
  );
  if (error) throw new Error(stderr.toString());
  return Buffer.from(bytes).toString('hex');
}
