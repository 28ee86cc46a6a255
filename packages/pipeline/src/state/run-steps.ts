// Runs a generator of training steps to its end, one at a time: progress is reported, the signal is checked and the state
// is saved in between. A state that the solver refuses is dropped, and the steps begin anew.

import { setImmediate } from 'node:timers/promises';
import { type Keeping, type State, StateError } from 'bridle/learn';
import type { Keeper } from './keep-state.ts';

export type Run<Progress> = {
  keeper: Keeper;
  /** The name of this part of the training in the state, and the parts before it. */
  part: string;
  before?: State;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
};

/** The result of the steps, and their last state. */
export async function runSteps<Progress, Result>(
  make: (keeping: Keeping) => Generator<Progress, Result>,
  { keeper, part, before = {}, signal, onProgress }: Run<Progress>,
): Promise<{ result: Result; last: State | null }> {
  let take: (() => State) | null = null;
  const begin = (state: State | null) => {
    const steps = make({
      ...(state && { state }),
      onState: (newest) => {
        take = newest;
      },
    });
    return { steps, step: steps.next() };
  };
  const save = () => keeper.save({ ...before, ...(take && { [part]: take() }) });
  const begun = beginOrAnew(begin, keeper, part);
  let { step } = begun;
  while (!step.done) {
    onProgress?.(step.value);
    await setImmediate();
    if (keeper.isDue() || (signal?.aborted && keeper.isKept())) await save();
    signal?.throwIfAborted();
    step = begun.steps.next();
  }
  const last = take as (() => State) | null;
  return { result: step.value, last: last?.() ?? null };
}

function beginOrAnew<T>(begin: (state: State | null) => T, keeper: Keeper, part: string): T {
  const state = keeper.found && partOf(keeper.found, part);
  try {
    return begin(state);
  } catch (error) {
    if (!state || !(error instanceof StateError)) throw error;
    keeper.refuse();
    return begin(null);
  }
}

/** A part of the state; null where it has none. */
export function partOf(state: State, part: string): State | null {
  const value = Object.hasOwn(state, part) ? state[part] : null;
  const isPart = typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
  return isPart ? (value as State) : null;
}
