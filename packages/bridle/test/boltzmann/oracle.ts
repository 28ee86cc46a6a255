// The sums of statistical mechanics in MPFR (256 bits, some 77 digits), written as in the textbook: no shift, no moments.

import { type Big, withBig } from '../helpers/mpfr.ts';

/** kT⁻¹ comes from k in the unit as whole number × 10^exponent ÷ whole number × 10^exponent, exact. */
export type ExactK = { over: [number, number]; under: [number, number][] };

export const kIn: Record<string, ExactK> = {
  K: { over: [1, 0], under: [[1, 0]] },
  J: { over: [1380649, -29], under: [[1, 0]] },
  eV: { over: [1380649, -29], under: [[1602176634, -28]] },
  'kJ/mol': { over: [1380649, -32], under: [[1, 0]] }, // times N_A, below
  'kcal/mol': { over: [1380649, -29], under: [[4184, 0]] },
  'cm-1': {
    over: [1380649, -29],
    under: [
      [662607015, -42],
      [29979245800, 0],
    ],
  },
  hartree: { over: [1380649, -29], under: [[43597447222060, -31]] },
};

export type Expected = {
  probabilities: number[];
  lnZ: number;
  U: number;
  thermal: number;
  F: number;
  S: number;
  C: number;
  sd: number;
};

/** Populations and quantities (S and C in k, energies in the unit), each rounded once from 77 digits. */
export function oracle(
  levels: { energies: ArrayLike<number>; degeneracies?: ArrayLike<number>; logDegeneracies?: ArrayLike<number> },
  unit: string,
  temperature: number,
): Expected {
  return withBig((big) => {
    const ten = (m: number, e: number) => big(m).mul(big(10).pow(e));
    const { over, under } = kIn[unit];
    let k: Big = ten(...over);
    for (const factor of under) k = k.div(ten(...factor));
    if (unit.endsWith('/mol')) k = k.mul(ten(602214076, 15));
    const kT = k.mul(big(temperature));
    let Z = big(0);
    let first = big(0);
    let second = big(0);
    const lowest = Math.min(...Array.from(levels.energies));
    const weights: Big[] = [];
    for (let i = 0; i < levels.energies.length; i += 1) {
      const E = big(levels.energies[i]).sub(lowest);
      const logG = levels.logDegeneracies ? big(levels.logDegeneracies[i]) : big(levels.degeneracies?.[i] ?? 1).ln();
      const weight = logG.sub(E.div(kT)).exp();
      weights.push(weight);
      Z = Z.add(weight);
      first = first.add(weight.mul(E));
      second = second.add(weight.mul(E).mul(E));
    }
    const thermal = first.div(Z);
    const variance = second.div(Z).sub(thermal.mul(thermal));
    const lnZ0 = Z.ln();
    return {
      probabilities: weights.map((weight) => weight.div(Z).toNumber()),
      lnZ: lnZ0.sub(big(lowest).div(kT)).toNumber(),
      U: thermal.add(lowest).toNumber(),
      thermal: thermal.toNumber(),
      F: big(lowest).sub(kT.mul(lnZ0)).toNumber(),
      S: lnZ0.add(thermal.div(kT)).toNumber(),
      C: variance.div(kT).div(kT).toNumber(),
      sd: variance.sqrt().toNumber(),
    };
  }, 256);
}

/** |got − want|/|want|, 0 where both are 0. */
export function relativeError(got: number, want: number): number {
  return Object.is(got, want) || got === want ? 0 : Math.abs(got - want) / Math.abs(want);
}
