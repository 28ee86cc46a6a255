import type { ReportWords } from '../report-words.ts';

/** The report in English. */
export const report: ReportWords = {
  title: ({ target, table }) => `Predicting ${target} from ${table}`,
  headline: ({ accuracy, rows, part }) => {
    if (part === 'heldOut')
      return `${accuracy} of ${rows} rows that took no part in the training are classified right.`;
    if (part === 'training') return `${accuracy} of the ${rows} rows that it was trained on are classified right.`;
    return `${accuracy} of ${rows} rows are classified right.`;
  },
  baseline: ({ name, accuracy }) =>
    `Always answering “${name}”, the most frequent class, would be right for ${accuracy}.`,
  noHoldout:
    'No rows were held out, so these figures say how well the model describes rows that it has seen, and not how it will do on new ones.',

  measures: { accuracy: 'Accuracy', logLoss: 'Log-loss', brier: 'Brier score', ece: 'Calibration error' },
  measureNotes: {
    accuracy: 'The share of rows whose most probable class is the right one.',
    logLoss: 'The mean of −ln p(right class). 0 is perfect; a confident mistake costs much.',
    brier: 'The mean squared distance of the probabilities from the truth, from 0 to 2.',
    ece: 'How far confidence and accuracy are apart on average: the expected calibration error.',
  },
  parts: { heldOut: 'Held out', training: 'Training', table: 'This table', guess: 'Class shares only' },
  quality: 'How good it is',
  measure: 'Measure',

  data: 'The data',
  dataRows: {
    rows: 'Rows in the table',
    trainRows: 'Rows trained on',
    testRows: 'Rows held out',
    missingTargetRows: 'Rows without a class, unused',
    columns: 'Columns used',
    features: 'Features made of them',
  },
  testRowsNote: ({ holdout, seed }) => `${holdout} within each class, drawn with seed ${seed}`,
  classes: 'Classes, by rows judged',
  leftOut: 'Columns left out',
  reasons: {
    constant: 'every cell is the same',
    'all-distinct': 'every cell is different, like a name or a serial number',
    'all-missing': 'every cell is empty',
    excluded: 'excluded on request',
  },

  training: 'The training',
  objective: ({ objective, loss, penalty }) => `Objective ${objective} = mean log-loss ${loss} + penalty ${penalty}.`,
  penalty: ({ l2, C, rows }) =>
    `The penalty is λ/2·‖W‖² with λ = 1/(C·n) = ${l2}, C = ${C}, n = ${rows} rows; intercepts are free.`,
  noPenalty: 'There is no penalty (λ = 0).',
  standardized: 'Numbers are centred and divided by their standard deviation.',
  notStandardized: 'Numbers are used as they are, not standardised.',
  solver: ({ solver, iterations, seconds }) => `${solver} took ${iterations} steps and ${seconds} seconds.`,
  certificate: ({ gradient, gap }) =>
    `Certified: the largest entry of the gradient is ${gradient}, and no other weights can lower the objective by more than ${gap}. Another solver, given time, finds this same model.`,
  certificateNoGap: ({ gradient }) =>
    `The largest entry of the gradient is ${gradient}. Without a penalty there is no bound on the distance from the optimum.`,
  uncertified: ({ gradient, gap }) =>
    `The largest entry of the gradient is ${gradient}, and no step lowers the objective by what float64 can see. The penalty is so small that the bound says little: the minimum lies at most ${gap} lower.`,
  notConverged: ({ gradient, gap }) =>
    `Not at the optimum: it stopped at the limit of its steps, where the largest entry of the gradient is ${gradient} and the objective may be ${gap} above its minimum. Allow more iterations.`,
  stuck: ({ gradient, gap }) =>
    `Not at the optimum: no step lowered the objective any more, where the largest entry of the gradient is ${gradient} and the objective may be ${gap} above its minimum. The numbers may be too far apart in size.`,
  separated:
    'The classes can be separated, wholly or in part, so without a penalty there is no optimum: the weights would grow for ever. Set C or λ.',

  confusion: 'What is taken for what',
  confusionNote: 'Each row of the matrix is a true class, each column a predicted one; the diagonal is right.',
  truth: 'True class',
  predicted: 'Predicted',
  confusedMost: 'There are too many classes for a matrix; these pairs are confused most.',
  times: 'Rows',

  reliability: 'Can the probabilities be trusted?',
  reliabilityNote:
    'Rows are grouped by the probability of their predicted class. Of the rows at 80%, 80% should be right: points on the dotted line. Below it the model is too sure of itself, above it too modest. The band is what chance allows for so few rows (95%): where it holds the dotted line, nothing is wrong. The bars count the rows.',
  confidence: 'Probability of the predicted class',
  shareRight: 'Share that is right',
  perfect: 'as sure as it should be',
  rowsInBin: 'Rows',
  binTooltip: ({ count, confidence, accuracy }) => `${count} rows: mean probability ${confidence}, right ${accuracy}`,
  asTable: 'As a table',

  perClass: 'Class by class',
  perClassColumns: { class: 'Class', precision: 'Precision', recall: 'Recall', f1: 'F1', support: 'Rows' },
  perClassNote:
    'Precision: of the rows predicted as the class, the share that is. Recall: of the rows that are, the share predicted so. F1: their harmonic mean.',

  mistakes: 'The most certain mistakes',
  mistakesNote: 'Look at these rows first: they are hard cases, or their label in the table is wrong.',
  noMistakes: 'There is none: every row is classified right.',
  mistakeColumns: { row: 'Row', probability: 'Its probability', probabilityOfTruth: 'That of the true class' },

  coefficients: 'What speaks for each class',
  coefficientsNote: ({ standardize }) =>
    standardize
      ? 'The largest weights: how much the score of the class changes when a number rises by one standard deviation, or when a category applies. Blue speaks for it, orange against.'
      : 'The largest weights: how much the score of the class changes when a number rises by one of its units, or when a category applies. Numbers were not standardised, so their weights cannot be compared with each other. Blue speaks for it, orange against.',
  moreClasses: ({ shown, classes }) => `The first ${shown} of ${classes} classes are shown.`,
  isMissing: 'is missing',

  usage: 'Use it',
  usageNote: 'Gives each row of another table its class and the probability of each class:',
  footer: ({ model }) => `Made by Bridle with the model ${model}. Rows are counted from 1, the header left out.`,
};
