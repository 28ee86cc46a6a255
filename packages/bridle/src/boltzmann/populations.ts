// pᵢ = gᵢ·e^(−βEᵢ)/Z of some levels, or of all, once the moments of all are known.

import { scaleDown, tail } from '../core/arithmetic/double-double.ts';
import { expPair } from '../core/arithmetic/exp.ts';
import { emptyBlock, fill, type LevelList } from './levels.ts';
import { logWeight, type Moments } from './moments.ts';
import type { Beta } from './units.ts';

/** Probabilities are computed as 2^400 times their value and scaled down in one rounding. */
const LIFT = 400;

/** pᵢ of each level among the levels that `m` sums, 0 for those of degeneracy 0; `name` begins the messages of errors. */
export function populations(name: string, levels: LevelList, m: Moments, beta: Beta): Float64Array {
  const out = new Float64Array(levels.energies.length);
  const sum = 1 + m.rest;
  const block = emptyBlock();
  for (let i = 0; i < out.length; ) {
    block.n = 0;
    i = fill(name, levels, i, block);
    for (let j = 0; j < block.n; j += 1) {
      const d = logWeight(m, beta, block.energies[j], block.logs[j], block.logsLow[j]);
      if (d >= -746) out[block.places[j]] = scaleDown(expPair(d, tail[0], LIFT) / sum, 0, -LIFT);
    }
  }
  return out;
}
