// The versions of what is measured, and the machine that it is measured on.
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';

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
  return { cpu: cpuName(), cores: cpus().length, os: `${platform()} ${arch()}`, node: process.versions.node };
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
