export { InputError, WorkError } from './errors.ts';
export { type EvaluateOptions, type EvaluateResult, evaluateTable } from './evaluate-table.ts';
export { type InputCode, inputCodes } from './messages.ts';
export { type PredictOptions, type PredictResult, predictTable } from './predict-table.ts';
export { readModel } from './read-model.ts';
export { type ReadOptions, type ReadProgress, readTable } from './read-table.ts';
export type { Language } from './report/words.ts';
export { type TrainOptions, type TrainProgress, type TrainResult, trainTable } from './train-table.ts';
export { type Output, type Writer, writeWhole } from './write-whole.ts';
