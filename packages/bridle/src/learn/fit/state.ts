// The state of a training: what it needs to go on elsewhere with the same bits, as plain data (numbers, texts and typed
// arrays by name), so that a caller can keep it where it likes and any solver can take part. A state is read like a file
// of somebody else: kinds and lengths are checked, and a point that does not give its own figures again is refused.

import { completePoint, lossAlong, type Point, type Problem, scoresOf } from './objective.ts';
import { StateError } from './state-error.ts';

/** Where a solver stands: numbers and arrays by name, from which it goes on with the same bits. */
export type State = {
  readonly [name: string]: number | string | boolean | null | Float64Array | Int32Array | State | readonly State[];
};

/** How a training takes part: where it goes on from, and who is offered its state before each step. */
export type Keeping = {
  /** A state that `onState` was given, of the same data and options. */
  state?: State;
  /**
   * Called before each step with a function that makes the state as it is then. Call it to keep the state: making it
   * copies every array of the solver.
   */
  onState?: (take: () => State) => void;
};

/** How far the loss of scores that were updated at every step may be from that of the parameters. */
const DRIFT = 1e-6;
const TINY = 1e-12;

/** A state does not fit the data or the options; the message says what was expected. */
export function refuseState(expected: string, got: unknown): never {
  throw new StateError(`state: expected ${expected}, got ${String(got)}`);
}

export function numberIn(state: State, name: string): number {
  const value = Object.hasOwn(state, name) ? state[name] : undefined;
  return typeof value === 'number' ? value : refuseState(`a number ${name}`, value);
}

/** A whole number ≥ 0. */
export function countIn(state: State, name: string): number {
  const value = numberIn(state, name);
  return Number.isSafeInteger(value) && value >= 0 ? value : refuseState(`a count ${name}`, value);
}

export function floatsIn(state: State, name: string, length: number): Float64Array {
  const value = Object.hasOwn(state, name) ? state[name] : undefined;
  if (!(value instanceof Float64Array)) return refuseState(`float64 numbers ${name}`, typeof value);
  return value.length === length ? value : refuseState(`${length} numbers ${name}`, value.length);
}

/** One of the given words. */
export function oneIn<Word extends string>(state: State, name: string, words: readonly Word[]): Word {
  const value = Object.hasOwn(state, name) ? state[name] : undefined;
  return words.find((word) => word === value) ?? refuseState(`${name} ${words.join(' or ')}`, value);
}

/** null where the state has null. */
export function partIn(state: State, name: string): State | null {
  const value = Object.hasOwn(state, name) ? state[name] : undefined;
  if (value === null) return null;
  const isPart = typeof value === 'object' && !Array.isArray(value) && !ArrayBuffer.isView(value);
  return isPart ? (value as State) : refuseState(`a part ${name}`, typeof value);
}

export function partsIn(state: State, name: string, most: number): readonly State[] {
  const value = Object.hasOwn(state, name) ? state[name] : undefined;
  if (!Array.isArray(value)) return refuseState(`a list ${name}`, typeof value);
  if (value.length > most) return refuseState(`at most ${most} ${name}`, value.length);
  const strange = value.find((part) => typeof part !== 'object' || part === null || ArrayBuffer.isView(part));
  return strange === undefined ? value : refuseState(`parts in ${name}`, typeof strange);
}

/** Refuses a state whose `name` is another one. */
export function checkSame(state: State, name: string, own: number | string): void {
  const value = Object.hasOwn(state, name) ? state[name] : undefined;
  if (value !== own) refuseState(`${name} ${own}`, value);
}

/** A point. Its scores and residuals are kept: computed again from the parameters they would round differently. */
export function pointState({ parameters, scores, residuals, loss, objective, gradient }: Point): State {
  const vectors = { parameters: parameters.slice(), scores: scores.slice(), residuals: residuals.slice() };
  return { ...vectors, loss, objective, gradientSum: plainSum(gradient) };
}

/**
 * Makes the point the one of the state. StateError where the parameters do not have its loss on this data, or objective
 * and gradient do not come out to the last bit.
 */
export function restorePoint(problem: Problem, point: Point, state: State): void {
  point.parameters.set(floatsIn(state, 'parameters', point.parameters.length));
  point.scores.set(floatsIn(state, 'scores', point.scores.length));
  point.residuals.set(floatsIn(state, 'residuals', point.residuals.length));
  point.loss = numberIn(state, 'loss');
  scoresOf(problem, point.parameters, point.along);
  const { loss } = lossAlong(problem, point.along, point.along, 0, point.trial);
  const isNear = Math.abs(loss - point.loss) <= DRIFT * point.loss + TINY;
  if (!isNear) refuseState(`the loss ${point.loss} of its parameters on this data`, loss);
  completePoint(problem, point);
  checkSame(state, 'objective', point.objective);
  checkSame(state, 'gradientSum', plainSum(point.gradient));
}

function plainSum(x: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j += 1) sum += (1 + (j % 7)) * x[j]; // entries of all classes sum to 0
  return sum;
}
