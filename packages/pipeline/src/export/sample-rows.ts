// Rows made from a model's recipe, on which an export is compared with `predict`: numbers around the mean and far from it,
// every level, missing cells in every column, and levels that were not in training.

import type { Column, Model, Table } from 'bridle/learn';
import { seededRandom } from 'bridle/sample';
import { plainFeatures } from './cannot-export.ts';

/** One row in so many has a cell of each special kind. */
const SPECIAL = 12;

/** A table of the model's columns; the same rows for the same model. */
export function sampleRows(model: Model, rows: number): Table {
  const random = seededRandom(1);
  const isSpecial = () => random() < 1 / SPECIAL;
  const columns = plainFeatures(model).map((feature): Column => {
    if (feature.kind === 'numeric') {
      const { name, mean, fill, scale } = feature;
      const value = () => {
        if (isSpecial()) return Number.NaN;
        const spread = isSpecial() ? 40 : 4;
        return (random() < 0.5 ? mean : fill) + spread * scale * (random() + random() - 1);
      };
      return { kind: 'numeric', name, values: Float64Array.from({ length: rows }, value) };
    }
    const levels = [...feature.levels, unseenLevel(feature.levels)];
    const code = () => (isSpecial() ? -1 : Math.floor(random() * levels.length));
    return { kind: 'categorical', name: feature.name, levels, codes: Int32Array.from({ length: rows }, code) };
  });
  return { rows, columns };
}

function unseenLevel(levels: readonly string[]): string {
  let level = 'not in training';
  while (levels.includes(level)) level += '?';
  return level;
}
