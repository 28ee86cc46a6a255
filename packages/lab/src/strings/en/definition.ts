// English: the stop "definition".

export const definition = {
  idea: 'Softmax turns any scores into probabilities: take e to the power of each, and divide by the sum. One more on a score makes it e times as heavy, whatever the others are.',
  presets: {
    start: '1, 1, 3',
    equal: 'All equal',
    negative: 'Below zero',
    added: '100 on each',
    huge: 'Scores of 1000',
  },
  questions: {
    adding: {
      ask: 'The scores are 1, 1 and 3. You add 100 to each of them. What happens to the probabilities?',
      choices: ['The largest one gains', 'Nothing', 'They can no longer be computed'],
      reveal: (before: string, after: string) =>
        `The third has ${before} before and ${after} after. A number added to all scores multiplies every exponential by the same factor, and the division takes it out again. That is why the largest score may be subtracted first, and nothing overflows.`,
    },
  },
  figure: 'Stage by stage',
  caption: (max: string, sum: string) =>
    `The largest score, ${max}, is taken from each, so that the largest exponential is 1. Their sum is ${sum}.`,
  overflow: (max: string) => `Without that, e to the power of ${max} would be ∞ in double precision.`,
  score: 'score',
  shifted: 'less the largest',
  exponential: 'exponential',
  probability: 'probability',
  name: 'name',
  sum: 'sum',
} as const;
