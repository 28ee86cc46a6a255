// The two parts of a fold: the rows that train, with the recipe that is learned from them, and those held out; and what a
// training's scores of the held-out rows are worth.

import { exp } from '../../core/arithmetic/exp.ts';
import { log1p } from '../../core/arithmetic/log.ts';
import { applyRecipe } from '../table/apply-recipe.ts';
import { addScores, type Design } from '../table/design.ts';
import type { Recipe } from '../table/features.ts';
import { RecipeError } from '../table/recipe-error.ts';
import { type Table, takeRows } from '../table/table.ts';

/** Learns the recipe from the training part of a fold, whose rows have these weights. */
export type Learn = (training: Table, weights: Float64Array) => Recipe;

export type Input = { table: Table; labels: ArrayLike<number>; weights: Float64Array; foldOf: Int32Array };

export type Parts = {
  train: Design;
  trainLabels: Int32Array;
  trainWeights: Float64Array;
  test: Design;
  testRows: Int32Array;
  testLabels: Int32Array;
  testWeights: Float64Array;
};

export function partsOf({ table, labels, weights, foldOf }: Input, fold: number, learn: Learn): Parts {
  const all = Int32Array.from(labels, (_, row) => row);
  const trainRows = all.filter((row) => foldOf[row] !== fold);
  const testRows = all.filter((row) => foldOf[row] === fold);
  const training = takeRows(table, trainRows);
  const trainWeights = Float64Array.from(trainRows, (row) => weights[row]);
  const recipe = learnUnlessEmpty(learn, training, trainWeights);
  const designOf = (part: Table): Design =>
    recipe ? applyRecipe(recipe, part).design : { rows: part.rows, columns: 0, blocks: [] };
  return {
    train: designOf(training),
    trainLabels: Int32Array.from(trainRows, (row) => labels[row]),
    trainWeights,
    test: designOf(takeRows(table, testRows)),
    testRows,
    testLabels: Int32Array.from(testRows, (row) => labels[row]),
    testWeights: Float64Array.from(testRows, (row) => weights[row]),
  };
}

/** The recipe, or null where no column varies in this fold: its model is then the shares of the classes. */
export function learnUnlessEmpty(learn: Learn, training: Table, weights: Float64Array): Recipe | null {
  try {
    return learn(training, weights);
  } catch (error) {
    if (error instanceof RecipeError && error.code === 'no-features') return null;
    throw error;
  }
}

/** (classes, rows). */
export function scoresOf(
  design: Design,
  { weights, intercepts }: { weights: Float64Array; intercepts: Float64Array },
  classes: number,
): Float64Array {
  const scores = new Float64Array(classes * design.rows);
  for (let k = 0; k < classes; k += 1) scores.fill(intercepts[k], k * design.rows, (k + 1) * design.rows);
  addScores(design, weights, classes, scores);
  return scores;
}

export function meanLoss(scores: Float64Array, labels: Int32Array, weights: Float64Array, classes: number): number {
  const rows = labels.length;
  let [loss, total] = [0, 0];
  for (let i = 0; i < rows; i += 1) {
    let top = 0;
    for (let k = 1; k < classes; k += 1) if (scores[k * rows + i] > scores[top * rows + i]) top = k;
    const max = scores[top * rows + i];
    let rest = 0;
    for (let k = 0; k < classes; k += 1) if (k !== top) rest += exp(scores[k * rows + i] - max);
    loss += weights[i] * (log1p(rest) + max - scores[labels[i] * rows + i]);
    total += weights[i];
  }
  return total === 0 ? 0 : loss / total;
}
