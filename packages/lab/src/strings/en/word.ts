// English: the stop "word".

export const word = {
  idea: 'A language model gives every token it knows a score, the logit, for being the next one, and softmax makes probabilities of them. The text goes on with one that is drawn. Temperature divides the logits as it divides energies; top-k, top-p and min-p leave out what is unlikely before the draw. Here are the real logits of two small models for twelve texts.',
  presets: {
    start: 'As the model gives it',
    cold: 'Cold, T = 0.3',
    hot: 'Hot, T = 3',
    topk: 'The top 5',
    topp: 'Half of the mass, top-p 0.5',
    minp: 'Hot, with min-p 0.1',
    sparsemax: 'Sparsemax',
  },
  questions: {
    cold: {
      ask: 'Three tokens have the scores 3, 2 and 1. The temperature goes from 1 down to 0.5. What becomes of the probability of the first?',
      choices: ['It falls', 'It stays', 'It rises'],
      reveal: (before: string, after: string) => `It rises, from ${before} to ${after}.`,
      why: 'Dividing by 0.5 doubles every difference of scores. The colder, the more often the likeliest token is drawn, and at T = 0 always.',
    },
    heat: {
      ask: 'The temperature is raised without end. Which tokens are drawn then?',
      choices: ['Only the likeliest one', 'The ten or so that make sense', 'Any token of the vocabulary'],
      reveal: () => 'Any: at T = ∞ all tokens of the vocabulary are equally likely, sense or no sense.',
      why: 'All differences of scores shrink towards 0. As the few tokens that make sense are far outnumbered, nearly every draw is nonsense. That is why high temperatures are used together with a cut.',
    },
    cuts: {
      ask: 'Top-k keeps the k likeliest tokens, top-p the fewest that together reach the probability p. Which of them keeps fewer where the model is sure of the next token?',
      choices: ['Top-k', 'Top-p', 'Both'],
      reveal: (kSure: string, kUnsure: string, pSure: string, pUnsure: string) =>
        `Top-p. Where one token has 92 %, top-p 0.9 keeps ${pSure}, and where six are about equal, ${pUnsure}. Top-k with k = 3 keeps ${kSure} and ${kUnsure}.`,
      why: 'Top-k counts tokens, whatever their probabilities are. Top-p (nucleus sampling) counts probability, and min-p compares with the likeliest token; both follow how sure the model is.',
    },
  },
  loading: 'Loading the logits …',
  failed: 'The logits could not be loaded. Reload the page.',

  text: 'Text',
  temperature: 'Temperature T',
  drawing: 'Draw tokens',
  one: 'Draw one',
  twenty: 'Draw 20',
  clear: 'Clear',
  off: (name: string) => `${name} (0 is off)`,
  offAtOne: 'top-p (1 is off)',
  rule: 'Rule',
  rules: { softmax: 'softmax', sparsemax: 'sparsemax' },
  draws: 'Draws',
  seed: 'Seed',

  candidates: 'Which token comes next?',
  candidatesCaption: (temperature: string, token: string, p: string, left: string, vocabulary: string) =>
    `At T = ${temperature} the model’s first token, “${token}”, has ${p}. ${left} of ${vocabulary} tokens can be drawn.`,
  token: 'token',
  given: 'as the model gives it',
  now: 'now',
  draw: 'a draw',
  drawnTimes: 'drawn',
  others: (count: string) => `${count} others`,
  blank: '(blank)',
  cutBy: { topk: 'cut by top-k', topp: 'cut by top-p', minp: 'cut by min-p', sparsemax: '0 by sparsemax' },

  texts: 'How temperature changes the text',
  textsCaption:
    'The same text continued with the same random numbers at several temperatures. The bar marks the present one; … is a token that is not among the 500 likeliest.',
  effective: (count: string) => `effectively ${count} token${count === '1' ? '' : 's'}`,
  effectiveNumber: 'as many equally likely tokens',
  drawnTokens: 'drawn tokens',

  ranks: 'The long tail, and where it is cut',
  ranksCaption: (left: string, effective: string) =>
    `The probability of each token by its rank, on logarithmic scales. ${left} tokens are left; they are as uncertain as ${effective} equally likely ones (e to the power of the entropy).`,
  rank: 'rank of the token',
  p: 'probability of one token',
  left: (count: string) => `${count} left`,

  source: {
    en: (model: string, licence: string, vocabulary: string, packaged: string) =>
      `Logits of ${model} (${licence}), a small general language model with a vocabulary of ${vocabulary} tokens, quantised to four bits, from the package ${packaged}. A token is a word or a piece of one. The 500 largest logits are here one by one to three decimals, all others counted in steps of a quarter.`,
    ko: (model: string, licence: string, vocabulary: string, packaged: string) =>
      `Logits of ${model} (${licence}), the language model of a Korean morphological analyser with a vocabulary of ${vocabulary} morphemes, which sees only the last few of them, from the package ${packaged}. A token is a morpheme; stems end in a hyphen. The English model knows Hangul only as bytes. The 500 largest logits are here one by one to three decimals, all others counted in steps of a quarter.`,
  },
} as const;
