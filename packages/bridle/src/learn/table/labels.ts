// From a target column to class labels: the classes, in an order that does not depend on the order of the rows, and the
// class of each row as an index, −1 where the target is missing. A column that cannot be a target is refused by name.

import { cellText, countTexts, indexCells, UNKNOWN } from './cells.ts';
import { RecipeError } from './recipe-error.ts';
import { columnOf, type Table } from './table.ts';

/**
 * Reads a column as classes. Whole numbers become classes in numeric order ('0', '1', …), texts in code-unit order.
 *
 * @returns the classes, and for each row the index of its class, −1 where the target is missing.
 * @throws RecipeError 'no-such-column', 'target-missing' (every cell is empty), 'target-constant' (one number only),
 * 'target-one-class' (one text only), 'target-all-distinct' (no two rows agree), 'target-continuous' (numbers that are
 * not whole, or that on average fewer than two rows share).
 * @example
 * ```ts
 * import { readLabels } from 'bridle/learn';
 * const y = { kind: 'numeric' as const, name: 'y', values: new Float64Array([10, 9, 10, NaN, 9]) };
 * readLabels({ rows: 5, columns: [y] }, 'y').classes; // → ['9', '10']
 * ```
 */
export function readLabels(table: Table, target: string): { classes: string[]; labels: Int32Array } {
  const column = columnOf(table, target);
  const counts = countTexts(column);
  const classes = [...counts.keys()];
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const refuse = (code: string, what: string, facts: Record<string, string | number> = {}): never => {
    throw new RecipeError(code, `The column "${target}" cannot be the target: ${what}.`, { column: target, ...facts });
  };
  if (rows === 0) refuse('target-missing', 'every cell is empty');
  if (classes.length === 1) {
    const only = { value: classes[0] };
    if (column.kind === 'numeric') refuse('target-constant', `every cell is ${classes[0]}`, only);
    refuse('target-one-class', `it has the one class "${classes[0]}", and learning needs two`, only);
  }
  const facts = { classes: classes.length, rows };
  if (column.kind === 'numeric') {
    const row = column.values.findIndex((x) => !Number.isInteger(x) && !Number.isNaN(x));
    if (row >= 0) {
      const value = cellText(column, row);
      refuse('target-continuous', `it holds measurements, not classes (row ${row + 1} is ${value})`, {
        row: row + 1,
        value,
      });
    }
    if (classes.length < rows && 2 * classes.length > rows) {
      const what = `it holds ${classes.length} different numbers in ${rows} rows, measurements rather than classes`;
      refuse('target-continuous', what, facts);
    }
  }
  if (classes.length === rows) refuse('target-all-distinct', `its ${rows} values are all different`, facts);
  return { classes, labels: indexCells(column, classes) };
}

/**
 * The class of each row as an index into the list of an existing model, −1 where the target is missing.
 *
 * @throws RecipeError 'no-such-column'; 'unknown-class', which names the first such row and its text.
 * @example
 * ```ts
 * import { encodeLabels } from 'bridle/learn';
 * const y = { kind: 'categorical' as const, name: 'y', codes: new Int32Array([1, 0, -1]), levels: ['no', 'yes'] };
 * encodeLabels({ rows: 3, columns: [y] }, 'y', ['yes', 'no', 'maybe']); // → Int32Array [0, 1, -1]
 * ```
 */
export function encodeLabels(table: Table, target: string, classes: readonly string[]): Int32Array {
  const column = columnOf(table, target);
  const labels = indexCells(column, classes);
  const row = labels.indexOf(UNKNOWN);
  if (row < 0) return labels;
  const value = cellText(column, row);
  const known = classes.length > 8 ? `${classes.slice(0, 8).join(', ')}, …` : classes.join(', ');
  throw new RecipeError(
    'unknown-class',
    `Row ${row + 1} of the column "${target}" is "${value}", a class that the model does not know (it knows ${known}).`,
    { column: target, row: row + 1, value, known },
  );
}
