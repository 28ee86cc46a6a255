// The cells of a column as its feature reads them: numbers with the gaps filled, or the places of categories.

import { cellText, indexCells, MISSING } from './cells.ts';
import { type CategoricalFeature, featureWidth, LARGEST, refuseTooLarge } from './features.ts';
import { RecipeError } from './recipe-error.ts';
import type { Column, Numbers, NumericColumn } from './table.ts';

/** The column as numbers; a column in which every cell is missing may also have been read as categorical. */
export function asNumbers(column: Column): NumericColumn {
  if (column.kind === 'numeric') return column;
  const row = column.codes.findIndex((code) => code >= 0);
  if (row < 0)
    return { kind: 'numeric', name: column.name, values: new Float64Array(column.codes.length).fill(Number.NaN) };
  const text = cellText(column, row);
  throw new RecipeError(
    'not-numeric',
    `The column "${column.name}" must hold numbers, as in training, but row ${row + 1} is "${text}".`,
    { column: column.name, row: row + 1, text },
  );
}

/** How many cells are missing; RecipeError 'too-large' for a number that learning cannot square. */
export function countGaps(column: NumericColumn): number {
  const { values } = column;
  let gaps = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (Math.abs(values[i]) <= LARGEST) continue;
    if (Number.isNaN(values[i])) gaps += 1;
    else refuseTooLarge(column, i);
  }
  return gaps;
}

/** In float64, because the fill is a mean. */
export function filled(values: Numbers, fill: number): Float64Array {
  const out = new Float64Array(values);
  for (let i = 0; i < out.length; i += 1) if (Number.isNaN(out[i])) out[i] = fill;
  return out;
}

/**
 * The place of each cell's feature among those of its column, or a negative number for none. `missed` receives the texts of
 * the cells that the recipe does not know, null for a missing one, and how many there are.
 */
export function codesOf(
  feature: CategoricalFeature,
  column: Column,
  missed: (level: string | null, count: number) => void = () => {},
): Int32Array {
  const codes = indexCells(column, feature.levels);
  const counts = new Map<string | null, number>();
  codes.forEach((code, row) => {
    if (code >= 0) return;
    const isGap = code === MISSING;
    if (isGap ? feature.hasMissing : feature.hasOther) {
      codes[row] = isGap ? featureWidth(feature) - 1 : feature.levels.length;
    } else {
      const level = isGap ? null : cellText(column, row);
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
  });
  for (const [level, count] of counts) missed(level, count);
  return codes;
}
