// Measures the exponentials that float32 rows are computed with, over every float32 from −700 to 700, in both modules:
// the largest error relative to the value, and in ulp of float32 when rounded to it. The engine's own exp, within an ulp
// of float64, is the truth: 10⁻⁹ of what is looked for. Takes some minutes; needs the package built. On Node 20:
// node --experimental-wasm-relaxed-simd tools/row-exponentials.mjs
import { readFileSync } from 'node:fs';
import { PART, WORK_EXPS } from '../packages/bridle/dist/kernels/constants/rows.js';

const built = readFileSync(new URL('../packages/bridle/src/kernels/built/softmax.ts', import.meta.url), 'utf8');
const COUNT = PART;
const SCRATCH = 65536;
const EXPS = SCRATCH + WORK_EXPS;
const X = 2 ** 22;

const modules = ['plain', 'fma'].map((name) => {
  const hex = new RegExp(`${name} = '([0-9a-f]+)'`).exec(built)[1];
  const memory = new WebAssembly.Memory({ initial: 128, maximum: 128 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(hex, 'hex')), { env: { memory } });
  const bits = new Uint32Array(memory.buffer, X, COUNT);
  const x = new Float32Array(memory.buffer, X, COUNT);
  const exps = new Float64Array(memory.buffer, EXPS, COUNT);
  return { name, exports, bits, x, exps, relative: 0, relativeAt: 0, ulp: 0, ulpAt: 0 };
});

const last = new Uint32Array(Float32Array.of(700).buffer)[0];
for (const sign of [0, 0x80000000]) {
  for (let start = 0; start <= last; start += COUNT) {
    for (const { bits, exports } of modules) {
      for (let i = 0; i < COUNT; i += 1) bits[i] = (Math.min(start + i, last) | sign) >>> 0;
      exports.exps32At(X, COUNT, SCRATCH, Number.NaN, 1, 0, false);
    }
    const { x } = modules[0];
    for (let i = 0; i < COUNT; i += 1) {
      const want = Math.exp(x[i]);
      for (const found of modules) {
        const got = found.exps[i];
        const relative = Math.abs(got - want) / want;
        if (relative > found.relative) [found.relative, found.relativeAt] = [relative, x[i]];
        if (want < 2 ** -126 || want >= 2 ** 127) continue;
        const ulp = Math.abs(Math.fround(got) - want) / 2 ** (Math.floor(Math.log2(want)) - 23);
        if (ulp > found.ulp) [found.ulp, found.ulpAt] = [ulp, x[i]];
      }
    }
  }
}
for (const { name, relative, relativeAt, ulp, ulpAt } of modules) {
  console.log(`${name}: 2^${Math.log2(relative).toFixed(2)} of the value at ${relativeAt}; ${ulp} ulp at ${ulpAt}`);
}
