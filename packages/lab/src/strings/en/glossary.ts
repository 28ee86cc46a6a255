// English: the terms of the story.

export const glossary = {
  softmax: {
    term: 'softmax',
    text: 'Turns scores into probabilities: the exponential of each, divided by the sum of the exponentials.',
  },
  share: {
    term: 'share',
    text: 'Each score divided by the sum of the scores; Luce’s rule of choice is the share of values.',
  },
  microstate: {
    term: 'microstate',
    text: 'One complete way in which all particles can be placed. Ω counts them.',
  },
  factor: {
    term: 'Boltzmann factor',
    text: 'The weight of a state of energy E at the absolute temperature T.',
  },
  degeneracy: {
    term: 'degeneracy',
    text: 'How many states have the same energy.',
  },
  partition: {
    term: 'partition function',
    text: 'The sum of all Boltzmann factors. Dividing by it makes them probabilities, and its logarithm gives all the thermodynamics.',
  },
  metropolis: {
    term: 'Metropolis’ rule',
    text: 'A particle moves to a place of weight w′ with the probability min(1, w′ / w), or stays where the weight is w. Its visits then become Boltzmann’s distribution.',
  },
  ergodicity: {
    term: 'ergodicity',
    text: 'The time average of one particle equals the average over many particles at one moment.',
  },
  temperature: {
    term: 'temperature',
    text: 'Divides the scores: the lower, the more certain the largest; at ∞ all are equal.',
  },
  utility: {
    term: 'utility',
    text: 'The score of an option in the theory of choice; v = eᵘ is its value.',
  },
  axiom: {
    term: 'choice axiom',
    text: 'The odds of two options do not depend on what else can be chosen.',
  },
  logit: {
    term: 'logit',
    text: 'A score that a classifier gives to a class, before softmax.',
  },
  overflow: {
    term: 'overflow',
    text: 'A result too large for the format of the number: it becomes ∞.',
  },
  underflow: {
    term: 'underflow',
    text: 'A result too small for the format of the number: it becomes 0.',
  },
  nan: {
    term: 'not a number (NaN)',
    text: 'What ∞ / ∞ and 0 / 0 give. Whatever is computed from it is NaN too.',
  },
  entropy: {
    term: 'cross-entropy',
    text: 'The loss of a classifier: minus the logarithm of the probability of the true class.',
  },
  gradient: {
    term: 'gradient',
    text: 'How the loss changes with each score: the probability minus 1 for the true class, minus 0 for the others.',
  },
  descent: {
    term: 'gradient descent',
    text: 'Moves the weights against the gradient, as far as the learning rate η says.',
  },
  calibration: {
    term: 'calibration',
    text: 'Whether of all answers given with 80 % about 80 % are right. ECE is the mean difference.',
  },
  token: {
    term: 'token',
    text: 'A piece of text from the vocabulary of a language model: a word, a part of one, or a morpheme.',
  },
  nucleus: {
    term: 'top-p (nucleus sampling)',
    text: 'Draws from the fewest tokens whose probabilities sum to at least P. Top-k keeps the k likeliest, min-p what has at least a part of the largest probability.',
  },
  sparsemax: {
    term: 'sparsemax',
    text: 'A rule like softmax that gives low scores exactly 0; τ is such that the probabilities sum to 1.',
  },
} as const;
