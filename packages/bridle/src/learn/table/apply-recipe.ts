// A recipe applied to a table gives the design matrix, as an operator over the table's own columns. Columns are found
// by name, in any order; a level or a missing value that was not in training is 0 in every feature, and is counted.

import { nearestName } from '../../core/nearest-name.ts';
import { type TextFeature, textRows, textWidth } from '../text/text-feature.ts';
import { textsOf } from './cells.ts';
import { type DatePart, datePartsOf } from './date-columns.ts';
import type { Design, NumberBlock } from './design.ts';
import {
  type CategoricalFeature,
  type DateFeature,
  type Feature,
  featureWidth,
  type NumericFeature,
  type Recipe,
} from './features.ts';
import { multiplied, productColumn } from './products.ts';
import { asNumbers, codesOf, countGaps, filled } from './read-feature.ts';
import { RecipeError } from './recipe-error.ts';
import type { SparseBlock } from './sparse.ts';
import type { Column, NumericColumn, Table } from './table.ts';

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
    const columnOf = (name: string) => columns.get(name) ?? refuseMissing(name, table);
    if (feature.kind === 'product') {
      const factors = feature.factors.map((factor) => {
        const of = recipe.features.find(({ name }) => name === factor) as Feature;
        return { feature: of, column: columnOf(factor) };
      });
      const made = multiplied(factors, table.rows);
      // A combination that no row of the training had is 0 in every feature; its categories are known.
      addParts(feature.parts, (part) => productColumn(feature.name, part, made), first, numbers, blocks);
    } else {
      const column = columnOf(feature.name);
      if (feature.kind === 'text') addText(feature, column, first, sparse, blocks, unseen);
      else if (feature.kind === 'date') addDate(feature, column, first, numbers, blocks, unseen);
      else addFeature(feature, column, first, numbers, blocks, unseen);
    }
    first += featureWidth(feature);
  }
  return { design: { rows: table.rows, columns: first, blocks, ...(sparse.length > 0 && { sparse }) }, unseen };
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
  else {
    const codes = codesOf(feature, column, (level, count) => unseen.push({ column: feature.name, level, count }));
    blocks.push({ kind: 'codes', first, levels: featureWidth(feature), codes });
  }
}

/** Each part as a feature of its own. */
function addParts(
  parts: DateFeature['parts'],
  columnOf: (part: DateFeature['parts'][number]) => Column,
  first: number,
  numbers: NumberBlock,
  blocks: Design['blocks'],
): Unseen[] {
  const found: Unseen[] = [];
  let at = first;
  for (const part of parts) {
    addFeature(part, columnOf(part), at, numbers, blocks, found);
    at += featureWidth(part);
  }
  return found;
}

/** That a date is missing is counted once. */
function addDate(
  { name, form, origin, parts }: DateFeature,
  column: Column,
  first: number,
  numbers: NumberBlock,
  blocks: Design['blocks'],
  unseen: Unseen[],
): void {
  const columns = datePartsOf(column, form, origin);
  const found = addParts(parts, (part) => columns[part.name as DatePart], first, numbers, blocks);
  const gaps = found.find(({ level }) => level === null);
  if (gaps && !parts.some(({ hasMissing }) => hasMissing)) unseen.push({ ...gaps, column: name });
  for (const one of found) if (one.level !== null) unseen.push({ ...one, column: `${name} ${one.column}` });
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
