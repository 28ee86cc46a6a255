// log1mExp: ln(1 − e^x), from the logarithm of a probability to that of its complement. Both plain formulas fail:
// log(1 − exp(x)) near x = 0 and for large −x, log1p(−exp(x)) near x = 0 (Mächler 2012, "Accurately computing
// log(1 − exp(−|a|))"). With e^x as a double-double, and e^x − 1 by its own series near 0, no threshold between two
// formulas is needed.

import { tail } from './arithmetic/double-double.ts';
import { exp, expm1Small, expPair } from './arithmetic/exp.ts';
import { log1pPair, logPair } from './arithmetic/log.ts';
import { type ElementwiseOptions, mapEach } from './arrays/elementwise.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';

/**
 * The logarithm of the complement of a log-probability x ≤ 0, or of every entry: ln(1 − e^x).
 *
 * Error ≤ 0.51 ulp of the result's type, subnormal results included. −∞ at 0, 0 at −∞, NaN for x > 0.
 *
 * @throws TypeError for what is not numbers; RangeError for an out that does not fit.
 * @example
 * ```ts
 * import { log1mExp } from 'bridle';
 * log1mExp(-40); // → -4.248354255291589e-18
 * log1mExp([-1e-300, 0]); // → [-690.7755278982137, -Infinity]
 * ```
 */
export function log1mExp(x: number): number;
export function log1mExp<O extends Out>(x: Scores, options: ElementwiseOptions & { out: O }): O;
export function log1mExp<X extends Scores>(x: X, options?: ElementwiseOptions): Like<X>;
export function log1mExp(x: number | Scores, options: ElementwiseOptions = {}): unknown {
  return mapEach('log1mExp', x, options, log1mExpOf);
}

function log1mExpOf(x: number): number {
  if (!(x < 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x < -600) return 0 - exp(x); // the next term, e^(2x)/2, is below its last place
  if (x > -0.001) {
    const complement = -expm1Small(x, 0);
    return logPair(complement, -tail[0]);
  }
  const e = expPair(x, 0, 0);
  return log1pPair(-e, -tail[0]);
}
