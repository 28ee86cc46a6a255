// The cells of a column as its distribution is told by: numbers, with NaN for a missing cell, or codes of levels. A date is
// its days (or its time of day), a text its length in characters.

import { applyRecipe, type CategoricalColumn, type Column, type Feature, type NumericColumn } from 'bridle/learn';

/** Codes are 0 … levels − 1; `levels` stands for any other level, and `levels + 1` for a missing cell. */
export type ColumnCells =
  | { kind: 'numbers'; values: ArrayLike<number> }
  | { kind: 'levels'; codes: Int32Array; levels: number };

/** A feature that is made of one column. */
export type OwnFeature = Exclude<Feature, { kind: 'product' }>;

/** The cells of `column` as `feature` reads them; the recipe has accepted the column already. */
export function cellsOf(feature: OwnFeature, column: Column, rows: number): ColumnCells {
  if (feature.kind === 'text') return { kind: 'numbers', values: lengths(column) };
  if (feature.kind === 'categorical') {
    const open = { ...feature, hasOther: true as const, hasMissing: true };
    const { blocks } = applyRecipe({ features: [open] }, { rows, columns: [column] }).design;
    const block = blocks.find(({ kind }) => kind === 'codes');
    const codes = block?.kind === 'codes' ? block.codes : new Int32Array(0);
    return { kind: 'levels', codes, levels: feature.levels.length };
  }
  if (feature.kind === 'numeric') return { kind: 'numbers', values: numbersOf(column) };
  const name = feature.form === 'time' ? 'time' : 'elapsed';
  const part = { kind: 'numeric' as const, name, fill: Number.NaN, mean: 0, scale: 1, hasMissing: true };
  const { blocks } = applyRecipe({ features: [{ ...feature, parts: [part] }] }, { rows, columns: [column] }).design;
  const block = blocks.find(({ kind }) => kind === 'numbers');
  return { kind: 'numbers', values: block?.kind === 'numbers' ? block.values[0] : [] };
}

/** A column in which every cell is missing may have been read as categories. */
function numbersOf(column: Column): ArrayLike<number> {
  return column.kind === 'numeric' ? column.values : new Float64Array(column.codes.length).fill(Number.NaN);
}

function lengths(column: NumericColumn | CategoricalColumn): Float64Array {
  if (column.kind === 'numeric') {
    return Float64Array.from(column.values, (x) => (Number.isNaN(x) ? Number.NaN : String(x).length));
  }
  const byCode = column.levels.map((text) => text.length);
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : byCode[code]));
}
