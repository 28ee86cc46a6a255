// Where a cross-validation stands, and that as a state to go on from: the fold, the penalty of its grid, the losses and
// logits found so far, the parameters with which the training in progress began, and its own state.

import { checkSame, countIn, floatsIn, partIn, partsIn, refuseState, type State } from '../fit/state.ts';

export type Place = {
  /** The losses of every penalty, or the logits of the chosen one. */
  keep: 'losses' | 'logits';
  /** The penalties of this round, as twice the decimal logarithm of C; 0 for a fixed one. */
  exponents: readonly number[];
  fold: number;
  index: number;
  /** With which the training of this fold and penalty begins; null for those of no feature. */
  parameters: Float64Array | null;
  descent: State | null;
  /** Of each fold that is done, by exponent. */
  losses: Map<number, number[]>;
  /** (rows, classes); null before the first. */
  logits: Float64Array | null;
  progress: { done: number; total: number };
};

/** The grid ends at C = 10^±8. */
export const FARTHEST = 16;
const MOST = 2 * FARTHEST + 1;

type Facts = { rows: number; classes: number; folds: number; seed: number };

export function placeState({ keep, exponents, losses, progress, logits, ...place }: Place, facts: Facts): State {
  return {
    ...facts,
    ...place,
    keep,
    exponents: Int32Array.from(exponents),
    losses: [...losses].map(([exponent, found]) => ({ exponent, found: Float64Array.from(found) })),
    logits: logits?.slice() ?? null,
    ...progress,
  };
}

/** StateError for a state of other data, or one that no cross-validation has. */
export function placeIn(state: State, facts: Facts): Place {
  for (const [name, own] of Object.entries(facts)) checkSame(state, name, own);
  const { exponents } = state;
  const isGrid = exponents instanceof Int32Array && exponents.length >= 1 && exponents.length <= MOST;
  const keep = state.keep === 'logits' ? 'logits' : 'losses';
  checkSame(state, 'keep', keep);
  const place = {
    keep,
    exponents: isGrid ? Array.from(exponents, exponentOf) : refuseState('exponents', typeof exponents),
    fold: countIn(state, 'fold'),
    index: countIn(state, 'index'),
    parameters: state.parameters instanceof Float64Array ? state.parameters : null,
    descent: partIn(state, 'descent'),
    losses: new Map(partsIn(state, 'losses', MOST).map((one) => lossesIn(one, facts.folds))),
    logits: state.logits === null ? null : floatsIn(state, 'logits', facts.rows * facts.classes).slice(),
    progress: { done: countIn(state, 'done'), total: countIn(state, 'total') },
  } as const;
  const isDone = keep === 'logits' && place.fold === facts.folds && place.logits !== null;
  if (place.fold >= facts.folds && !isDone) refuseState('a fold', place.fold);
  if (place.index >= place.exponents.length) refuseState('a penalty', place.index);
  return place;
}

function lossesIn(one: State, folds: number): [number, number[]] {
  const { found } = one;
  if (!(found instanceof Float64Array && found.length <= folds)) return refuseState('losses', typeof found);
  return [exponentOf(Number(one.exponent)), [...found]];
}

function exponentOf(exponent: number): number {
  return Number.isInteger(exponent) && Math.abs(exponent) <= FARTHEST ? exponent : refuseState('an exponent', exponent);
}
