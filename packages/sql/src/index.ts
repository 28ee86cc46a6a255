export { type Dialect, dialects, isExecuted } from './dialects.ts';
export { probabilityColumns, type ScoringOptions, scoring } from './scoring.ts';
export { SqlError } from './sql-error.ts';
