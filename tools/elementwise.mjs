// Measures exp or log of float32 over all 2³² inputs, at the levels reproducible and auto, against the reference in
// float64 (0.501 ulp of float64 are 10⁻⁹ of float32). Prints the largest error in ulp, where it is, and how many results
// are not the nearest float32. Takes minutes; needs the built package. On Node 20, whose multiply-add is behind a flag:
// node --experimental-wasm-relaxed-simd tools/elementwise.mjs exp
import { allocate, exp, log, setLevel } from 'bridle';

const f = { exp, log }[process.argv[2]];
if (!f) {
  console.error('usage: node tools/elementwise.mjs exp|log');
  process.exit(2);
}

const COUNT = 2 ** 20;
const x = allocate(Float32Array, COUNT);
const bits = new Uint32Array(x.buffer, x.byteOffset, COUNT);
const levels = ['reproducible', 'auto'].map((level) => ({
  ...{ level, out: allocate(Float32Array, COUNT), ulp: 0, at: 0, unlike: 0 },
}));

const word = new Float64Array(1);
const halves = new Int32Array(word.buffer);
const TOP = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** A unit in the last place of float32, as a float64, for |value| < 2¹²⁸. */
function unit(value) {
  word[0] = value;
  const exponent = ((halves[TOP] >>> 20) & 2047) - 1023;
  return 2 ** (Math.max(exponent, -126) - 23);
}

for (let start = 0; start < 2 ** 32; start += COUNT) {
  for (let i = 0; i < COUNT; i += 1) bits[i] = start + i;
  for (const { level, out } of levels) {
    setLevel(level);
    f(x, { out });
  }
  for (let i = 0; i < COUNT; i += 1) {
    const want = f(x[i]);
    const nearest = Math.fround(want);
    const isOrdinary = Math.abs(nearest) < Infinity;
    for (const found of levels) {
      const got = found.out[i];
      if (Object.is(got, nearest)) {
        if (!isOrdinary || Math.abs(got - want) <= found.ulp * unit(want)) continue;
      } else found.unlike += 1;
      const ulp = isOrdinary ? Math.abs(got - want) / unit(want) : Infinity;
      if (ulp <= found.ulp) continue;
      found.ulp = ulp;
      found.at = x[i];
    }
  }
}
for (const { level, ulp, at, unlike } of levels)
  console.log(f.name, level, `${ulp} ulp at ${at}, ${unlike} not nearest`);
