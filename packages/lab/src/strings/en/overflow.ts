// English: the stop "overflow".

export const overflow = {
  idea: 'In mathematics, adding the same number to every score changes nothing. In a computer it can decide whether there is an answer: as x grows, eˣ overflows every floating-point format sooner or later, and what is computed from it is NaN. Subtracting the largest score first keeps every exponential at or below 1.',
  presets: {
    start: '88 on each, float32',
    half: '11 on each, float16',
    double: '707 on each, float64',
    sum: 'Only the sum overflows',
    nothing: '0 divided by 0',
    lossy: 'A small probability is lost',
    masked: 'A fully masked row (−∞)',
    infinite: 'A score of ∞',
    coarse: 'Low precision: 5000 in float16',
  },
  questions: {
    adding: {
      ask: 'The scores are 1, 1 and 3. You add 100 to each and compute the naive formula eˣ / Σ eˣ in float32. What comes out?',
      choices: ['The same probabilities', 'Almost the same', 'NaN'],
      reveal: (before: string) => `Without the 100 the third is ${before}; with it the result is NaN.`,
      why: 'e¹⁰³ is beyond the largest float32, so the exponentials are ∞, and ∞ / ∞ is NaN.',
    },
    brain: {
      ask: 'bfloat16 has 16 bits, as float16 has. Above which x does eˣ overflow in it?',
      choices: ['About where float16 does', 'About where float32 does'],
      reveal: (bf16: string, f16: string, f32: string) =>
        `The largest x for which eˣ fits is ${bf16} in bfloat16, ${f16} in float16 and ${f32} in float32.`,
      why: 'bfloat16 has as many exponent bits as float32, at the price of precision: it keeps only two or three significant digits.',
    },
    confident: {
      ask: 'A classifier gives the logits 40 and 0. In float64, what loss does −log(softmax(x)) give for the first?',
      choices: ['The true loss', 'Exactly 0', '∞'],
      reveal: (loss: string) => `The true loss is ${loss}, and −log(softmax(x)) gives exactly 0.`,
      why: 'In float64 1 + e⁻⁴⁰ rounds to 1, so the probability of the first is 1, and the logarithm of 1 is 0. bridle’s logSoftmax never forms this 1 and keeps the loss.',
    },
  },
  format: 'Format',
  shift: 'Add to all scores',
  name: 'name',
  formula: 'formula',
  naive: 'Naive',
  stable: 'Stable',
  score: 'score',
  exponent: 'minus the largest',
  exponential: 'exponential',
  sum: 'sum',
  probability: 'probability',
  truth: 'true probability',
  first: 'first ∞ here',
  firstLost: 'first 0 here',

  microscope: 'Digit by digit',
  shown: (shown: string, all: string) => `${shown} of ${all} scores are shown.`,
  legend: 'Pale digits are wrong.',
  reason: {
    fine: (format: string, error: string) =>
      `${format} can hold every value; the largest error of a probability is ${error}.`,
    overflow: {
      score: (name: string, format: string, _exponent: string, threshold: string) =>
        `the score of ${name} itself is above ${threshold}, the largest number of ${format}.`,
      exponential: (name: string, format: string, exponent: string, threshold: string) =>
        `the exponential of ${name}, e to the ${exponent}, is too large for ${format} and becomes ∞; the largest x for which eˣ fits is ${threshold}. ∞ / ∞ is NaN.`,
      sum: (name: string, format: string, _exponent: string, threshold: string) =>
        `each exponential fits, but with ${name} their sum is above ${threshold}, the largest number of ${format}, and becomes ∞. Any number divided by ∞ is 0.`,
    },
    underflow: {
      score: (name: string, format: string) =>
        `all scores, even the largest, ${name}, are below the lowest number of ${format}.`,
      exponential: (name: string, format: string, exponent: string, threshold: string) =>
        `even the largest exponential, that of ${name}, e to the ${exponent}, is too small for ${format} and becomes 0; the smallest x for which eˣ fits is ${threshold}. All are 0, and 0 / 0 is NaN.`,
    },
    lossy: {
      score: (name: string, format: string) => `the score of ${name} is below the lowest number of ${format}.`,
      exponential: (name: string, format: string, exponent: string, threshold: string) =>
        `the exponential of ${name}, e to the ${exponent}, is too small for ${format} and becomes 0; the smallest x for which eˣ fits is ${threshold}. Its probability is 0, as if it could not happen; the others are right.`,
      quotient: (name: string, format: string) =>
        `divided by the sum, the probability of ${name} is too small for ${format} and becomes 0, as if it could not happen.`,
    },
  },

  special: {
    nan: 'One NaN among the scores makes the sum NaN, and with it every probability.',
    infinite:
      'The exponential of ∞ is ∞. The naive formula computes ∞ / ∞ and the stable one ∞ − ∞, which are NaN. bridle’s softmax takes the limit: the items at ∞ share the probability equally.',
    masked:
      'When a whole row is masked, every score is −∞, every exponential is 0, and 0 / 0 is NaN: a common cause of NaN in training. With bridle’s mask option all probabilities of such a row are 0.',
    partly: 'A score of −∞ has the probability 0. This is how masked items are written.',
  },

  thresholds: 'The limits of each format',
  thresholdsCaption:
    'For each format, the range of x for which it can hold eˣ. Round points are the exponents of the naive formula, square ones those of the stable formula, which are never above 0.',
  axis: 'x in eˣ',
  zero: '0',
  infinite: '∞',
  below: 'eˣ is 0 below',
  above: 'eˣ is ∞ above',
  verdict: { overflow: 'overflow', underflow: '0 / 0', lossy: 'loses some', nan: 'NaN', ok: 'fine' },

  tail: 'The log-loss of a confident answer',
  tailCaption: (gap: string, loss: string) =>
    `Two classes, whose logits differ by ${gap}. The true loss of the first is ${loss}. The solid line is the true loss; log(softmax) follows it in steps and falls to exactly 0 where 1 + e^−lead rounds to 1. A cross marks that lead in each format: from there on the loss is 0 and nothing more is learned.`,
  gap: 'Lead of the first, in logits',
  lossAxis: 'loss −ln p of the first',
  gapAxis: 'lead of the first, in logits',
  exact: 'true',
  method: 'method',
  winner: 'ln p, first',
  loser: 'ln p, second',
  logOf: (format: string) => `log(softmax), ${format}`,
  usual: 'x − max − log Σ, float64',
  own: 'logSoftmax of bridle',
} as const;
