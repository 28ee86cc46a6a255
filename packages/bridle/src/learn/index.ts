export { ModelError, RecipeError } from './errors.ts';
export type { CategoricalColumn, Column, NumericColumn, Table } from './table.ts';
