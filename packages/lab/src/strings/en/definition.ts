// English: the stop "definition".

export const definition = {
  idea: 'Softmax turns any scores into probabilities: raise e to the power of each score, and divide by the sum of these powers. When a score rises by 1, its power becomes e times as large, whatever the other scores are.',
  presets: {
    start: '1, 1, 3',
    equal: 'All equal',
    negative: 'Negative scores',
    added: '100 added to each',
    huge: 'Scores of 1000',
  },
  questions: {
    adding: {
      ask: 'The scores are 1, 1 and 3. You add 100 to each of them. What happens to the probabilities?',
      choices: ['The largest one grows', 'Nothing', 'They can no longer be computed'],
      reveal: (before: string, after: string) => `The third is ${before} before and ${after} after.`,
      why: 'A number added to all scores multiplies every exponential by the same factor, and the factor cancels in the division. That is why the largest score can be subtracted first: the probabilities stay the same, and nothing overflows.',
    },
  },
  figure: 'Step by step',
  caption: (max: string, sum: string) =>
    `The largest score, ${max}, is subtracted from each, so the largest exponential is 1. The exponentials sum to ${sum}.`,
  overflow: (max: string) =>
    `Without the subtraction, e to the power of ${max} would be ∞ in double precision (float64).`,
  score: 'score',
  shifted: 'minus the largest',
  exponential: 'exponential',
  probability: 'probability',
  name: 'name',
  sum: 'sum',
} as const;
