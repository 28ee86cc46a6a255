// English: the stop "timeline".

export const timeline = {
  idea: 'The same formula was found for heat, for choice and for machines that classify. Only the words change: energies, utilities, logits. Choose a name and read the same bars again.',
  presets: { start: 'The scores 1, 1, 3', ladder: 'A ladder of five', equal: 'All equal' },
  questions: {
    named: {
      ask: 'Who gave softmax its name?',
      choices: ['Ludwig Boltzmann', 'R. Duncan Luce', 'John S. Bridle'],
      reveal: () =>
        'John S. Bridle, in two papers of 1989–90 on networks that classify. Boltzmann had the law in 1868, for energies. Softargmax would be the exact name, since it points to the largest score and does not return it.',
    },
    luce: {
      ask: 'Luce’s rule divides each value by the sum of the values. When does it give the probabilities of softmax?',
      choices: ['Never', 'When the values are exponentials, v = eᵘ', 'When the values sum to 1'],
      reveal: (share: string, softmax: string, plain: string) =>
        `For utilities 1, 1, 3 the share of the values eᵘ is ${share} for the third, and softmax is ${softmax}. The share of 1, 1, 3 themselves is ${plain}: Luce’s rule is the share, and becomes softmax with v = eᵘ.`,
    },
  },
  figure: 'One law, three readings',
  readings: 'Read as',
  reading: { boltzmann: 'Energies', luce: 'Values', bridle: 'Logits' },
  caption: {
    boltzmann:
      'States of energy E at temperature T: the lower the energy, the likelier the state. Energies in units of kT.',
    luce: 'Things to choose from with value v = eᵘ, up to a common factor: each is chosen in proportion to its value.',
    bridle: 'Outputs z of a classifier, called logits: the larger, the likelier the class.',
  },
  item: {
    boltzmann: (_name: string, i: number) => `state ${i + 1}`,
    luce: (name: string, _i: number) => name,
    bridle: (name: string, _i: number) => name,
  },
  quantity: { boltzmann: 'E / kT', luce: 'v', bridle: 'z' },
  columns: { name: 'name', probability: 'probability' },
  history: 'How it came to be',
  events: {
    boltzmann: {
      title: 'Ludwig Boltzmann',
      text: 'The distribution over energies. He did not write the constant k; Planck did.',
    },
    entropy: {
      title: 'Boltzmann again',
      text: 'Entropy and probability: the state that can be had in the most ways is the one that we see.',
    },
    gibbs: {
      title: 'Josiah Willard Gibbs',
      text: 'The canonical ensemble: the law for any system in contact with heat.',
    },
    jaynes: {
      title: 'Edwin T. Jaynes',
      text: 'The same law again, as the one of greatest entropy for a given mean energy.',
    },
    luce: {
      title: 'R. Duncan Luce',
      text: 'The choice axiom, P(i) = vᵢ / Σv, in Individual Choice Behavior. It is about people who choose, not about machines.',
    },
    gumbel: {
      title: 'Eric Holman and Anthony Marley',
      text: 'Utilities with independent Gumbel errors give the same law (told by Luce and Suppes).',
    },
    mcfadden: {
      title: 'Daniel McFadden',
      text: 'Conditional logit. Its limit is the independence of irrelevant alternatives: paint half the buses red, and the rule lets cars lose to them.',
    },
    bridle: {
      title: 'John S. Bridle',
      text: 'Royal Signals and Radar Establishment, Malvern. He gives the output layer of classifiers this formula and its name: softmax.',
    },
  },
} as const;
