// Tails of the normal and the chi-square distribution, by sums and fractions of positive terms, so that nothing cancels:
// a p-value of 1e−300 has as many digits as one of 0.3.

import { tail, twoProduct } from '../../core/arithmetic/double-double.ts';
import { exp } from '../../core/arithmetic/exp.ts';
import { log, log1p } from '../../core/arithmetic/log.ts';

const HALF_LOG_2PI = 0.9189385332046728;
const LOG_GAMMA_OF_3_HALVES = -0.12078223763524522;
/** Beyond this the continued fraction takes fewer terms than the series. */
const FAR = 2;
const EPSILON = 2 ** -54;

/** e^(−z²/2)/√(2π), relative error ≤ 1e−15 where it is a normal number. */
export function normalDensity(z: number): number {
  if (Math.abs(z) > 39) return 0;
  const square = twoProduct(z, z);
  const low = tail[0];
  return exp(-square / 2 - HALF_LOG_2PI) * (1 - low / 2);
}

/**
 * P(Z > z) of the standard normal distribution; relative error ≤ 2e−13 for |z| ≤ 37, where it is 1e−299.
 *
 * Near 0 it is 1/2 − φ(z)·Σ z^(2n + 1)/(2n + 1)!!, far from it φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))).
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z < FAR) {
    let term = z;
    let sum = z;
    for (let odd = 3; term > EPSILON * sum; odd += 2) {
      term *= (z * z) / odd;
      sum += term;
    }
    return 0.5 - normalDensity(z) * sum;
  }
  let fraction = z;
  for (let n = 120; n > 0; n -= 1) fraction = z + n / fraction;
  return normalDensity(z) / fraction;
}

/** The z with P(Z > z) = p for 0 < p ≤ 1/2; relative error ≤ 1e−12. Newton's method from the left, where it cannot overshoot. */
export function normalQuantile(p: number): number {
  let z = 0;
  for (let round = 0; round < 200; round += 1) {
    const step = (normalTail(z) - p) / normalDensity(z);
    z += step;
    if (!(step > 1e-15 * z)) break;
  }
  return z;
}

/**
 * P(χ² > x) for a whole number of degrees of freedom; relative error ≤ 1e−12 where it is above 1e−290 and df ≤ 10,000.
 *
 * A finite sum: for even df Σ e^(−h)·hʲ/j! over j < df/2 with h = x/2; for odd df the normal tail and the same with
 * half-integers j.
 */
export function chiSquareTail(x: number, df: number): number {
  if (!(x > 0)) return 1;
  const h = x / 2;
  const odd = df % 2;
  const terms = (df - odd) / 2;
  const base = odd === 1 ? 2 * normalTail(Math.sqrt(x)) : 0;
  if (terms === 0) return base;
  // The largest term, then the others in both directions from it: no term overflows, and what underflows is small.
  const top = Math.max(0, Math.min(terms - 1, Math.floor(h)));
  const order = (j: number) => j + odd / 2;
  const largest = poissonTerm(order(top), h);
  let sum = largest;
  for (let j = top, term = largest; j > 0; j -= 1) {
    term *= order(j) / h;
    sum += term;
  }
  for (let j = top + 1, term = largest; j < terms; j += 1) {
    term *= h / order(j);
    sum += term;
  }
  return Math.min(1, base + sum);
}

/** e^(−h)·h^a/Γ(a + 1) for whole and half-integer a ≥ 0; relative error ≤ 1e−13. */
function poissonTerm(a: number, h: number): number {
  if (a < 30) {
    let logGamma = a % 1 === 0 ? 0 : LOG_GAMMA_OF_3_HALVES; // of (a mod 1) + 1
    for (let i = (a % 1) + 1; i <= a; i += 1) logGamma += log(i);
    return exp(a * log(h) - h - logGamma);
  }
  // Stirling's series: the large parts of a·ln h, h and lnΓ cancel in u − ln(1 + u) with u = (h − a)/a.
  const u = (h - a) / a;
  const series = 1 / (12 * a) - 1 / (360 * a ** 3) + 1 / (1260 * a ** 5) - 1 / (1680 * a ** 7);
  return exp(-a * (u - log1p(u)) - series) / Math.sqrt(2 * Math.PI * a);
}
