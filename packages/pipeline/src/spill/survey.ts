// What is learned from every row of a spill, one column at a time: the classes of the target, and the features with their
// means, deviations and levels, as learnRecipe makes them of a table in memory. One column is in memory at once.

import {
  type Feature,
  type Inspection,
  type LeftOut,
  type LeftOutReason,
  learnFeature,
  readLabels,
  recipeOf,
} from 'bridle/learn';
import { type InferredColumn, inferred } from '../infer-columns.ts';
import { inFile } from '../read/in-file.ts';
import { type Labels, type Split, small } from './rows-of-spill.ts';
import { arrayOf, columnBlocks, columnOf, type Spill } from './spill.ts';

/** The classes, and the label of each row. */
export async function surveyTarget(
  spill: Spill,
  target: string,
  file: string,
): Promise<{ classes: string[]; labels: Labels }> {
  const place = spill.columns.findIndex(({ name }) => name === target);
  const columns = place < 0 ? [] : [columnOf(spill.columns[place], await wholeColumn(spill, place, null))];
  const { classes, labels } = inFile(file, () => readLabels({ rows: spill.rows, columns }, target));
  return { classes, labels: small(labels, classes.length) };
}

/** The recipe of the training rows, and how their columns were read. */
export async function surveyFeatures(
  spill: Spill,
  split: Split,
  {
    target,
    file,
    standardize,
    minCount,
    found,
  }: { target: string; file: string; standardize: boolean; minCount: number; found: Inspection },
  onColumn: () => void,
) {
  const features: Feature[] = [];
  const leftOut: LeftOut[] = [];
  const columns: InferredColumn[] = [];
  for (const [place, column] of spill.columns.entries()) {
    const { name } = column;
    if (name === target) continue;
    onColumn();
    const excluded: LeftOutReason | undefined = found.leftOut.find((one) => one.name === name)?.reason;
    const date = found.dates.find((one) => one.name === name)?.form;
    const cells = excluded ? null : columnOf(column, await wholeColumn(spill, place, split));
    const feature = cells ? inFile(file, () => learnFeature(cells, { standardize, minCount, date })) : excluded;
    if (feature === undefined || typeof feature === 'string') leftOut.push({ name, reason: feature ?? 'excluded' });
    else {
      features.push(feature);
      if (cells) columns.push({ ...inferred(cells), kind: feature.kind });
    }
  }
  return { ...inFile(file, () => recipeOf(target, features, leftOut)), columns };
}

/** The cells of a column, of the training rows or, without a split, of all. */
async function wholeColumn(spill: Spill, place: number, split: Split | null) {
  const out = arrayOf(spill.columns[place].type, split ? split.trainRows : spill.rows);
  let at = 0;
  for await (const { first, cells } of columnBlocks(spill, place)) {
    if (split === null) {
      out.set(cells as Float64Array, first);
      continue;
    }
    for (let i = 0; i < cells.length; i += 1) {
      if (split.labels[first + i] >= 0 && split.isTest[first + i] === 0) out[at++] = cells[i];
    }
  }
  return out;
}
