import type { ReportWords } from '../report-words.ts';

/** The report in English. */
export const report: ReportWords = {
  title: ({ target, table }) => `Predicting ${target} from ${table}`,
  headline: ({ accuracy, rows, part }) => {
    if (part === 'heldOut')
      return `${accuracy} of the ${rows} held-out rows, which were not used for training, are classified correctly.`;
    if (part === 'training') return `${accuracy} of the ${rows} training rows are classified correctly.`;
    return `${accuracy} of ${rows} rows are classified correctly.`;
  },
  baseline: ({ name, accuracy }) =>
    `Always predicting “${name}”, the most frequent class, would be correct for ${accuracy}.`,
  noHoldout:
    'No rows were held out, so these figures describe how well the model fits the training rows, not how well it predicts new rows.',

  measures: { accuracy: 'Accuracy', logLoss: 'Log-loss', brier: 'Brier score', ece: 'Calibration error' },
  measureNotes: {
    accuracy: 'The share of rows whose most probable class is the true class.',
    logLoss: 'The mean of −ln p(true class). 0 is perfect; a confident mistake is expensive.',
    brier: 'The mean squared distance of the probabilities from the truth, from 0 to 2.',
    ece: 'The mean difference between confidence and accuracy (expected calibration error, ECE).',
  },
  intervalsNote: 'Below a figure: its interval of 95 %, from 1,000 bootstrap resamples of the rows.',
  parts: { heldOut: 'Held out', training: 'Training', table: 'This table', guess: 'Class shares only' },
  quality: 'Quality',
  measure: 'Measure',

  data: 'The data',
  dataRows: {
    rows: 'Rows in the table',
    trainRows: 'Training rows',
    testRows: 'Held-out rows',
    missingTargetRows: 'Rows without a class (not used)',
    columns: 'Columns used',
    features: 'Features derived from them',
  },
  weights: 'Weights of the rows',
  weightColumn: ({ column, total }) => `column ${column}, as frequencies; their sum in training is ${total}`,
  classWeights: 'Weights of the classes in training',
  refitRows: 'Rows that the model was then trained on again',
  testRowsNote: ({ holdout, seed }) => `${holdout} within each class, selected with seed ${seed}`,
  classes: 'Evaluated rows per class',
  classSizes: ({ classes, least, median, most }) =>
    `${classes} classes with ${least} to ${most} rows each, ${median} in the median; “Scores by class” lists them.`,
  leftOut: 'Columns left out',
  reasons: {
    constant: 'every cell is the same',
    'all-distinct': 'every cell is different, as in a name or a serial number',
    'all-missing': 'every cell is empty',
    'row-numbers': 'counts the rows',
    'row-identifiers': 'identifies the rows',
    'nearly-distinct': 'most texts differ',
    identifier: 'identifier, as requested',
    weight: 'the weights of the rows',
    'no-terms': 'no word or n-gram is in enough rows',
    excluded: 'excluded on request',
  },

  training: 'The training',
  objective: ({ objective, loss, penalty }) => `Objective ${objective} = mean log-loss ${loss} + penalty ${penalty}.`,
  penalty: ({ l2, C, rows, two }) =>
    `The penalty is λ/2·‖W‖² with λ = ${two ? 2 : 1}/(C·n) = ${l2}, C = ${C}, n = ${rows} rows; intercepts are not penalised.`,
  l1: ({ l1, l2, used, features }) =>
    `The penalty is λ₁·‖W‖₁ + λ₂/2·‖W‖² with λ₁ = ${l1} and λ₂ = ${l2}; ${used} of ${features} features have a weight other than 0.`,
  noPenalty: 'Without a penalty (λ = 0).',
  standardized: 'Numbers are centred and divided by their standard deviation.',
  notStandardized: 'Numbers are used as they are, not standardised.',
  solvers: {
    newton: 'Newton–Cholesky',
    lbfgs: 'L-BFGS',
    gd: 'Gradient descent',
    sgd: 'Stochastic gradient descent',
    proximal: 'Proximal Newton',
  },
  rate: ({ asked, steps, capped, first, shortest, longest }) => {
    const used = `The steps had learning rates from ${shortest} to ${longest}.`;
    if (asked === null) return `Each step was as long as Böhning’s bound allows. ${used}`;
    if (capped === '0')
      return `The learning rate was ${asked}; Böhning’s bound shortened none of ${steps} steps. ${used}`;
    return `The learning rate was ${asked}; Böhning’s bound shortened ${capped} of ${steps} steps, the first of them step ${first}. ${used}`;
  },
  solver: ({ solver, iterations, seconds }) => `${solver} took ${iterations} iterations and ${seconds} seconds.`,
  certificate: ({ gradient, gap }) =>
    `Certified: the largest entry of the gradient is ${gradient}, and no other weights can lower the objective by more than ${gap}. Any other solver that converges finds the same model.`,
  certificateNoGap: ({ gradient }) =>
    `The largest entry of the gradient is ${gradient}. Without a penalty there is no bound on the distance from the optimum.`,
  uncertified: ({ gradient, gap }) =>
    `The largest entry of the gradient is ${gradient}, and no step lowers the objective by an amount that float64 can represent. The penalty is so small that the bound is not informative: the minimum is at most ${gap} lower.`,
  notConverged: ({ gradient, gap }) =>
    `Not at the optimum: the solver stopped at the iteration limit, where the largest entry of the gradient is ${gradient} and the objective may be ${gap} above its minimum. Allow more iterations.`,
  stuck: ({ gradient, gap }) =>
    `Not at the optimum: no step lowered the objective further, where the largest entry of the gradient is ${gradient} and the objective may be ${gap} above its minimum. The magnitudes of the numbers may differ too much.`,
  separated:
    'The classes can be separated completely or in part, so without a penalty there is no optimum: the weights would grow without limit. Set C or λ.',

  penaltyPath: 'The choice of the penalty',
  penaltyPathNote: ({ C, values, folds }) =>
    `Each of ${values} values of C was tried in ${folds}-fold cross-validation: every training row was predicted by a model of the other folds. The smallest mean log-loss is at C = ${C}. Lines show one standard error of the mean over the folds.`,
  oneStandardError: ({ C }) => `C = ${C} is the strongest penalty within one standard error of it, and was used.`,
  standardError: 'Standard error',
  weakerPenalty: 'C (weaker penalty →)',

  calibration: 'Calibration',
  calibrations: {
    temperature: 'Temperature scaling',
    vector: 'Vector scaling',
    isotonic: 'Isotonic calibration',
    dirichlet: 'Dirichlet calibration',
  },
  calibrated: ({ method }) =>
    `${method} improves the probabilities of rows that it was not fitted on, so the model applies it.`,
  notCalibrated: ({ method }) =>
    `${method} does not improve the probabilities of rows that it was not fitted on, so the model does not apply it.`,
  calibrationNote: ({ rows }) =>
    `Measured on ${rows} training rows in cross-validation: each row is predicted by a model of the other folds and, after calibration, mapped by a calibration fitted on the other folds.`,
  before: 'Before calibration',
  after: 'After calibration',

  summary: {
    title: 'Estimates and tests',
    note: 'Maximum likelihood without a penalty, in the units of the columns. An estimate is the change of the log-odds of the class against the base when a number increases by one, or when a level replaces the reference level; the odds ratio is its exponential.',
    intercept: '(intercept)',
    rows: 'Rows',
    incomplete: 'Left out, because a cell is missing',
    logLikelihood: 'Log-likelihood',
    nullLogLikelihood: 'Log-likelihood of the class shares alone',
    r2: 'McFadden’s R²',
    modelTest: 'Likelihood-ratio test of the model',
    errors: 'Standard errors',
    errorKinds: { model: 'of the model', robust: 'robust (HC0)', clustered: 'clustered' },
    clustered: ({ column }) => `clustered by ${column}, without a correction for few clusters`,
    references: 'Reference levels',
    against: ({ class: name, base }) => `${name} against ${base}`,
    estimate: 'Estimate',
    error: 'Standard error',
    interval: ({ confidence }) => `${confidence} interval`,
    odds: 'Odds ratio',
    tests: 'Likelihood-ratio tests of the columns',
    effects: 'Average marginal effects',
    effectsNote:
      'How much the probability of each class changes, averaged over the rows: for a number the derivative, for a level the difference from the reference level. ± is the standard error (delta method).',
  },

  drift: {
    title: 'Drift since training',
    note: 'PSI, the population stability index, compares the shares q of this table’s rows with the shares p of the training rows: Σ (q − p)·ln(q/p) over bins. Bins are tenths of the training rows for a number, a date or the length of a text, the 20 most frequent categories and all others, and missing cells; half a row is added to each. By convention 0.1 is moderate and 0.25 large. Small tables differ by chance: of tables with as many rows and no drift, 99 in 100 stay below the figure under “By chance”. Unseen values are beyond the training’s range, in no category of it, or texts without any word of it.',
    none: 'No column has drifted: every index is below 0.1, or no larger than chance makes it.',
    large: ({ columns, all }) => `${columns} of ${all} columns have drifted much (PSI of at least 0.25):`,
    moderate: ({ columns, all }) => `${columns} of ${all} columns have drifted somewhat (PSI of at least 0.1):`,
    readAgain: 'Check whether they are still measured and written as in training; if they are, train on recent rows.',
    notAvailable:
      'Not available: the model file has no distributions of the training’s columns, as it was imported, trained inside a database, or by an earlier version.',
    column: 'Column',
    psi: 'PSI',
    byChance: 'By chance',
    size: 'Drift',
    sizes: { small: 'small', moderate: 'moderate', large: 'large' },
    missing: 'Missing',
    unseen: 'Unseen',
    largest: 'Largest change',
    source: ({ bin, table, training }) => `${bin} in ${table} of the rows, ${training} in training.`,
    upTo: ({ to }) => `up to ${to}`,
    above: ({ from }) => `above ${from}`,
    between: ({ from, to }) => `above ${from} up to ${to}`,
    anything: 'any value',
    hours: 'h',
    characters: 'characters',
    others: 'other categories',
    newCategories: 'categories that training did not have',
    missingCells: 'missing',
    classes: 'Shares of the classes',
    classShares: ({ psi, byChance, size }) => `PSI ${psi} (by chance up to ${byChance}): ${size} drift.`,
    classesNotAvailable: 'Not available: the model file has no shares of the classes in training.',
    training: 'Training',
    table: 'This table',
    more: ({ columns }) => `${columns} more, with smaller changes`,
  },

  confusion: 'Confusion matrix',
  confusionNote:
    'Rows of the matrix are true classes, columns are predicted classes; the diagonal counts correct predictions.',
  truth: 'True class',
  predicted: 'Predicted',
  confusedMost: ({ pairs, shown, all }) =>
    `There are too many classes for a matrix. The ${pairs} most frequent confusions are ${shown} of ${all} wrong rows:`,
  shareOfTruth: 'Share of the true class',
  times: 'Rows',

  reliability: 'Are the probabilities reliable?',
  reliabilityNote:
    'Rows are grouped by the probability of their predicted class. Of the rows predicted with 80%, 80% should be correct; then the points lie on the dotted line. Below the line the model is overconfident, above it underconfident. The band is the range that chance allows for this number of rows (95%): if it contains the dotted line, the data show no miscalibration. The bars count the rows.',
  confidence: 'Probability of the predicted class',
  shareRight: 'Share of correct rows',
  perfect: 'perfectly calibrated',
  rowsInBin: 'Rows',
  binTooltip: ({ count, confidence, accuracy }) => `${count} rows: mean probability ${confidence}, correct ${accuracy}`,
  asTable: 'As a table',

  perClass: 'Scores by class',
  perClassColumns: {
    class: 'Class',
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    support: 'Rows',
    wrong: 'Wrong',
  },
  perClassNote:
    'The bar shows the rows of the class, correct in blue and wrong in orange. Recall: the share of rows of the class that are predicted as it. Precision: the share of rows predicted as the class that belong to it. F1: their harmonic mean.',
  byErrors: 'The classes with the most wrong rows come first.',
  otherClasses: ({ rest }) => `The other ${rest} classes`,

  riskCoverage: {
    title: 'Accuracy with uncertain rows left out',
    note: 'A threshold on the largest probability keeps the rows above it (their share is the coverage) and leaves the others to a person or another method. The curve shows how accurate the kept rows are; its complement is the risk–coverage curve. A threshold is chosen on these very rows, so it may be slightly optimistic for new rows, the more so the fewer rows are kept.',
    threshold: '--reject-below',
    coverage: 'Coverage',
    kept: 'Rows kept',
    accuracy: 'Accuracy of the kept rows',
    wanted: 'Wanted accuracy',
    unreachable: 'no threshold',
    perfect: 'Every row is classified correctly, with any threshold.',
    aurc: ({ aurc, optimal, random }) =>
      `The area under the risk–coverage curve (AURC), the mean error rate over all coverages, is ${aurc}. The least at this accuracy is ${optimal}, where every wrong row is less certain than every correct one; probabilities that do not tell wrong rows from correct ones give ${random}.`,
    tooltip: ({ threshold, coverage, rows, accuracy }) =>
      `from ${threshold}: coverage ${coverage}, ${rows} rows, accuracy ${accuracy}`,
    mark: ({ threshold }) => `threshold ${threshold}`,
  },

  mistakes: 'The most confident mistakes',
  mistakesNote: 'Check these rows first: they are hard cases, or their label in the table is wrong.',
  noMistakes: 'None: every row is classified correctly.',
  mistakeColumns: { row: 'Row', probability: 'Its probability', probabilityOfTruth: 'Probability of the true class' },

  coefficients: 'Largest weights by class',
  weightScales: {
    weight: 'A weight is the change in the score (logit) of the class.',
    standardized:
      'Of a number, the change for one standard deviation of the training rows, so that the weights of different columns can be compared.',
    plain:
      'Of a number, the change for one unit of its column: numbers were not standardised, so the weights of different columns cannot be compared.',
    category: 'Of a category or a missing value, the change where it applies.',
    text: 'Of a word or a part of a word in quotes, the change per unit of its TF-IDF, which is between 0 and 1 and smaller in long texts.',
    colours: 'Blue raises the score, orange lowers it.',
  },
  raising: 'Raise the score',
  lowering: 'Lower the score',
  moreClasses: ({ shown, classes }) => `The first ${shown} of ${classes} classes are shown.`,
  dateParts: {
    year: 'year',
    month: 'month',
    weekday: 'weekday',
    hour: 'hour',
    time: 'time of day',
    elapsed: 'days elapsed',
  },
  isAnother: 'is another',
  isMissing: 'is missing',

  usage: 'Use the model',
  usageNote: 'This command predicts the class and the probability of each class for every row of another table:',
  footer: ({ model }) => `Written by Bridle for the model ${model}. Rows are counted from 1, without the header.`,
};
