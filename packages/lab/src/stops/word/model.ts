// From the logits of a language model to the next token: temperature, then top-k, top-p and min-p, then softmax or
// sparsemax of what is left. The tokens without a name count as levels with a degeneracy, so nothing of the vocabulary
// is left out of a sum.

import { entropy, exp, log, softmax, sparsemax } from 'bridle';
import { categorical, minP, philox, topK, topP } from 'bridle/sample';
import { NAMED, type Text } from './texts.ts';

export type Cuts = { temperature: number; topk: number; topp: number; minp: number; rule: 'softmax' | 'sparsemax' };

export type Cut = 'topk' | 'topp' | 'minp' | 'sparsemax';

export type Outcome = {
  /** The probability of each entry; of several tokens together where they share a logit. */
  p: Float64Array;
  /** How many tokens of each entry are left. */
  left: Float64Array;
  /** What took the last token of an entry away. */
  cut: readonly (Cut | null)[];
  /** How many tokens are left in all. */
  count: number;
  /** e^H: as many equally likely tokens would be as uncertain. */
  effective: number;
};

export function outcomeOf(text: Text, { temperature, topk, topp, minp, rule }: Cuts): Outcome {
  const { logits } = text;
  const left = text.counts.slice();
  const cut: (Cut | null)[] = Array.from(left, () => null);
  const take = (by: Cut, kept: ArrayLike<number>) => {
    for (let i = 0; i < left.length; i += 1) {
      if (left[i] > 0 && kept[i] === 0) cut[i] = by;
      left[i] = Math.min(left[i], kept[i]);
    }
  };
  const probabilities = () => softmax(logits, { temperature, weights: left });
  if (topk > 0) {
    const kept = new Float64Array(left.length);
    kept.set(topK(logits.subarray(0, NAMED), topk));
    take('topk', kept);
  }
  if (topp < 1) take('topp', nucleus(probabilities(), left, topp));
  if (minp > 0) {
    const p = probabilities();
    const each = p.map((mass, i) => (left[i] > 0 ? mass / left[i] : 0));
    const mask = minP(each, minp);
    take(
      'minp',
      left.map((count, i) => count * mask[i]),
    );
  }
  const p = rule === 'softmax' ? probabilities() : sparsemax(logits, { temperature, weights: left });
  if (rule === 'sparsemax')
    take(
      'sparsemax',
      left.map((count, i) => (p[i] > 0 ? count : 0)),
    );
  // The entropy of the entries, and within an entry of equal tokens the logarithm of their number.
  let h = entropy(p);
  for (let i = NAMED; i < p.length; i += 1) if (p[i] > 0) h += p[i] * log(left[i]);
  return { p, left, cut, count: left.reduce((a, b) => a + b, 0), effective: exp(h) };
}

/** How many tokens of each entry are among the fewest whose probabilities reach `mass`. */
function nucleus(p: Float64Array, left: Float64Array, mass: number): Float64Array {
  const kept = new Float64Array(p.length);
  const named = p.subarray(0, NAMED);
  if (named.reduce((a, b) => a + b, 0) > mass) {
    kept.set(topP(named, mass));
    return kept;
  }
  // It reaches the tokens without a name: all of them, one by one.
  const each = new Float64Array(left.reduce((a, b) => a + b, 0));
  let at = 0;
  for (const [i, count] of left.entries()) {
    if (count > 0) each.fill(p[i] / count, at, at + count);
    at += count;
  }
  const mask = topP(each, mass);
  at = 0;
  for (const [i, count] of left.entries()) {
    for (const end = at + count; at < end; at += 1) kept[i] += mask[at];
  }
  return kept;
}

/** What the model gives without any of this: the softmax at T = 1, of each entry. */
export const givenBy = ({ logits, counts }: Text): Float64Array => softmax(logits, { weights: counts });

/** Entries drawn one after another; the first ones are the same however many are drawn. */
export function drawn(p: Float64Array, count: number, seed: number): number[] {
  const rng = philox(seed);
  return Array.from({ length: count }, () => categorical(p, { rng }));
}

/** How often each of the first `rows` entries was drawn, and all others together. */
export function tally(draws: readonly number[], rows: number): number[] {
  const counts = new Array<number>(rows + 1).fill(0);
  for (const entry of draws) counts[Math.min(entry, rows)] += 1;
  return counts;
}

/** The token of an entry, or null for one of the others. */
export const tokenOf = ({ tokens }: Text, entry: number): string | null => tokens[entry] ?? null;

/** A point for each entry that is left: the rank of its last token, and the probability of one of them. */
export function ranked({ p, left }: Pick<Outcome, 'p' | 'left'>): { rank: number; p: number }[] {
  const points: { rank: number; p: number }[] = [];
  let rank = 0;
  for (let i = 0; i < p.length; i += 1) {
    if (!(left[i] > 0) || !(p[i] > 0)) continue;
    rank += left[i];
    points.push({ rank, p: p[i] / left[i] });
  }
  return points;
}

const three = [3, 2, 1];

/** Of three scores, how likely the largest is at T = 1 and at T = 0.5: 0 falls, 1 stays, 2 rises. */
export function answerOfCold(): { answer: number; facts: number[] } {
  const facts = [1, 0.5].map((temperature) => softmax(three, { temperature })[0]);
  return { answer: facts[1] > facts[0] ? 2 : facts[1] === facts[0] ? 1 : 0, facts };
}

/** At T = ∞: 0 the largest alone, 1 the larger ones, 2 all alike. */
export function answerOfHeat(): number {
  const p = softmax(three, { temperature: Number.POSITIVE_INFINITY });
  return p[0] === p[2] ? 2 : p[0] === 1 ? 0 : 1;
}

/** How many of six tokens are left where the model is sure and where it is not: 0 top-k adapts, 1 top-p, 2 both. */
export function answerOfCuts(): { answer: number; facts: number[] } {
  const rows = [
    [0.92, 0.03, 0.02, 0.01, 0.01, 0.01],
    [0.2, 0.18, 0.17, 0.16, 0.15, 0.14],
  ];
  const left = (masks: Uint8Array[]) => masks.map((mask) => mask.reduce((a, b) => a + b, 0));
  const byCount = left(rows.map((p) => topK(p, 3)));
  const byMass = left(rows.map((p) => topP(p, 0.9)));
  const adapts = [byCount, byMass].map(([sure, unsure]) => sure !== unsure);
  return { answer: adapts[0] ? (adapts[1] ? 2 : 0) : 1, facts: [...byCount, ...byMass] };
}
