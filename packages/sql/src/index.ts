export { descendByPasses, type PassesEnd, type PassesOptions, type PassProgress, type PassValue } from './by-passes.ts';
export { type Dialect, dialects, isExecuted } from './dialects.ts';
export type { Query } from './query.ts';
export { fractionsOf, type Sample, sampleOptimum } from './sample.ts';
export { probabilityColumns, type ScoringOptions, scoring } from './scoring.ts';
export { SqlError } from './sql-error.ts';
export type { ColumnChoice } from './survey.ts';
export { type Trained, train } from './train.ts';
export type { Problem, Start, TrainOptions, TrainProgress } from './train-options.ts';
