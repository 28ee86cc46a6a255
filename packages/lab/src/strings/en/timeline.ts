// English: the stop "timeline".

export const timeline = {
  idea: 'The same formula was found three times: in the theory of heat, in the theory of choice and in machine learning. Only the names differ: energies, utilities, logits. Choose a name and read the same bars again.',
  presets: { start: 'The scores 1, 1, 3', ladder: 'A ladder of five', equal: 'All equal' },
  questions: {
    named: {
      ask: 'Who gave softmax its name?',
      choices: ['Ludwig Boltzmann', 'R. Duncan Luce', 'John S. Bridle'],
      reveal: () => 'John S. Bridle, in two papers of 1989–90 on neural networks that classify.',
      why: 'Boltzmann had the formula in 1868, for energies. Softargmax would be the exact name, because it points to the position of the largest score (argmax) and does not return the largest score (max).',
    },
    luce: {
      ask: 'Luce’s rule divides each value by the sum of the values. When does it give the probabilities of softmax?',
      choices: ['Never', 'When each value is the exponential of a utility, v = eᵘ', 'When the values sum to 1'],
      reveal: (share: string, softmax: string, plain: string) =>
        `For utilities 1, 1, 3 the share of the values eᵘ is ${share} for the third, and softmax is ${softmax}; the share of 1, 1, 3 themselves is ${plain}.`,
      why: 'Luce’s rule is the share; with v = eᵘ it becomes softmax.',
    },
  },
  figure: 'One law, three readings',
  readings: 'Read as',
  reading: { boltzmann: 'Energies', luce: 'Utilities', bridle: 'Logits' },
  caption: {
    boltzmann:
      'States of energy E at temperature T: the lower the energy, the likelier the state. Energies in units of kʙT.',
    luce: 'Options with utility u and value v = eᵘ: each is chosen with a probability proportional to its value. Multiplying all values by the same number changes nothing.',
    bridle:
      'Scores z that a classifier gives to the classes, called logits: the larger the logit, the likelier the class.',
  },
  item: {
    boltzmann: (_name: string, i: number) => `state ${i + 1}`,
    luce: (name: string, _i: number) => name,
    bridle: (name: string, _i: number) => name,
  },
  quantity: { boltzmann: 'E\u00a0/\u00a0kʙT', luce: 'v', bridle: 'z' },
  columns: { name: 'name', probability: 'probability' },
  history: 'How it came about',
  workOf: { reprint: 'reprint', translation: 'English translation' },
  events: {
    boltzmann: {
      title: 'Ludwig Boltzmann',
      text: 'The distribution over energies. The constant kʙ was first written by Planck, not by Boltzmann.',
    },
    entropy: {
      title: 'Boltzmann again',
      text: 'Entropy and probability: the state that can arise in the most ways is the one that is observed.',
    },
    gibbs: {
      title: 'Josiah Willard Gibbs',
      text: 'The canonical ensemble: the law for any system in contact with a heat bath.',
    },
    jaynes: {
      title: 'Edwin T. Jaynes',
      text: 'The same law again, as the distribution of greatest entropy for a given mean energy.',
    },
    luce: {
      title: 'R. Duncan Luce',
      text: 'The choice axiom, P(i) = vᵢ / Σv, in Individual Choice Behavior. It is about people who choose, not about machines.',
    },
    gumbel: {
      title: 'Eric Holman and Anthony Marley',
      text: 'Utilities with independent Gumbel errors give the same law (reported by Luce and Suppes, 1965).',
    },
    mcfadden: {
      title: 'Daniel McFadden',
      text: 'Conditional logit. Its weakness is the independence of irrelevant alternatives: paint half the buses red, and it predicts that fewer people take the car.',
    },
    bridle: {
      title: 'John S. Bridle',
      text: 'Royal Signals and Radar Establishment, Malvern. He used this formula in the output layer of classifiers and gave it the name softmax.',
    },
  },
} as const;
