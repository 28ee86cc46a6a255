export { dialects } from '@bridle/sql';
export type { CalibrationAccount, ClassWeight, Finding, OutOfFold, PenaltyAccount } from 'bridle/learn';
export type { ColumnDrift, Drift } from './drift/measure-drift.ts';
export { InputError, WorkError } from './errors.ts';
export { type EvaluateOptions, type EvaluateResult, evaluateTable } from './evaluate-table.ts';
export {
  type ExportOptions,
  type ExportResult,
  type ExportTarget,
  exportModel,
  exportTargets,
} from './export/export-model.ts';
export { type ImportOptions, type ImportResult, importModel } from './import/import-model.ts';
export { type InferredColumn, type InferredTable, inferColumns } from './infer-columns.ts';
export { inferForModel, type TableForModel } from './infer-for-model.ts';
export type { FullEvaluation } from './judge.ts';
export type { Doubt } from './levels/doubts.ts';
export { eachLevel } from './levels/each-level.ts';
export { leadingStates } from './levels/leading-states.ts';
export type { LevelOptions, LevelProgress } from './levels/level-facts.ts';
export { type LevelsOutputOptions, levelsOutput, levelsOutputKind } from './levels/levels-output.ts';
export { plotLevels } from './levels/plot-levels.ts';
export { readPopulations, type SeenLevels } from './levels/read-populations.ts';
export { type LevelsResult, type State, type SumLevelsOptions, sumLevels } from './levels/sum-levels.ts';
export { checkLogits } from './logits/check-logits.ts';
export { fitTemperature } from './logits/fit-temperature.ts';
export { readLabels } from './logits/logit-labels.ts';
export { type LogitsMeasure, measureLogits } from './logits/measure-logits.ts';
export { type Logits, type LogitsOptions, openLogits } from './logits/open-logits.ts';
export { openParquetLogits } from './logits/open-parquet-logits.ts';
export { type LogitsOutput, writeLogits } from './logits/write-logits.ts';
export { writeParquetLogits } from './logits/write-parquet-logits.ts';
export { type InputCode, inputCodes, workCodes } from './messages.ts';
export { checkPaths } from './options.ts';
export { type PredictLinesOptions, type PredictLinesResult, predictLines } from './predict-lines.ts';
export { type PredictOptions, type PredictResult, predictTable } from './predict-table.ts';
export type { Priors } from './priors.ts';
export type { Override } from './read/kept-reading.ts';
export type { ReadNote } from './read/notes.ts';
export { readModel } from './read/read-model.ts';
export { type ReadOptions, type ReadProgress, readTable } from './read/read-table.ts';
export { readText } from './read/read-text.ts';
export { type FormatName, formatNames } from './read/source.ts';
export { type StateEvent, statePath } from './state/keep-state.ts';
export { INTERCEPT, type Summary } from './summary.ts';
export { type DatabaseOptions, type DatabaseResult, trainDatabase } from './train-database.ts';
export type { TrainOptions, TrainProgress } from './train-options.ts';
export type { TrainResult } from './train-result.ts';
export { trainTable } from './train-table.ts';
export type { Language } from './words/languages.ts';
export type { Keep } from './write/kept-columns.ts';
export { checkWritable, type Output, type Writer, writeWhole } from './write/write-whole.ts';
