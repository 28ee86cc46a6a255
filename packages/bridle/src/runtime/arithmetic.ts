// The arithmetic of every call: which of the kernels' builds, or none of them.

/**
 * `fast`: as `auto`, but rows of 24 to 262,144 float32 scores at T = 1 are computed in float32, within 2.75 ulp. `auto`:
 * the fastest kernels that the engine has for errors of at most 0.6 ulp. `reproducible`: kernels with the same bits on every engine and
 * machine. `reference`: the plain TypeScript that the kernels are tested against, rounded once.
 */
export type Arithmetic = 'fast' | 'auto' | 'reproducible' | 'reference';

/** @deprecated The former name of `Arithmetic`. */
export type Level = Arithmetic;

let chosen: Arithmetic = 'auto';

/**
 * Chooses the arithmetic of every later call.
 *
 * @throws TypeError for any other name.
 * @example
 * ```ts
 * import { arithmetic, setArithmetic } from 'bridle';
 * setArithmetic('reproducible');
 * arithmetic(); // → 'reproducible'
 * setArithmetic('auto');
 * ```
 */
export function setArithmetic(name: Arithmetic): void {
  choose('setArithmetic', name);
}

/**
 * The arithmetic in force; 'auto' until `setArithmetic` changes it.
 *
 * @example
 * ```ts
 * import { arithmetic } from 'bridle';
 * arithmetic(); // → 'auto'
 * ```
 */
export function arithmetic(): Arithmetic {
  return chosen;
}

/**
 * The former name of `setArithmetic`.
 *
 * @deprecated Use `setArithmetic`: a level is an energy in bridle/boltzmann.
 * @example
 * ```ts
 * import { setLevel } from 'bridle';
 * setLevel('auto'); // → undefined
 * ```
 */
export function setLevel(level: Arithmetic): void {
  choose('setLevel', level);
}

/**
 * The former name of `arithmetic`.
 *
 * @deprecated Use `arithmetic`: a level is an energy in bridle/boltzmann.
 * @example
 * ```ts
 * import { level } from 'bridle';
 * level(); // → 'auto'
 * ```
 */
export function level(): Arithmetic {
  return chosen;
}

function choose(caller: string, name: Arithmetic): void {
  if (name !== 'fast' && name !== 'auto' && name !== 'reproducible' && name !== 'reference') {
    throw new TypeError(`${caller}: expected fast, auto, reproducible or reference, got ${String(name)}`);
  }
  chosen = name;
}
