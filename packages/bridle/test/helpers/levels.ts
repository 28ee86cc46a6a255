// The levels of arithmetic, for suites that run at each of them, and what this engine has of them.

import { setFlagsFromString } from 'node:v8';
import { type Level, level, setLevel } from 'bridle';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import * as probe from '../../src/kernels/built/probe.ts';
import * as built from '../../src/kernels/built/softmax.ts';
import { kernelIn } from '../../src/runtime/modules.ts';
import { compile } from '../../src/runtime/webassembly.ts';
import { openArena } from '../../src/runtime/workspace.ts';

// Node 20 has relaxed SIMD behind a flag that works until the first module is compiled; later ones know no such flag.
if (!compile(probe.fma)) setFlagsFromString('--experimental-wasm-relaxed-simd');

const memory = openArena(0)?.space.memory;
const exportsAt = (level: Level) => at(level, () => (memory ? kernelIn(built, memory) : null));
const kernels = { reproducible: exportsAt('reproducible'), auto: exportsAt('auto'), fast: exportsAt('fast') };

const every = ['reference', 'reproducible', 'auto'] as const;

/** Why a level would repeat another on this engine, or null. */
function repeats(level: Level): string | null {
  if (level === 'reference') return null;
  if (!kernels.reproducible) return 'no WebAssembly SIMD here: the reference again';
  if (level === 'auto' && kernels.auto === kernels.reproducible) return 'no multiply-add here: reproducible again';
  return null;
}

/** The levels that differ on this engine. */
export const levels: readonly Level[] = every.filter((level) => repeats(level) === null);

for (const level of every) {
  const reason = repeats(level);
  if (reason) console.warn(`skipped at the level ${level}: ${reason}`);
}

/** The suite once at each level; one that would repeat another is skipped, and says why. */
export function atEachLevel(suite: (level: Level) => void): void {
  eachOf(every, suite);
}

/** The same for the levels of kernels whose results have the same error. */
export function atEachKernelLevel(suite: (level: Level) => void): void {
  eachOf(['reproducible', 'auto'], suite);
}

/** And for all levels of kernels. */
export function atEveryKernelLevel(suite: (level: Level) => void): void {
  eachOf(['reproducible', 'auto', 'fast'], suite);
}

function eachOf(wanted: readonly Level[], suite: (level: Level) => void): void {
  for (const level of wanted) {
    const reason = repeats(level);
    describe.skipIf(reason !== null)(`at the level ${level}${reason ? ` (${reason})` : ''}`, () => {
      beforeAll(() => setLevel(level));
      afterAll(() => setLevel('auto'));
      suite(level);
    });
  }
}

/** What `work` gives at a level. */
export function at<T>(wanted: Level, work: () => T): T {
  const before = level();
  setLevel(wanted);
  try {
    return work();
  } finally {
    setLevel(before);
  }
}

/** Whether results are those wanted: to the bit at the level reference, within the kernels' error elsewhere. */
export function expectResults(got: ArrayLike<number>, want: ArrayLike<number>, unit = 2 ** -52): void {
  if (level() === 'reference') {
    expect(Array.from(got)).toEqual(Array.from(want));
    return;
  }
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i += 1) {
    if (want[i] === 0 || !Number.isFinite(want[i])) expect(got[i]).toBe(want[i]);
    else expect(Math.abs(got[i] - want[i])).toBeLessThanOrEqual(2 * unit * Math.abs(want[i]));
  }
}
