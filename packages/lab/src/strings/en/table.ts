// English: the page that trains on a table of one's own.

export const table = {
  idea: 'Open or paste a table with a row for each example, one column of which is the class. The classifier is trained here in your browser on four fifths of the rows and tested on the rest; the table is sent nowhere.',
  open: 'Open a file (CSV, TSV)',
  text: 'Or paste it here, with the names of the columns in the first row',
  example: 'Try it with the penguins',
  target: 'Column with the class',
  train: 'Train',
  stop: 'Stop',
  columns: (rows: string, numeric: number, categorical: number) =>
    `${rows} rows; columns of numbers: ${numeric}, of categories: ${categorical}.`,
  wrong: {
    empty: 'There is no table yet: a row of names and at least one more row are needed.',
    characters: (found: string, most: string) =>
      `The text has ${found} characters; the page takes up to ${most}. Use bridle train on the command line.`,
    rows: (found: string, most: string) =>
      `The table has ${found} rows; the page takes up to ${most}. Use bridle train on the command line.`,
    columnsMany: (found: string, most: string) => `The table has ${found} columns; the page takes up to ${most}.`,
    ragged: (row: number, found: number, expected: number) =>
      `Row ${row} has ${found} cells, and the first row has ${expected}. Correct the row and try again.`,
    quote: (row: number) => `The quotation mark that opens in row ${row} is never closed. Close it and try again.`,
    names: (found: string) =>
      found === ''
        ? 'A column has no name. Give every column a name in the first row.'
        : `Two columns are called “${found}”. Give every column a name of its own.`,
  },
  refused: {
    'target-missing': (target: string) =>
      `Every cell of “${target}” is empty, so it cannot be the class. Choose another column.`,
    'target-constant': (target: string) =>
      `Every cell of “${target}” is the same, so it cannot be the class. Choose another column.`,
    'target-one-class': (target: string) =>
      `“${target}” has one class only; learning needs two. Choose another column.`,
    'target-all-distinct': (target: string) =>
      `All cells of “${target}” differ, so it cannot be the class. Choose another column.`,
    'target-continuous': (target: string) => `“${target}” holds measurements, not classes. Choose another column.`,
    'no-features': (_target: string) =>
      'No column is left to learn from: the others are empty, constant or all different.',
    'too-large': (_target: string) => 'A number in the table is too large to learn from (beyond 10¹⁴⁰).',
  },
  failed: 'The training failed. Reload the page and try again.',
  step: (iteration: number, objective: string) => `Training: iteration ${iteration}, objective ${objective}.`,
  result: 'What it learned',
  summary: (trained: string, tested: string, accuracy: string, loss: string, ece: string) =>
    `Trained on ${trained} rows and tested on ${tested} others: accuracy ${accuracy}, log-loss ${loss}, calibration error (ECE) ${ece}.`,
  untested: (trained: string) => `Trained on ${trained} rows. There are too few rows to keep some for a test.`,
  certificate: (iterations: number, gap: string) =>
    `${iterations} iterations. No weights have an objective lower by more than ${gap}.`,
  leftOut: (names: string) => `Not used, because they are constant, empty or all different: ${names}.`,
  confusion: 'Confusion: rows are the actual classes, columns the predictions',
  reliability: 'Is 80 % right 80 times in 100?',
  reliabilityCaption:
    'The height of a bar is the fraction of the answers that is right; the number above it is their count.',
  confidence: 'mean probability',
  accuracy: 'accuracy',
  diagonal: 'calibrated',
  from: 'from',
  to: 'to',
  count: 'answers',
  save: 'Save the model (model.json)',
  command: 'The same on the command line, and predictions for new rows:',
} as const;
