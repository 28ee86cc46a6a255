// English: the stop "overflow".

export const overflow = {
  idea: 'On paper, adding the same number to every score changes nothing. In a machine it decides whether there is an answer: e to the power of x leaves every float format sooner or later, and what comes after is NaN. Taking the largest score away first keeps every exponential at or below 1.',
  presets: {
    start: '88 on each, float32',
    half: '11 on each, float16',
    sum: 'Only the sum overflows',
    nothing: '0 divided by 0',
    lossy: 'A tail that is lost',
    coarse: 'Too coarse: 5000 in float16',
    double: '707 on each, float64',
  },
  questions: {
    adding: {
      ask: 'The scores are 1, 1 and 3. You add 100 to each and compute e^x / Σ e^x in float32, as the formula stands. What comes out?',
      choices: ['The same probabilities', 'Almost the same', 'NaN'],
      reveal: (before: string) =>
        `Without the 100 the third has ${before}. With it e^103 is beyond float32, so the exponentials are ∞, and ∞ / ∞ is not a number.`,
    },
    brain: {
      ask: 'bfloat16 has 16 bits, as float16 has. From which x on does e^x overflow in it?',
      choices: ['About where float16 does', 'About where float32 does'],
      reveal: (bf16: string, f16: string, f32: string) =>
        `bfloat16 ends at x = ${bf16}, float16 at ${f16}, float32 at ${f32}. It has as many exponent bits as float32, and pays for them with digits: it keeps only two or three.`,
    },
    confident: {
      ask: 'A classifier is sure: its logits are 40 and 0. In float64, what loss does −log(softmax(x)) give for the first?',
      choices: ['The true loss', 'Exactly 0', '∞'],
      reveal: (loss: string) =>
        `The true loss is ${loss}. In softmax the first has 1 − ${loss}, float64 has no number between that and 1, and the logarithm of 1 is 0. bridle’s logSoftmax never forms the 1 and keeps the loss.`,
    },
  },
  format: 'Format',
  shift: 'Add to all scores',
  name: 'name',
  formula: 'formula',
  naive: 'Naive',
  stable: 'Stable',
  naiveFormula: 'e^x / Σ e^x',
  stableFormula: 'e^(x − max) / Σ e^(x − max)',
  score: 'score',
  exponent: 'less the largest',
  exponential: 'exponential',
  sum: 'sum',
  probability: 'probability',
  truth: 'true probability',
  first: 'here first',

  microscope: 'Digit by digit',
  shown: (shown: string, all: string) => `${shown} of ${all} scores are shown.`,
  legend: 'Pale digits are wrong.',
  reason: {
    fine: (format: string, error: string) =>
      `every cell is a number of ${format}; no probability is off by more than ${error}.`,
    overflow: {
      score: (name: string, format: string, _exponent: string, threshold: string) =>
        `the score of ${name} itself is above ${threshold}, the largest number of ${format}.`,
      exponential: (name: string, format: string, exponent: string, threshold: string) =>
        `e^${exponent} is too large for ${format}, where e^x ends at x = ${threshold}. The exponential of ${name} becomes ∞, and ∞ / ∞ is NaN.`,
      sum: (name: string, format: string, _exponent: string, threshold: string) =>
        `each exponential still fits, but with ${name} their sum passes ${threshold}, the largest number of ${format}. Everything divided by ∞ is 0.`,
    },
    underflow: {
      score: (name: string, format: string) =>
        `the scores, ${name} with the largest, are below the lowest number of ${format}.`,
      exponential: (name: string, format: string, exponent: string, threshold: string) =>
        `even the largest exponential, e^${exponent} of ${name}, is too small for ${format}, where e^x ends at x = ${threshold}. All are 0, and 0 / 0 is NaN.`,
    },
    lossy: {
      score: (name: string, format: string) => `the score of ${name} is below the lowest number of ${format}.`,
      exponential: (name: string, format: string, exponent: string, threshold: string) =>
        `e^${exponent} is too small for ${format}, where e^x ends at x = ${threshold}. ${name} gets 0, as if it could not happen; the others are right.`,
      quotient: (name: string, format: string) =>
        `divided by the sum, ${name} is too small for ${format} and gets 0, as if it could not happen.`,
    },
  },

  thresholds: 'Where the formats end',
  thresholdsCaption:
    'For each format, the x whose e^x is a number of it. Round points are what the naive form raises e to, square ones what the stable form does: never right of 0.',
  axis: 'x in e^x',
  zero: '0',
  infinite: '∞',
  below: 'e^x is 0 below',
  above: 'e^x is ∞ above',
  verdict: { overflow: 'overflow', underflow: '0 / 0', lossy: 'loses some', ok: 'fine' },

  tail: 'The logarithm of a confident answer',
  tailCaption: (gap: string, loss: string) =>
    `Two classes, ${gap} apart. The true loss of the first is ${loss}. The solid line is the true loss; log(softmax) follows it in steps and falls to exactly 0 where a format has no number left below 1. Each cross marks the lead from which that is so: nothing is learnt any more.`,
  gap: 'Lead of the first, in logits',
  lossAxis: 'loss −ln p of the first',
  gapAxis: 'lead of the first',
  exact: 'true',
  method: 'how',
  winner: 'ln p, first',
  loser: 'ln p, second',
  logOf: (format: string) => `log(softmax), ${format}`,
  usual: 'x − max − log Σ, float64',
  own: 'logSoftmax of bridle',
} as const;
