// One law read three ways, each by the library's function for it: energies by softmin, values by share, logits by
// softmax. The scores x are utilities and logits as they are, and energies when they are taken from the largest.

import { exp, share, softmax, softmin } from 'bridle';

export type Reading = 'boltzmann' | 'luce' | 'bridle';

/** What each reading starts from, and the probabilities that it ends with. */
export type Read = { quantities: readonly number[]; probabilities: readonly number[] };

export function read(scores: readonly number[], reading: Reading): Read {
  const max = scores.reduce((a, b) => Math.max(a, b));
  if (reading === 'boltzmann') {
    const energies = scores.map((x) => max - x);
    return { quantities: energies, probabilities: softmin(energies) };
  }
  if (reading === 'luce') {
    // Values count only against each other; here the largest is 1, so that none overflows.
    const values = scores.map((x) => exp(x - max));
    return { quantities: values, probabilities: share(values) };
  }
  return { quantities: scores, probabilities: softmax(scores) };
}

/** A work by its title in its own language, where it appeared, and its DOI (of a reprint or a translation where `of` says so). */
export type Work = { title: string; lang?: 'de'; where: string; doi?: string; of?: 'reprint' | 'translation' };

export type Event = { id: EventId; year: string; reading: Reading | null; works: readonly Work[] };

type EventId = 'boltzmann' | 'entropy' | 'gibbs' | 'jaynes' | 'luce' | 'gumbel' | 'mcfadden' | 'bridle';

/** The story in order. Those with a reading are the law's three names. */
export const events: readonly Event[] = [
  {
    id: 'boltzmann',
    year: '1868',
    reading: 'boltzmann',
    works: [
      {
        title: 'Studien über das Gleichgewicht der lebendigen Kraft zwischen bewegten materiellen Punkten',
        lang: 'de',
        where: 'Wiener Berichte 58, 517–560',
      },
    ],
  },
  {
    id: 'entropy',
    year: '1877',
    reading: null,
    works: [
      {
        title:
          'Über die Beziehung zwischen dem zweiten Hauptsatze der mechanischen Wärmetheorie und der Wahrscheinlichkeitsrechnung',
        lang: 'de',
        where: 'Wiener Berichte 76, 373–435',
        doi: '10.3390/e17041971',
        of: 'translation',
      },
    ],
  },
  {
    id: 'gibbs',
    year: '1902',
    reading: null,
    works: [
      {
        title: 'Elementary Principles in Statistical Mechanics',
        where: 'Scribner, New York',
        doi: '10.5962/bhl.title.32624',
      },
    ],
  },
  {
    id: 'jaynes',
    year: '1957',
    reading: null,
    works: [
      {
        title: 'Information Theory and Statistical Mechanics',
        where: 'Physical Review 106, 620–630',
        doi: '10.1103/PhysRev.106.620',
      },
    ],
  },
  {
    id: 'luce',
    year: '1959',
    reading: 'luce',
    works: [
      {
        title: 'Individual Choice Behavior: A Theoretical Analysis',
        where: 'Wiley, New York',
        doi: '10.1037/14396-000',
        of: 'reprint',
      },
    ],
  },
  {
    id: 'gumbel',
    year: '1965',
    reading: null,
    works: [
      {
        title: 'Preference, Utility, and Subjective Probability',
        where: 'R. D. Luce, P. Suppes, Handbook of Mathematical Psychology III, Wiley',
      },
    ],
  },
  {
    id: 'mcfadden',
    year: '1974',
    reading: null,
    works: [
      {
        title: 'Conditional Logit Analysis of Qualitative Choice Behavior',
        where: 'P. Zarembka (ed.), Frontiers in Econometrics, Academic Press, 105–142',
      },
    ],
  },
  {
    id: 'bridle',
    year: '1989–90',
    reading: 'bridle',
    works: [
      {
        title:
          'Training Stochastic Model Recognition Algorithms as Networks can Lead to Maximum Mutual Information Estimation of Parameters',
        where: 'NIPS 1989 (1990), 211–217',
      },
      {
        title:
          'Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to Statistical Pattern Recognition',
        where: 'NATO ASI F 68 (1990), 227–236',
        doi: '10.1007/978-3-642-76153-9_28',
      },
    ],
  },
];

/** Whether the law of choice gives softmax's numbers once values are exponentials: the answer, and both numbers. */
export function luceAgrees(): { answer: number; facts: number[] } {
  const values = [1, 1, 3].map((u) => exp(u));
  const facts = [share(values)[2], softmax([1, 1, 3])[2], share([1, 1, 3])[2]];
  return { answer: Math.abs(facts[0] - facts[1]) < 1e-12 ? 1 : 0, facts };
}
