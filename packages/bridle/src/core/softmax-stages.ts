// The stages of softmax in one float format, to show where it fails: the arithmetic of in-format.ts with every stage
// kept, continued through ∞ and NaN as a machine does.

import { exp } from './arithmetic/exp.ts';
import { log } from './arithmetic/log.ts';
import { expectOptions } from './arrays/refuse.ts';
import { rowMajorData, type Scores } from './arrays/tensor.ts';
import { type FormatName, formats } from './formats.ts';
import { type Fault, type Formula, softmaxInFormat } from './in-format.ts';

/** `naive` is e^x/Σe^x, `stable` the same with the largest score taken from each first. */
export type StagesOptions = { format: FormatName; formula: Formula };

/** One entry a score, each rounded to the format. */
export type SoftmaxStages = {
  scores: Float64Array;
  /** What e is raised to: the score, less the largest in the stable form. */
  exponents: Float64Array;
  exponentials: Float64Array;
  /** The sum of the exponentials up to each; the last is the sum. */
  sums: Float64Array;
  probabilities: Float64Array;
  /** ln of each probability: log(softmax(x)). */
  logs: Float64Array;
  /** The exponent less ln of the sum: the usual log-softmax, which takes no logarithm of a probability. */
  logSoftmax: Float64Array;
  /** What goes wrong first; null where nothing does, and for scores with a NaN or +∞ or without a finite one. */
  fault: Fault | null;
};

/**
 * The stages of softmax over one row of scores (any shape is read as one row) as a machine of the format computes them:
 * every score, difference, exponential, partial sum, quotient and logarithm is rounded to it, to nearest, ties to even.
 *
 * `probabilities` are those that `check` compares, `fault` the one that it names. Data never throws:
 * after ∞ or 0/0 the stages continue to NaN.
 *
 * @throws TypeError for what is not numbers, and for an unknown format or formula.
 * @example
 * ```ts
 * import { softmaxStages } from 'bridle';
 * const naive = softmaxStages([1, 12], { format: 'f16', formula: 'naive' });
 * [...naive.exponentials]; // → [2.71875, Infinity]
 * [...naive.probabilities]; // → [0, NaN]
 * naive.fault?.step; // → 'exponential'
 * const stable = softmaxStages([1, 12], { format: 'f16', formula: 'stable' });
 * [...stable.probabilities]; // → [0.000016689300537109375, 1]
 * ```
 */
export function softmaxStages(x: Scores, options: StagesOptions): SoftmaxStages {
  expectOptions('softmaxStages', options);
  const { format, formula } = options;
  if (!Object.hasOwn(formats, format)) {
    throw new TypeError(`softmaxStages: expected format to be f16, bf16, f32 or f64, got ${String(format)}`);
  }
  if (formula !== 'naive' && formula !== 'stable') {
    throw new TypeError(`softmaxStages: expected formula to be naive or stable, got ${String(formula)}`);
  }
  const given = Float64Array.from(rowMajorData('softmaxStages', x));
  const { round } = formats[format];
  const stable = formula === 'stable';
  const scores = given.map((score) => round(score));
  const shift = stable ? scores.reduce((a, b) => Math.max(a, b), -Infinity) : 0;
  const exponents = scores.map((score) => (score === -Infinity ? score : round(score - shift)));
  const exponentials = exponents.map((exponent) => round(exp(exponent)));
  let sum = 0;
  const sums = exponentials.map((term) => {
    sum = round(sum + term);
    return sum;
  });
  const probabilities = exponentials.map((term) => round(term / sum));
  const logSum = round(log(sum));
  const logs = probabilities.map((p) => round(log(p)));
  const logSoftmax = exponents.map((exponent) => round(exponent - logSum));
  const fault = faultOf(given, format, formula);
  return { scores, exponents, exponentials, sums, probabilities, logs, logSoftmax, fault };
}

/** The first fault of scores that have one by no fault of their own. */
function faultOf(x: Float64Array, format: FormatName, formula: Formula): Fault | null {
  if (x.some((score) => !(score < Infinity)) || !x.some((score) => score > -Infinity)) return null;
  return softmaxInFormat(formula, formats[format], x, null, x.length, new Float64Array(x.length));
}
