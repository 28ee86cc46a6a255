// The texts of a report, as one type that every language fills. Names inside a sentence come from files and are escaped
// where the page is built.

import type { CalibrationMethod, LeftOut, Solver } from 'bridle/learn';

/** On how the table differs from the rows of the training. */
export type DriftWords = Record<
  | 'title'
  | 'note'
  | 'none'
  | 'notAvailable'
  | 'column'
  | 'psi'
  | 'byChance'
  | 'size'
  | 'missing'
  | 'unseen'
  | 'largest'
  | 'classes'
  | 'classesNotAvailable'
  | 'training'
  | 'table'
  | 'others'
  | 'newCategories'
  | 'missingCells'
  | 'readAgain'
  | 'hours'
  | 'characters'
  | 'anything',
  string
> & {
  sizes: Record<'small' | 'moderate' | 'large', string>;
  /** How many columns have drifted much, of how many; and somewhat. */
  large: (facts: { columns: string; all: string }) => string;
  moderate: (facts: { columns: string; all: string }) => string;
  /** Where the drift of a column comes from. */
  source: (facts: { bin: string; table: string; training: string }) => string;
  upTo: (facts: { to: string }) => string;
  above: (facts: { from: string }) => string;
  between: (facts: { from: string; to: string }) => string;
  classShares: (facts: { psi: string; byChance: string; size: string }) => string;
  more: (facts: { columns: string }) => string;
};

export type ReportWords = {
  title: (facts: { target: string; table: string }) => string;
  /** The headline: the share of correct rows, and which rows were evaluated. */
  headline: (facts: { accuracy: string; rows: string; part: 'heldOut' | 'training' | 'table' }) => string;
  baseline: (facts: { name: string; accuracy: string }) => string;
  noHoldout: string;

  measures: Record<'accuracy' | 'logLoss' | 'brier' | 'ece', string>;
  measureNotes: Record<'accuracy' | 'logLoss' | 'brier' | 'ece', string>;
  intervalsNote: string;
  parts: Record<'heldOut' | 'training' | 'table' | 'guess', string>;
  quality: string;
  measure: string;

  data: string;
  dataRows: Record<'rows' | 'trainRows' | 'testRows' | 'missingTargetRows' | 'columns' | 'features', string>;
  /** The column of the weights with their sum, and the weights of the classes. */
  weights: string;
  weightColumn: (facts: { column: string; total: string }) => string;
  classWeights: string;
  refitRows: string;
  testRowsNote: (facts: { holdout: string; seed: string }) => string;
  classes: string;
  /** Of many classes, how many rows the smallest, the median and the largest have. */
  classSizes: (facts: { classes: string; least: string; median: string; most: string }) => string;
  leftOut: string;
  reasons: Record<LeftOut['reason'], string>;

  training: string;
  objective: (facts: { objective: string; loss: string; penalty: string }) => string;
  penalty: (facts: { l2: string; C: string; rows: string; two: boolean }) => string;
  noPenalty: string;
  l1: (facts: { l1: string; l2: string; used: string; features: string }) => string;
  standardized: string;
  notStandardized: string;
  solvers: Record<Solver, string>;
  /** What became of the learning rate; `asked` is null where none was given. */
  rate: (facts: {
    asked: string | null;
    steps: string;
    capped: string;
    first: string;
    shortest: string;
    longest: string;
  }) => string;
  solver: (facts: { solver: string; iterations: string; seconds: string }) => string;
  certificate: (facts: { gradient: string; gap: string }) => string;
  certificateNoGap: (facts: { gradient: string }) => string;
  uncertified: (facts: { gradient: string; gap: string }) => string;
  notConverged: (facts: { gradient: string; gap: string }) => string;
  stuck: (facts: { gradient: string; gap: string }) => string;
  separated: string;

  penaltyPath: string;
  penaltyPathNote: (facts: { C: string; values: string; folds: string }) => string;
  oneStandardError: (facts: { C: string }) => string;
  standardError: string;
  weakerPenalty: string;

  calibration: string;
  calibrations: Record<CalibrationMethod, string>;
  calibrated: (facts: { method: string }) => string;
  notCalibrated: (facts: { method: string }) => string;
  calibrationNote: (facts: { rows: string }) => string;
  before: string;
  after: string;

  summary: {
    title: string;
    note: string;
    intercept: string;
    rows: string;
    incomplete: string;
    logLikelihood: string;
    nullLogLikelihood: string;
    r2: string;
    modelTest: string;
    errors: string;
    errorKinds: Record<'model' | 'robust' | 'clustered', string>;
    clustered: (facts: { column: string }) => string;
    references: string;
    against: (facts: { class: string; base: string }) => string;
    estimate: string;
    error: string;
    interval: (facts: { confidence: string }) => string;
    odds: string;
    tests: string;
    effects: string;
    effectsNote: string;
  };

  drift: DriftWords;

  confusion: string;
  confusionNote: string;
  truth: string;
  predicted: string;
  confusedMost: (facts: { pairs: string; shown: string; all: string }) => string;
  shareOfTruth: string;
  times: string;

  reliability: string;
  reliabilityNote: string;
  confidence: string;
  shareRight: string;
  perfect: string;
  rowsInBin: string;
  binTooltip: (facts: { count: string; confidence: string; accuracy: string }) => string;
  asTable: string;

  perClass: string;
  perClassColumns: Record<'class' | 'precision' | 'recall' | 'f1' | 'support' | 'wrong', string>;
  perClassNote: string;
  byErrors: string;
  otherClasses: (facts: { rest: string }) => string;

  riskCoverage: Record<
    'title' | 'note' | 'threshold' | 'coverage' | 'kept' | 'accuracy' | 'wanted' | 'unreachable' | 'perfect',
    string
  > & {
    aurc: (facts: { aurc: string; optimal: string; random: string }) => string;
    tooltip: (facts: { threshold: string; coverage: string; rows: string; accuracy: string }) => string;
    mark: (facts: { threshold: string }) => string;
  };

  mistakes: string;
  mistakesNote: string;
  noMistakes: string;
  mistakeColumns: Record<'row' | 'probability' | 'probabilityOfTruth', string>;

  coefficients: string;
  /** What a weight is, on which scale of numbers, of categories and of texts, and the colours. */
  weightScales: Record<'weight' | 'standardized' | 'plain' | 'category' | 'text' | 'colours', string>;
  raising: string;
  lowering: string;
  moreClasses: (facts: { shown: string; classes: string }) => string;
  dateParts: Readonly<Record<string, string>>;
  isAnother: string;
  isMissing: string;

  usage: string;
  usageNote: string;
  footer: (facts: { model: string }) => string;
};
