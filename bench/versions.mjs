// The versions of what is measured, and the machine that it is measured on.
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/** The version of a peer from npm, from its manifest in bench/node_modules. */
export function versionOf(name) {
  return versionIn(`node_modules/${name}/package.json`);
}

export function bridleVersion() {
  return versionIn('../packages/bridle/package.json');
}

function versionIn(manifest) {
  return JSON.parse(readFileSync(new URL(manifest, import.meta.url), 'utf8')).version;
}

/** The machine, in the words that every row of results repeats. */
export function machine() {
  return {
    cpu: cpuName(),
    cores: cpus().length,
    os: `${platform()} ${arch()}`,
    node: process.versions.node,
    relaxedSimd: hasRelaxedSimd(),
  };
}

/** Node 20 has relaxed SIMD behind a flag; Node 22 and browsers have it without. Call before anything is compiled. */
export function switchOnRelaxedSimd() {
  if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** Whether the engine takes f32x4.relaxed_madd, which level `auto` runs on. */
export function hasRelaxedSimd() {
  const zero = [0x41, 0, 0xfd, 0x0f]; // i32.const 0, i8x16.splat
  const body = [0, ...zero, ...zero, ...zero, 0xfd, 0x85, 0x02, 0x0b];
  const signature = [1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0]; // one function, () → v128
  const code = [10, body.length + 2, 1, body.length, ...body];
  return WebAssembly.validate(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...signature, ...code));
}

/** The processor's name; virtual machines hide it ("AMD EPYC"), so Linux's family and model stand behind it. */
function cpuName() {
  const name = cpus()[0]?.model.trim() ?? 'unknown';
  if (platform() !== 'linux') return name;
  const text = readFileSync('/proc/cpuinfo', 'utf8');
  const field = (key) => text.match(new RegExp(`^${key}\\s*: (\\d+)$`, 'm'))?.[1];
  const widest = ['avx512f', 'avx2'].find((flag) => text.includes(` ${flag} `));
  const words = [
    field('cpu family') && `family ${field('cpu family')}`,
    field('model') && `model ${field('model')}`,
    widest,
  ];
  const known = words.filter(Boolean);
  return known.length > 0 ? `${name} (${known.join(', ')})` : name;
}
