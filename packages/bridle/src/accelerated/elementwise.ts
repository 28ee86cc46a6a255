// exp and log of a number, by the reference in core, and of every entry of an array: float32 and float64 go to the
// kernels, all else to the reference. An entry's bits depend on the entry, its format and the level only.

import { exp as expOf } from '../core/arithmetic/exp.ts';
import { log as logOf } from '../core/arithmetic/log.ts';
import { closeEach, type ElementwiseOptions, mapEach, openEach } from '../core/arrays/elementwise.ts';
import type { Results } from '../core/arrays/results.ts';
import { isRowMajor, type Like, type Out, rowMajorOf, type Scores, view } from '../core/arrays/tensor.ts';
import * as built from '../kernels/built/elementwise.ts';
import { EXP, LOG } from '../kernels/constants/elementwise.ts';
import { kernelIn } from '../runtime/modules.ts';
import type { FloatArray } from '../runtime/workspace.ts';
import { canWrite, floatsOf, workspaceFor } from './dispatch.ts';
import { BLOCK, isAllResident, throughWindow } from './transfer.ts';

const OPERATIONS = { exp: EXP, log: LOG } as const;
type Operation = keyof typeof OPERATIONS;

type Each = (op: number, x: number, y: number, n: number, scratch: number) => void;
type Exports = { each32: Each; each64: Each };

/**
 * e^x of a number, or of every entry.
 *
 * Error ≤ 0.501 ulp of float64, ≤ 0.51 ulp of float32; by the kernels, which take Float64Array and Float32Array,
 * ≤ 0.56 and ≤ 0.51 ulp: subnormal results included. e^−∞ = 0, e^∞ = ∞, NaN gives NaN. The same bits on every engine,
 * but for arrays of floats at the level 'auto'.
 *
 * @throws TypeError for what is not numbers; RangeError for an out that does not fit.
 * @example
 * ```ts
 * import { exp } from 'bridle';
 * exp(1); // → 2.718281828459045
 * exp(-745.2); // → 0
 * exp(Float32Array.of(-Infinity, 0, 1)); // → Float32Array [0, 1, 2.7182817459106445]
 * ```
 */
export function exp<O extends Out>(x: Scores, options: ElementwiseOptions & { out: O }): O;
export function exp<X extends Scores>(x: X, options?: ElementwiseOptions): Like<X>;
export function exp(x: number): number;
export function exp(x: number | Scores, options: ElementwiseOptions = {}): unknown {
  return typeof x === 'number' ? expOf(x) : each('exp', x, options, expOf);
}

/**
 * ln x, the natural logarithm, of a number, or of every entry.
 *
 * Error ≤ 0.502 ulp of float64, ≤ 0.51 ulp of float32; by the kernels, which take Float64Array and Float32Array,
 * ≤ 0.7 and ≤ 0.51 ulp. ln 0 = −∞, ln ∞ = ∞, NaN for x < 0 and NaN. The same bits on every engine, but for arrays of
 * floats at the level 'auto'.
 *
 * @throws TypeError for what is not numbers; RangeError for an out that does not fit.
 * @example
 * ```ts
 * import { log } from 'bridle';
 * log(10); // → 2.302585092994046
 * log([[0, 1], [5e-324, Infinity]]); // → [[-Infinity, 0], [-744.4400719213812, Infinity]]
 * ```
 */
export function log<O extends Out>(x: Scores, options: ElementwiseOptions & { out: O }): O;
export function log<X extends Scores>(x: X, options?: ElementwiseOptions): Like<X>;
export function log(x: number): number;
export function log(x: number | Scores, options: ElementwiseOptions = {}): unknown {
  return typeof x === 'number' ? logOf(x) : each('log', x, options, logOf);
}

function each(op: Operation, x: Scores, options: ElementwiseOptions, reference: (x: number) => number): unknown {
  const source = view(op, x);
  const entries = floatsOf({ source });
  if (!entries || !canWrite(options.out, entries)) return mapEach(op, x, options, reference);
  const space = workspaceFor(options.out, entries);
  const exports = space && kernelIn<Exports>(built, space.memory);
  if (!exports) return mapEach(op, x, options, reference);
  const results = openEach(op, source, options) as Results<FloatArray>;
  const { places } = results;
  const transfer = {
    ...{ space, out: places, landing: space.window },
    x: isRowMajor(source) ? entries : (entries.constructor as Float64ArrayConstructor).from(rowMajorOf(source)),
  };
  const size = entries.BYTES_PER_ELEMENT;
  const most = isAllResident(transfer) ? places.length : BLOCK / size;
  for (let start = 0; start < places.length; start += most) {
    const count = Math.min(most, places.length - start);
    throughWindow(transfer, [start, count], [start, count], (from, to) => {
      (size === 4 ? exports.each32 : exports.each64)(OPERATIONS[op], from, to, count, space.scratch);
    });
  }
  return closeEach(source, results);
}
