// The weight, mean and spread of levels under wᵢ = gᵢ·e^(−βEᵢ), all from one shifted sum.
// With the level of largest weight as origin (its own 1 left out of `rest`, as in core/arithmetic/shift.ts) energies are exact
// differences, and spread = Σ w·(E − mean)² is summed about the mean, never as ⟨E²⟩ − ⟨E⟩², whose digits cancel.
// Blocks of 128 levels are summed in two passes and joined in a fixed binary tree (Chan, Golub and LeVeque 1979), so
// errors do not grow with the number of levels, and the bits do not depend on how the levels arrive.

import { fastTwoSum, tail, twoSum } from '../core/arithmetic/double-double.ts';
import { expPair } from '../core/arithmetic/exp.ts';
import { BLOCK, type Block } from './levels.ts';
import type { Beta } from './units.ts';

/** A level below e^−700 of the largest weight is left out: it would add less than 10⁻³⁰⁰. */
const NEGLIGIBLE = -700;

/** The sums over some levels at one β, with weights relative to that of the level `energy`, `log`. */
export type Moments = {
  /** Energy and ln g (hi + lo) of the level of largest weight. */
  energy: number;
  log: number;
  logLow: number;
  /** Σ w over all other levels. */
  rest: number;
  /** ⟨E⟩ − energy, hi + lo. */
  mean: number;
  meanLow: number;
  /** Σ w·(E − ⟨E⟩)². */
  spread: number;
};

const weights = new Float64Array(BLOCK);
const offsets = new Float64Array(BLOCK);
const offsetsLow = new Float64Array(BLOCK);

/** Terms are added in runs of 16: 128 terms in a row lose up to 128 half ulps, 8 runs of 16 at most 24. */
const RUN = 16;

/** The moments of a block of at least one level. */
export function momentsOf(block: Block, beta: Beta): Moments {
  const { n, energies, logs, logsLow } = block;
  const top = heaviest(block, beta);
  const energy = energies[top];
  const log = logs[top];
  const logLow = logsLow[top];
  let rest = 0;
  let first = 0;
  for (let start = 0; start < n; start += RUN) {
    const end = Math.min(n, start + RUN);
    let restOfRun = 0;
    let firstOfRun = 0;
    for (let i = start; i < end; i += 1) {
      const ratio = twoSum(logs[i], -log);
      const ratioLow = tail[0] + (logsLow[i] - logLow);
      const offset = twoSum(energies[i], -energy);
      const offsetLow = tail[0];
      const weight = i === top ? 0 : relativeWeight(offset, offsetLow, ratio, ratioLow, beta);
      weights[i] = weight;
      offsets[i] = offset;
      offsetsLow[i] = offsetLow;
      restOfRun += weight;
      firstOfRun += weight * offset;
    }
    rest += restOfRun;
    first += firstOfRun;
  }
  const sum = 1 + rest;
  const mean = first / sum;
  let residual = -mean;
  let spread = mean * mean;
  for (let start = 0; start < n; start += RUN) {
    const end = Math.min(n, start + RUN);
    let residualOfRun = 0;
    let spreadOfRun = 0;
    for (let i = start; i < end; i += 1) {
      const deviation = offsets[i] - mean + offsetsLow[i];
      const weighted = weights[i] * deviation;
      residualOfRun += weighted;
      spreadOfRun += weighted * deviation;
    }
    residual += residualOfRun;
    spread += spreadOfRun;
  }
  // The residual that the rounding of the mean leaves corrects the mean and the spread.
  const correction = residual / sum;
  const better = fastTwoSum(mean, correction);
  return { energy, log, logLow, rest, mean: better, meanLow: tail[0], spread: spread - residual * correction };
}

/** The moments of two sets of levels together. */
export function join(a: Moments, b: Moments, beta: Beta): Moments {
  const ratio = twoSum(b.log, -a.log);
  const ratioLow = tail[0] + (b.logLow - a.logLow);
  const offset = twoSum(b.energy, -a.energy);
  const offsetLow = tail[0];
  if (exponent(offset, ratio, beta) > 0) return join(b, a, beta);
  const factor = relativeWeight(offset, offsetLow, ratio, ratioLow, beta);
  if (factor === 0) return a;
  const aSum = 1 + a.rest;
  const bSum = factor * (1 + b.rest);
  const sum = aSum + bSum;
  // b's mean as seen from a's origin, and how far apart the means are.
  const bMean = twoSum(offset, b.mean);
  const bMeanLow = tail[0] + (offsetLow + b.meanLow);
  const distance = bMean - a.mean + (bMeanLow - a.meanLow);
  // Step from the heavier mean, so that the rounding of the step is small beside the standard deviation.
  const fromA = aSum >= bSum;
  const mean = twoSum(fromA ? a.mean : bMean, distance * (fromA ? bSum / sum : -aSum / sum));
  const meanLow = tail[0] + (fromA ? a.meanLow : bMeanLow);
  return {
    energy: a.energy,
    log: a.log,
    logLow: a.logLow,
    rest: a.rest + bSum,
    mean,
    meanLow,
    spread: a.spread + factor * b.spread + distance * distance * ((aSum * bSum) / sum),
  };
}

/** The level of largest weight. Plain float64 decides between near equals, where either will do as origin. */
function heaviest({ n, energies, logs }: Block, beta: Beta): number {
  let top = 0;
  for (let i = 1; i < n; i += 1) {
    if (exponent(energies[i] - energies[top], logs[i] - logs[top], beta) > 0) top = i;
  }
  return top;
}

/** ln of a weight relative to another, in plain float64: Δ ln g − β·ΔE. At β = ±∞ only equal energies compare by g. */
function exponent(offset: number, ratio: number, beta: Beta): number {
  return offset === 0 ? ratio : ratio - beta.hi * offset;
}

/** e^(Δ ln g − β·ΔE) for a weight no larger than about 1; relative error ≤ 2⁻⁵³ beside that of ln g. */
function relativeWeight(offset: number, offsetLow: number, ratio: number, ratioLow: number, beta: Beta): number {
  const d = exponentPair(offset, offsetLow, ratio, ratioLow, beta);
  return d >= NEGLIGIBLE ? expPair(d, tail[0], 0) : 0;
}

/**
 * Δ ln g − β·ΔE as hi + lo; −∞ or NaN, which callers take for −∞, where β·ΔE overflows, as at β = ±∞.
 *
 * Dekker's product and Knuth's sum written out, with β split beforehand: a third of the time of all else.
 */
function exponentPair(offset: number, offsetLow: number, ratio: number, ratioLow: number, beta: Beta): number {
  if (offset === 0) {
    tail[0] = ratioLow;
    return ratio;
  }
  const product = offset * beta.hi;
  const big = 134217729 * offset;
  const high = big - (big - offset);
  const low = offset - high;
  const productLow = low * beta.low - (product - high * beta.high - low * beta.high - high * beta.low);
  const d = ratio - product;
  const part = d - ratio;
  const dLow = ratio - (d - part) - (product + part);
  tail[0] = dLow - productLow - (offset * beta.lo + offsetLow * beta.hi) + ratioLow;
  return d;
}

/** ln of a level's weight relative to the heaviest, hi + lo; NaN stands for −∞. */
export function logWeight(m: Moments, beta: Beta, energy: number, log: number, logLow: number): number {
  const ratio = twoSum(log, -m.log);
  const ratioLow = tail[0] + (logLow - m.logLow);
  const offset = twoSum(energy, -m.energy);
  return exponentPair(offset, tail[0], ratio, ratioLow, beta);
}
