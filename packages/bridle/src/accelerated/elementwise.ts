// exp and log of a number, by the reference in core, and of every entry of an array: float32 and float64 go to the
// kernels, all else to the reference. An entry's bits depend on the entry, its format and the level only.

import { exp as expOf } from '../core/arithmetic/exp.ts';
import { log as logOf } from '../core/arithmetic/log.ts';
import { type ElementwiseOptions, mapEach } from '../core/arrays/elementwise.ts';
import {
  isRowMajor,
  type Like,
  type Out,
  rowMajorData,
  type Scores,
  type View,
  view,
  wrap,
} from '../core/arrays/tensor.ts';
import * as built from '../kernels/built/elementwise.ts';
import { EXP, LOG } from '../kernels/constants/elementwise.ts';
import { kernelIn } from '../runtime/engine.ts';
import { sharedWorkspace, type Workspace, workspaceOf } from '../runtime/resident.ts';
import { BLOCK } from './contiguous-rows.ts';
import { floatsOf, targetFor } from './dispatch.ts';
import type { Floats } from './row-task.ts';

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
 * Error ≤ 0.501 ulp of float64, ≤ 0.51 ulp of float32; by the kernels, which take Float64Array and Float32Array,
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
  const given = floatsOf(x);
  if (!given) return mapEach(op, x, options, reference);
  const source = view(op, x);
  const target = targetFor(options, given, source.size);
  const space = target && (workspaceOf(target) ?? workspaceOf(given) ?? sharedWorkspace());
  const exports = space && kernelIn<Exports>(built, space.memory);
  if (!exports) return mapEach(op, x, options, reference);
  inBlocks(space, entriesOf(op, x, source, given, target), target, (from, to, count) => {
    const kernel = given.BYTES_PER_ELEMENT === 4 ? exports.each32 : exports.each64;
    kernel(OPERATIONS[op], from, to, count, space.scratch);
  });
  return options.out ?? wrap(source, target, source.dims);
}

/** The entries in row-major order: themselves, or a copy where they lie otherwise, or results would spoil them. */
function entriesOf(name: string, x: Scores, source: View, given: Floats, target: Floats): Floats {
  if (!isRowMajor(source)) return (given.constructor as typeof Float64Array).from(rowMajorData(name, x));
  const starts = [given.byteOffset, target.byteOffset];
  const isApart = given.buffer !== target.buffer || Math.abs(starts[0] - starts[1]) >= given.byteLength;
  return isApart || starts[0] === starts[1] ? given : given.slice();
}

/** Has x worked on where it lives, to where the results belong, or a block at a time through the window. */
function inBlocks(space: Workspace, x: Floats, y: Floats, work: (x: number, y: number, count: number) => void): void {
  const size = x.BYTES_PER_ELEMENT;
  const memory = size === 4 ? space.floats : space.doubles;
  const homeOf = (array: Floats) => (array.buffer === space.memory.buffer ? array.byteOffset : 0);
  const [xHome, yHome] = [homeOf(x), homeOf(y)];
  const most = xHome && yHome ? x.length : BLOCK / size;
  for (let start = 0; start < x.length; start += most) {
    const count = Math.min(most, x.length - start);
    if (!xHome) memory.set(x.subarray(start, start + count), space.window / size);
    const to = yHome ? yHome + start * size : space.window;
    work(xHome ? xHome + start * size : space.window, to, count);
    if (!yHome) y.set(memory.subarray(to / size, to / size + count), start);
  }
}
