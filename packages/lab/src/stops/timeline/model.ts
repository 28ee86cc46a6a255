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

/** The story in order. Those with a reading are the law's three names. */
export const events = [
  { id: 'boltzmann', year: '1868', reading: 'boltzmann' },
  { id: 'entropy', year: '1877', reading: null },
  { id: 'gibbs', year: '1902', reading: null },
  { id: 'jaynes', year: '1957', reading: null },
  { id: 'luce', year: '1959', reading: 'luce' },
  { id: 'gumbel', year: '1965', reading: null },
  { id: 'mcfadden', year: '1974', reading: null },
  { id: 'bridle', year: '1989–90', reading: 'bridle' },
] as const;

/** Whether the law of choice gives softmax's numbers once values are exponentials: the answer, and both numbers. */
export function luceAgrees(): { answer: number; facts: number[] } {
  const values = [1, 1, 3].map((u) => exp(u));
  const facts = [share(values)[2], softmax([1, 1, 3])[2], share([1, 1, 3])[2]];
  return { answer: Math.abs(facts[0] - facts[1]) < 1e-12 ? 1 : 0, facts };
}
