// The optimum over the training rows of a spill: L-BFGS from a sample's optimum, each loss and gradient one pass over the
// file. The descent's state can be kept before each of its steps.

import { setImmediate } from 'node:timers/promises';
import { descendByPasses, type PassesEnd, type PassProgress, type Sample, sampleOptimum } from '@bridle/sql';
import {
  applyRecipe,
  type Design,
  openBlockPass,
  type Recipe,
  type State,
  StateError,
  withoutFeatures,
} from 'bridle/learn';
import { inFile } from '../read/in-file.ts';
import type { Keeper } from '../state/keep-state.ts';
import { partOf } from '../state/run-steps.ts';
import type { Split } from './rows-of-spill.ts';
import { type Spill, tableBlocks } from './spill.ts';

/** The descent ends when it is estimated to be so far above the minimum, or no entry of the gradient is larger. */
const GAP = 1e-12;
const GRADIENT = 1e-10;
export const MOST_PASSES = 100;

export type Problem = {
  file: string;
  spill: Spill;
  split: Split;
  recipe: Recipe;
  /** Features that no weight is estimated for. */
  dropped: ReadonlySet<number>;
  classes: number;
  l2: number;
};

export type Work = {
  keeper: Keeper;
  /** The parts of the state before this one. */
  before: State;
  maxPasses?: number | undefined;
  signal?: AbortSignal | undefined;
  onPass: (progress: PassProgress) => void;
};

/** The design of a part of the table. */
export function designOf(
  { file, recipe, dropped }: Omit<Problem, 'spill'>,
  table: Parameters<typeof applyRecipe>[1],
  rows?: Int32Array,
): Design {
  const { design } = inFile(file, () => applyRecipe(recipe, table), rows);
  return dropped.size > 0 ? withoutFeatures(design, dropped) : design;
}

/** Descends to the optimum of all training rows, from that of the sample. */
export async function fitByPasses(problem: Problem, sample: Sample, work: Work): Promise<PassesEnd> {
  const { classes, l2 } = problem;
  const { keeper, before, maxPasses = MOST_PASSES, onPass } = work;
  const start = sampleOptimum(sample, classes, l2);
  // Every class has 200 rows of the sample, or all of its rows.
  if (start === null) throw new Error('a class without a row in the sample');
  let take: (() => State) | null = null;
  const save = () => keeper.save({ ...before, ...(take && { passes: take() }) });
  const evaluate = passOver(problem, { ...work, save });
  const descend = (state: State | null) =>
    descendByPasses(evaluate, {
      ...{ sample, start, classes, l2, tolerance: GRADIENT, gapTolerance: GAP, maxPasses, onPass },
      ...(state && { state }),
      onState: (newest) => {
        take = newest;
      },
    });
  const state = keeper.found && partOf(keeper.found, 'passes');
  return descend(state).catch((error: unknown) => {
    if (!state || !(error instanceof StateError)) throw error;
    keeper.refuse();
    return descend(null);
  });
}

/** A function that computes the mean loss of the training rows and its gradient. */
function passOver(problem: Problem, { keeper, signal, save }: Work & { save: () => Promise<void> }) {
  const { spill, split, classes } = problem;
  const { labels, isTest, trainRows } = split;
  let pass: ReturnType<typeof openBlockPass> | undefined;
  return async (parameters: Float64Array) => {
    const gradient = new Float64Array(parameters.length);
    let loss = 0;
    for await (const { first, table } of tableBlocks(spill)) {
      await setImmediate();
      if (keeper.isDue() || (signal?.aborted && keeper.isKept())) await save();
      signal?.throwIfAborted();
      const design = designOf(problem, table);
      const block = {
        design,
        labels: new Int32Array(table.rows),
        weights: new Float64Array(table.rows),
      };
      for (let i = 0; i < table.rows; i += 1) {
        const row = first + i;
        if (labels[row] < 0 || isTest[row] === 1) continue;
        block.labels[i] = labels[row];
        block.weights[i] = 1 / trainRows;
      }
      pass ??= openBlockPass(spill.blockRows, numbersIn(design), classes);
      loss += pass.add(block, parameters, gradient);
    }
    return { loss, gradient };
  };
}

function numbersIn({ blocks }: Design): number {
  return blocks.reduce((sum, block) => sum + (block.kind === 'numbers' ? block.index.length : 0), 0);
}
