// A recipe applied to a table gives the design matrix, as an operator over the table's own columns. Columns are found
// by name, in any order; a level or a missing value that was not in training is 0 in every feature, and is counted.

import { nearestName } from '../../core/nearest-name.ts';
import { type TextFeature, textRows, textWidth } from '../text/text-feature.ts';
import { cellText, indexCells, MISSING, textsOf, UNKNOWN } from './cells.ts';
import { type DatePart, datePartsOf } from './date-columns.ts';
import type { CodeBlock, Design, NumberBlock } from './design.ts';
import {
  type CategoricalFeature,
  countFeatures,
  type DateFeature,
  featureWidth,
  LARGEST,
  type NumericFeature,
  type Recipe,
  refuseTooLarge,
} from './recipe.ts';
import { RecipeError } from './recipe-error.ts';
import type { SparseBlock } from './sparse.ts';
import type { Column, Numbers, NumericColumn, Table } from './table.ts';

/** Cells that the recipe does not know: `level` is the text of the cell, or null for a missing one. */
export type Unseen = { column: string; level: string | null; count: number };

/**
 * The design matrix of a table, and the cells that the recipe does not know. A numeric column without missing cells is
 * not copied.
 *
 * @throws RecipeError 'missing-column' for a column that the recipe needs, 'not-numeric' for text where it needs
 * numbers (with the first such row), 'not-a-date' likewise, 'too-large' for a number beyond ±1e140.
 * @example
 * ```ts
 * import { applyRecipe } from 'bridle/learn';
 * const recipe = { features: [{ kind: 'categorical' as const, name: 'c', levels: ['a', 'b'], hasMissing: false }] };
 * const c = { kind: 'categorical' as const, name: 'c', codes: new Int32Array([0, 1, -1]), levels: ['b', 'z'] };
 * applyRecipe(recipe, { rows: 3, columns: [c] }).unseen; // → [{ column: 'c', level: 'z', count: 1 }, { column: 'c', level: null, count: 1 }]
 * ```
 */
export function applyRecipe(recipe: Recipe, table: Table): { design: Design; unseen: Unseen[] } {
  const numbers: NumberBlock = { kind: 'numbers', index: [], values: [], centers: [], scales: [] };
  const blocks: Design['blocks'] = [numbers];
  const sparse: SparseBlock[] = [];
  const unseen: Unseen[] = [];
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  let first = 0;
  for (const feature of recipe.features) {
    const column = columns.get(feature.name) ?? refuseMissing(feature.name, table);
    if (feature.kind === 'text') addText(feature, column, first, sparse, blocks, unseen);
    else if (feature.kind === 'date') addDate(feature, column, first, numbers, blocks, unseen);
    else addFeature(feature, column, first, numbers, blocks, unseen);
    first += featureWidth(feature);
  }
  const design = { rows: table.rows, columns: countFeatures(recipe), blocks };
  return { design: sparse.length > 0 ? { ...design, sparse } : design, unseen };
}

/** An n-gram that was not in training is nothing worth a word. */
function addText(
  feature: TextFeature,
  column: Column,
  first: number,
  sparse: SparseBlock[],
  blocks: Design['blocks'],
  unseen: Unseen[],
): void {
  const { texts, codes } = textsOf(column);
  const width = textWidth(feature);
  const gaps = codes.filter((code) => code < 0).length;
  sparse.push({ first, width, ...textRows(feature, texts, codes) });
  if (feature.hasMissing) {
    blocks.push({ kind: 'codes', first: first + width, levels: 1, codes: codes.map((code) => (code < 0 ? 0 : -1)) });
  } else if (gaps > 0) unseen.push({ column: feature.name, level: null, count: gaps });
}

function addFeature(
  feature: NumericFeature | CategoricalFeature,
  column: Column,
  first: number,
  numbers: NumberBlock,
  blocks: Design['blocks'],
  unseen: Unseen[],
): void {
  if (feature.kind === 'numeric') addNumbers(feature, asNumbers(column), first, numbers, blocks, unseen);
  else blocks.push(codesOf(feature, column, first, unseen));
}

/** Each part as a feature of its own; that a date is missing is counted once. */
function addDate(
  { name, form, origin, parts }: DateFeature,
  column: Column,
  first: number,
  numbers: NumberBlock,
  blocks: Design['blocks'],
  unseen: Unseen[],
): void {
  const columns = datePartsOf(column, form, origin);
  const found: Unseen[] = [];
  let at = first;
  for (const part of parts) {
    addFeature(part, columns[part.name as DatePart], at, numbers, blocks, found);
    at += featureWidth(part);
  }
  const gaps = found.find(({ level }) => level === null);
  if (gaps && !parts.some(({ hasMissing }) => hasMissing)) unseen.push({ ...gaps, column: name });
  const levels = found.filter(({ level }) => level !== null);
  unseen.push(...levels.map((one) => ({ ...one, column: `${name} ${one.column}` })));
}

function refuseMissing(name: string, table: Table): never {
  const names = table.columns.map((column) => column.name);
  const nearest = nearestName(name, names);
  const hint = nearest === '' ? '' : ` (the nearest is "${nearest}")`;
  throw new RecipeError('missing-column', `The table has no column "${name}"${hint}, which the model needs.`, {
    column: name,
    nearest,
  });
}

/** The column as numbers; a column in which every cell is missing may also have been read as categorical. */
function asNumbers(column: Column): NumericColumn {
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

function addNumbers(
  feature: NumericFeature,
  column: NumericColumn,
  first: number,
  numbers: NumberBlock,
  blocks: Design['blocks'],
  unseen: Unseen[],
): void {
  const gaps = countGaps(column);
  numbers.index.push(first);
  numbers.values.push(gaps === 0 ? column.values : filled(column.values, feature.fill));
  numbers.centers.push(feature.mean);
  numbers.scales.push(feature.scale);
  if (feature.hasMissing) {
    const codes = Int32Array.from(column.values, (x) => (Number.isNaN(x) ? 0 : -1));
    blocks.push({ kind: 'codes', first: first + 1, levels: 1, codes });
  } else if (gaps > 0) unseen.push({ column: feature.name, level: null, count: gaps });
}

/** How many cells are missing; RecipeError 'too-large' as `refuseTooLarge`. */
function countGaps(column: NumericColumn): number {
  const { values } = column;
  let gaps = 0;
  let large = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (Math.abs(values[i]) <= LARGEST) continue;
    if (Number.isNaN(values[i])) gaps += 1;
    else large += 1;
  }
  if (large > 0) refuseTooLarge(column);
  return gaps;
}

/** In float64, because the fill is a mean. */
function filled(values: Numbers, fill: number): Float64Array {
  const out = new Float64Array(values);
  for (let i = 0; i < out.length; i += 1) if (Number.isNaN(out[i])) out[i] = fill;
  return out;
}

function codesOf(feature: CategoricalFeature, column: Column, first: number, unseen: Unseen[]): CodeBlock {
  const codes = indexCells(column, feature.levels);
  const counts = new Map<string | null, number>();
  const { levels, hasOther, hasMissing } = feature;
  codes.forEach((code, row) => {
    if (code === MISSING && hasMissing) codes[row] = levels.length + (hasOther ? 1 : 0);
    else if (code === UNKNOWN && hasOther) codes[row] = levels.length;
    else if (code === MISSING || code === UNKNOWN) {
      const level = code === MISSING ? null : cellText(column, row);
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
  });
  for (const [level, count] of counts) unseen.push({ column: feature.name, level, count });
  return { kind: 'codes', first, levels: featureWidth(feature), codes };
}
