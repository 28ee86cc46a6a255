export { type Address, parseAddress, parseTableName, shownServer } from './address.ts';
export type { Matrix, Parameter, Value, Vector } from './literal.ts';
export {
  cachedModels,
  cleanCache,
  deleteModel,
  fetchValue,
  fitEstimator,
  type Parameters,
  transformed,
  transformedBy,
  writeModel,
} from './ml.ts';
export { type SparkScored, scoreOnSpark } from './score.ts';
export { openSession, type Progress, type Session, type SessionOptions, sqlRelation, withSession } from './session.ts';
export { SparkError, SparkInputError, sparkCodes, sparkInputCodes } from './spark-error.ts';
export { fitOnSpark, type SparkPhase, type SparkTrained, type SparkTrainOptions, trainOnSpark } from './train.ts';
