// ln g as a double-double. Degeneracies are nearly always small whole numbers (2J + 1), whose logarithms are kept.

import { tail } from '../core/arithmetic/double-double.ts';
import { logPair } from '../core/arithmetic/log.ts';

const KEPT = 4096;
const high = new Float64Array(KEPT);
const low = new Float64Array(KEPT);
const known = new Uint8Array(KEPT);

/** ln g for finite g > 0, low word in `tail[0]`. */
export function logDegeneracy(g: number): number {
  if ((g | 0) !== g || g >= KEPT) return logPair(g, 0);
  if (known[g] === 0) {
    high[g] = logPair(g, 0);
    low[g] = tail[0];
    known[g] = 1;
  }
  tail[0] = low[g];
  return high[g];
}
