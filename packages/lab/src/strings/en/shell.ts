// English: everything that is not one stop's own.

export const shell = {
  tagline: 'Softmax, from Boltzmann to a trained classifier',
  stops: 'Stops',
  language: 'Language',
  loading: 'Loading …',
  failed: 'This stop could not be loaded. Reload the page.',

  usualName: (i: number) => ['elementary school', 'middle school', 'high school'][i] ?? `item ${i + 1}`,

  presets: 'Try',
  reset: 'Reset',
  copyLink: 'Copy link',
  copied: 'The link is copied.',
  qr: 'QR code',
  present: 'Present',
  presentEnd: 'Stop presenting',
  oneHand: (choice: string) => `One more hand for “${choice}”`,
  lessHand: (choice: string) => `One hand less for “${choice}”`,
  handsToScores: (count: string) => `Use the ${count} hands as scores`,
  linkIs: (url: string) => `Link: ${url}`,

  question: 'Predict first',
  reveal: 'Show the answer',
  skipQuestion: 'Skip',
  hiddenFigure: 'The figure appears here once the question is answered or skipped.',
  controls: 'Controls',
  fold: 'Hide the controls',
  unfold: 'Show the controls',
  chooseFirst: 'Choose an answer first.',
  right: 'Correct.',
  wrong: (answer: string) => `Not quite. The answer is “${answer}”.`,

  table: 'Show as table',
  exports: 'Save and code',
  code: 'Code',
  copyCode: 'Copy',
  copiedCode: 'The code is copied.',
  copyFailed: 'This browser does not allow copying here. Select the text and copy it.',
  saved: (file: string) => `${file} is saved.`,
  saveFailed: 'This browser cannot make a PNG here. Save the figure as SVG.',

  scores: 'Scores',
  score: (name: string) => `Score of ${name}`,
  name: (i: number) => `Name ${i + 1}`,
  remove: (name: string) => `Remove ${name}`,
  addScore: 'Add an item',
  paste: 'Paste from a spreadsheet',
  pasteHint: 'One row for each score: a name and a number, or a number alone.',
  use: 'Use these scores',
  pasteEmpty: 'There is no number in it yet.',
  pasteWrong: (line: number, found: string) =>
    `Row ${line}: “${found}” is not a number that can be used. The scores are unchanged.`,
  pasteMany: (found: number, most: number) =>
    `Up to ${most} scores can be used; there are ${found}. The scores are unchanged.`,
  pasteUnclear: (line: number, found: string) =>
    `Row ${line}: “${found}” may be one number or several. For one number leave the commas out; for several put a space after each comma. The scores are unchanged.`,
  pasted: (count: number) => `${count} scores imported.`,

  pastedNamed: (count: number, unused: number) =>
    `${count} scores imported, with names from the first column and scores from the second${unused === 0 ? '' : unused === 1 ? '; one more column was not used' : `; ${unused} more columns were not used`}.`,

  noNumber: 'Enter a number.',
  notNumber: (found: string) => `“${found}” is not a number.`,
  outside: (found: string, min: string, max: string) =>
    `${found} is out of range. Enter a number from ${min} to ${max}.`,
  notWhole: (found: string) => `${found} is not a whole number. Enter a whole number.`,

  sheetWhy: 'Why?',
} as const;
