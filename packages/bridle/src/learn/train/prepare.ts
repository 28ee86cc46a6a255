// From a table to what the solver needs: the classes and the label of each row, the rows that train and those held out, the
// recipe, learned from the training rows alone, and their design.

import { type ReferenceLevel, redundantProducts, referenceLevels } from '../infer/treatment.ts';
import { withoutFeatures } from '../infer/without-features.ts';
import { type Inspection, inspectColumns, type Roles } from '../inspect/inspect-columns.ts';
import { applyRecipe } from '../table/apply-recipe.ts';
import { countTexts, indexCells } from '../table/cells.ts';
import type { Design } from '../table/design.ts';
import type { LeftOut, LeftOutReason, Recipe } from '../table/features.ts';
import { parseInteraction } from '../table/interactions.ts';
import { readLabels } from '../table/labels.ts';
import { learnRecipe } from '../table/recipe.ts';
import { RecipeError } from '../table/recipe-error.ts';
import { stratifiedSplit } from '../table/split.ts';
import { type Column, columnOf, type Table } from '../table/table.ts';
import { type TrainOptions, textShapeOf } from './options.ts';
import { amongRows, type Part, partOf } from './parts.ts';
import { classWeightsOf, rowWeights, takeWeights, weighedLabels } from './weights.ts';

/** The share of rows held out by 'auto'; texts need every row, because each brings words of its own. */
const HOLDOUT = 0.2;
const HOLDOUT_OF_TEXTS = 0.1;

/** A table made ready for a training: its recipe, classes, labels and the rows of each part. */
export type Prepared = {
  /** The table without the column of weights, with its columns in the roles that were given. */
  table: Table;
  classes: string[];
  /** Of every row of the table, −1 without a class or with weight 0; and as many with a class and weight 0. */
  labels: Int32Array;
  idleRows: number;
  train: Part;
  test: Part;
  /** The share that was held out. */
  holdout: number;
  /** Rows that would train but for a missing cell, with `completeRows`. */
  incompleteRows: number;
  inspection: Inspection;
  recipe: Recipe;
  leftOut: LeftOut[];
  /** The recipe of other rows, as in a fold; weights are those of the rows. */
  learn: (part: Table, weights: Float64Array | null) => Recipe;
  /** The training rows with every level of a category, and without the reference levels that λ = 0 needs. */
  whole: Design;
  design: Design;
  references: ReferenceLevel[];
  /** The features of `whole` that `design` leaves out. */
  dropped: number[];
  /** The weight of each class, and of each training row with that of its class; null where all are 1. */
  classWeights: Float64Array | null;
  fitWeights: Float64Array | null;
};

/** Options of the preparation: those of the training, and two of the caller. */
export type PrepareOptions = TrainOptions & {
  /** Rows with a missing cell in a column that is used do not train, as in statistics programs. */
  completeRows?: boolean;
  /** Receives what was found before the recipe is learned; what it throws ends the preparation. */
  onInspected?: (found: Inspection & { classes: string[]; rows: number }) => void;
};

/**
 * The training of a table, prepared as `train` does: what it does next is `choosing`, `fit` and `modelOf`.
 *
 * @throws RecipeError for a table that cannot be learned from, RangeError for options that do not fit.
 * @example
 * ```ts
 * import { prepareTraining } from 'bridle/learn';
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 2, 4, 5]) };
 * const y = { kind: 'categorical' as const, name: 'y', codes: new Int32Array([0, 1, 0, -1]), levels: ['a', 'b'] };
 * const { classes, train } = prepareTraining({ rows: 4, columns: [x, y] }, { target: 'y' });
 * [classes.length, train.rows.length]; // → [2, 3]
 * ```
 */
