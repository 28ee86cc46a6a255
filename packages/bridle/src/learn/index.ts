export { CodedError } from '../core/coded-error.ts';
export { nearestName } from '../core/nearest-name.ts';
export { applyCalibration, type Calibration, type CalibrationMethod } from './calibrate/calibration.ts';
export { type CalibrationErrors, calibrationErrors } from './calibrate/calibration-errors.ts';
export { crossCalibrated } from './calibrate/cross-calibrated.ts';
export { type CalibrationOptions, type FittedCalibration, fitCalibration } from './calibrate/fit-calibration.ts';
export { type RejectThreshold, rejectThreshold } from './calibrate/reject-threshold.ts';
export { type RiskCoverage, riskCoverage } from './calibrate/risk-coverage.ts';
export { type BlockPass, openBlockPass } from './fit/block-pass.ts';
export type { RateTrace } from './fit/capped-step.ts';
export { type Fit, fit, fitting, type Progress, type Solver } from './fit/fit.ts';
export { type DescentFault, type DescentOptions, type DescentStep, descent } from './fit/gradient-descent-in-format.ts';
export type { Stop } from './fit/minimise.ts';
export type { FitOptions } from './fit/problem.ts';
export type { Keeping, State } from './fit/state.ts';
export { StateError } from './fit/state-error.ts';
export {
  type Coefficient,
  type Inference,
  type InferenceOptions,
  inferring,
  type LikelihoodRatio,
} from './infer/inference.ts';
export { InferenceError } from './infer/inference-error.ts';
export type { Effect } from './infer/marginal-effects.ts';
export { type Separation, separations } from './infer/separation.ts';
export { type ReferenceLevel, redundantProducts, referenceLevels, withZeros } from './infer/treatment.ts';
export { withoutFeatures } from './infer/without-features.ts';
export type { Finding } from './inspect/findings.ts';
export { type Inspection, inspectColumns, type Roles } from './inspect/inspect-columns.ts';
export { type CalibrationBin, type ClassScore, type Evaluation, evaluate } from './model/evaluate.ts';
export { type Contribution, type Explanation, explain } from './model/explain.ts';
export { logits, probabilities } from './model/logits.ts';
export { type Metrics, type Model, serializeModel, type Training, versionOf } from './model/model.ts';
export { ModelError } from './model/model-error.ts';
export { parseModel } from './model/parse-model.ts';
export { type PredictOptions, predict } from './model/predict.ts';
export { withPriors } from './model/priors.ts';
export type { NumberFormat, Reading } from './model/reading.ts';
export { roundWeights } from './model/short-weights.ts';
export { topContributions } from './model/top-contributions.ts';
export {
  type ChoiceOptions,
  type ChoiceProgress,
  choosingPenalty,
  type PathPoint,
  type PenaltyChoice,
} from './select/choose-penalty.ts';
export { stratifiedFolds } from './select/folds.ts';
export { applyRecipe, type Unseen } from './table/apply-recipe.ts';
export { dateForm } from './table/date-columns.ts';
export type { DateForm } from './table/dates.ts';
export type { Design } from './table/design.ts';
export {
  columnsOf,
  combinationsOf,
  type Feature,
  featureNames,
  featureWidth,
  type LeftOut,
  type LeftOutReason,
  type Recipe,
} from './table/features.ts';
export { type Factor, parseInteraction } from './table/interactions.ts';
export { isText } from './table/is-text.ts';
export { encodeLabels, readLabels } from './table/labels.ts';
export { designFrom, type Features, type Matrix, type SparseMatrix } from './table/matrix.ts';
export { learnFeature, learnRecipe, recipeOf } from './table/recipe.ts';
export { RecipeError } from './table/recipe-error.ts';
export type { SparseBlock } from './table/sparse.ts';
export { heldOutRows, stratifiedSplit } from './table/split.ts';
export { type CategoricalColumn, type Column, type NumericColumn, type Table, takeRows } from './table/table.ts';
export type { NGrams } from './text/grams.ts';
export type { TextFeature, TextShape } from './text/text-feature.ts';
export { type Linear, scoreRows } from './tiles/score-rows.ts';
export {
  type CalibrationAccount,
  type Choice,
  type ChoiceRows,
  choosing,
  type OutOfFold,
  type PenaltyAccount,
} from './train/choose.ts';
export type { Turns } from './train/in-turns.ts';
export { metricsOf, modelOf, trainingOf } from './train/model-of.ts';
export { checkLearnOptions, type LearnOptions, type Refuse, solverOf, type TrainOptions } from './train/options.ts';
export { amongRows, type Part } from './train/parts.ts';
export { type Prepared, type PrepareOptions, prepareTraining } from './train/prepare.ts';
export { type Trained, type TrainStep, train, training } from './train/train.ts';
export { type ClassWeight, classAt, takeWeights } from './train/weights.ts';
