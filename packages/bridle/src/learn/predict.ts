// Prediction: the recipe gives the features, the weights give scores, softmax gives probabilities.

import { softmax } from '../core/softmax.ts';
import { applyRecipe, type Unseen } from './apply-recipe.ts';
import { addScores } from './design.ts';
import type { Model } from './model.ts';
import type { Table } from './table.ts';

/**
 * The probability of each class for each row, (rows, classes) row-major, and what the model had not seen in training.
 *
 * A row's probabilities have the same bits whichever rows stand beside it. A row whose scores overflow (weights and
 * numbers beyond any that training gives) is NaN.
 *
 * @throws RecipeError 'missing-column', 'not-numeric', 'too-large', as `applyRecipe`.
 */
export function predict(model: Model, table: Table): { probabilities: Float64Array; unseen: Unseen[] } {
  const { design, unseen } = applyRecipe(model.recipe, table);
  const { rows } = table;
  const classes = model.classes.length;
  const scores = new Float64Array(classes * rows);
  for (let k = 0; k < classes; k += 1) scores.fill(model.intercepts[k], k * rows, (k + 1) * rows);
  addScores(design, model.weights, classes, scores);
  const { data } = softmax({ data: scores, dims: [rows, classes], strides: [1, rows] });
  return { probabilities: data, unseen };
}