export function prepareTraining(given: Table, options: PrepareOptions): Prepared {
  const {
    target,
    exclude = [],
    holdout: asked = 0,
    seed = 1,
    standardize = true,
    minCount = 1,
    fill = 'mean',
    interactions = [],
  } = options;
  const { table, weights } = takeWeights(inRoles(given, options), options.weight);
  const { classes, labels: read } = readLabels(table, target);
  const labels = weighedLabels(options.weight, { labels: read, weights, classes });
  const inspection = inspectColumns(table, { target, labels, classes: classes.length }, options);
  options.onInspected?.({ ...inspection, classes, rows: table.rows });
  const { dates, texts } = inspection;
  const holdout = asked === 'auto' ? (texts.length > 0 ? HOLDOUT_OF_TEXTS : HOLDOUT) : asked;
  const split = stratifiedSplit(labels, classes.length, { holdout, seed });
  const all = partOf(table, labels, split.train, weights);
  const how = {
    ...{ target, standardize, dates, texts, minCount, fill, interactions, textShape: textShapeOf(options) },
    exclude: [...inspection.leftOut, ...exclude],
  };
  const learn = (part: Table, of: Float64Array | null) => learnRecipe(part, { ...how, ...(of && { weights: of }) });
  const classWeights = classWeightsOf(options.classWeight, { ...all, classes });
  const weightsOf = (part: Part) => rowWeights(part.labels, part.weights, classWeights);
  const learnFrom = (part: Part) => amongRows(part.rows, () => learn(part.table, weightsOf(part)));
  const first = learnFrom(all);
  refuseLostFactors(interactions, first.leftOut);
  const train = options.completeRows ? partOf(table, labels, completeRows(all, first.recipe, classes), weights) : all;
  const { recipe, leftOut } = train.rows.length === all.rows.length ? first : learnFrom(train);
  const isTreated = options.l2 === 0 && options.l1 === undefined && texts.length === 0;
  const references = isTreated ? referenceLevels(recipe, options.references) : [];
  const dropped = [...references.map(({ feature }) => feature), ...redundantProducts(recipe, references)];
  const whole = applyRecipe(recipe, train.table).design;
  return {
    ...{ table, classes, labels, train, holdout, inspection, recipe, leftOut, whole, references, dropped },
    idleRows: labels.reduce((sum, label, row) => sum + (label < read[row] ? 1 : 0), 0),
    test: partOf(table, labels, split.test, weights),
    incompleteRows: all.rows.length - train.rows.length,
    learn: (part, of) => learn(part, of).recipe,
    design: dropped.length > 0 ? withoutFeatures(whole, new Set(dropped)) : whole,
    classWeights,
    fitWeights: weightsOf(train),
  };
}

const reasons: Record<LeftOutReason, string> = {
  constant: 'it has one value',
  'all-distinct': 'its texts are all different',
  'all-missing': 'all of its cells are missing',
  'row-numbers': 'it counts the rows',
  'row-identifiers': 'it identifies the rows',
  'nearly-distinct': 'its texts differ in most rows',
  identifier: 'it identifies the rows',
  weight: 'it gives the weights',
  'no-terms': 'its texts have no terms in common',
  excluded: 'it is excluded',
};

/** Refuses a product that was asked for and has a column that is no feature. */
function refuseLostFactors(interactions: readonly string[], leftOut: readonly LeftOut[]): void {
  for (const product of interactions) {
    const names = new Set(parseInteraction(product).map(({ name }) => name));
    const lost = leftOut.find(({ name }) => names.has(name));
    if (!lost) continue;
    const facts = { product, column: lost.name, reason: lost.reason };
    const message = `The product "${product}" cannot be made, because the column "${lost.name}" is left out: ${reasons[lost.reason]}.`;
    throw new RecipeError('lost-factor', message, facts);
  }
}

/** A column of numbers that is declared categorical becomes one of categories; one of texts cannot be numeric. */
function inRoles(table: Table, { categorical = [], numeric = [], text = [] }: Roles): Table {
  for (const name of [...categorical, ...text]) columnOf(table, name);
  for (const name of numeric) {
    const column = columnOf(table, name);
    const row = column.kind === 'categorical' ? column.codes.findIndex((code) => code >= 0) : -1;
    if (column.kind === 'numeric' || row < 0) continue;
    const found = column.levels[column.codes[row]];
    const message = `The column "${name}" must hold numbers, but row ${row + 1} is "${found}".`;
    throw new RecipeError('not-numeric', message, { column: name, row: row + 1, text: found });
  }
  if (categorical.length === 0) return table;
  const columns = table.columns.map((column): Column => {
    if (column.kind === 'categorical' || !categorical.includes(column.name)) return column;
    const levels = [...countTexts(column).keys()];
    return { kind: 'categorical', name: column.name, codes: indexCells(column, levels), levels };
  });
  return { ...table, columns };
}

/** The rows, by their places in the whole table, whose cells of the recipe's columns are all there. */
function completeRows({ table, labels, rows }: Part, recipe: Recipe, classes: readonly string[]): Int32Array {
  const used = new Set(recipe.features.map(({ name }) => name));
  const columns = table.columns.filter(({ name }) => used.has(name));
  const isThere = (column: Column, i: number) =>
    column.kind === 'categorical' ? column.codes[i] >= 0 : !Number.isNaN(column.values[i]);
  const complete = rows.map((_, i) => (columns.every((column) => isThere(column, i)) ? 1 : 0));
  const lost = classes.find((_, k) => !labels.some((label, i) => label === k && complete[i] === 1));
  if (lost !== undefined) {
    const message = `Every row of the class "${lost}" has a missing cell, and only complete rows train.`;
    throw new RecipeError('no-complete-rows', message, { class: lost });
  }
  return rows.filter((_, i) => complete[i] === 1);
}
