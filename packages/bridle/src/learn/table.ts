// A table as learning sees it: named, typed columns of equal length, no object per row.
// Numeric cells are float64 with NaN for "missing"; categorical cells are codes into a list of levels, −1 for "missing".
// Readers of files (see @bridle/pipeline) refuse NaN and infinity in a cell, so NaN has one meaning here.

/** A column of numbers; NaN marks a missing cell. */
export type NumericColumn = { kind: 'numeric'; name: string; values: Float64Array };

/** A column of categories: `levels[codes[row]]` is the cell's text; −1 marks a missing cell. */
export type CategoricalColumn = { kind: 'categorical'; name: string; codes: Int32Array; levels: string[] };

/** One named column; its `kind` says how to read it. */
export type Column = NumericColumn | CategoricalColumn;

/** Columns of equal length. */
export type Table = { rows: number; columns: Column[] };
