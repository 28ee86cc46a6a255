// English: everything that is not one stop's own.

export const shell = {
  tagline: 'Softmax, from Boltzmann to a trained classifier',
  skip: 'Skip to the content',
  stops: 'Stops',
  language: 'Language',
  teachers: 'For teachers',
  story: 'Back to the lab',
  previous: 'Before',
  next: 'Next',
  loading: 'One moment …',
  failed: 'This stop could not be loaded. Load the page again.',
  footer: 'Every number on this page is computed in your browser. Nothing is sent anywhere.',

  usualName: (i: number) => ['elementary', 'middle', 'high school'][i] ?? `class ${i + 1}`,

  presets: 'Try',
  reset: 'Start again',
  copyLink: 'Copy link',
  copied: 'The link is copied.',
  linkIs: (url: string) => `Link: ${url}`,

  question: 'Predict first',
  reveal: 'Show the answer',
  chooseFirst: 'Choose an answer, then look.',
  right: 'Yes.',
  wrong: (answer: string) => `Not quite. The answer: ${answer}.`,

  table: 'Show as table',
  exports: 'Save and code',
  code: 'Code',
  copyCode: 'Copy',
  copiedCode: 'The code is copied.',
  copyFailed: 'Copying is not allowed here. Select the text and copy it.',
  saved: (file: string) => `${file} is saved.`,
  saveFailed: 'The picture could not be made here. Save it as SVG.',

  scores: 'Scores',
  score: (name: string) => `Score of ${name}`,
  name: (i: number) => `Name ${i + 1}`,
  remove: (name: string) => `Remove ${name}`,
  addScore: 'Add a score',
  paste: 'Paste from a spreadsheet',
  pasteHint: 'One row for each score: a name and a number, or only numbers.',
  use: 'Use these',
  pasteEmpty: 'There is no number in it yet.',
  pasteWrong: (line: number, found: string) => `Row ${line}: “${found}” is not a number. The scores stay as they were.`,
  pasteMany: (found: number, most: number) =>
    `${found} scores are too many to show; up to ${most} fit. The scores stay as they were.`,
  pasted: (count: number) => `${count} scores taken over.`,

  notNumber: (found: string) => `“${found}” is not a number.`,
  outside: (found: string, min: string, max: string) => `${found} is out of range: ${min} to ${max}.`,
  notWhole: (found: string) => `${found} is not a whole number.`,

  teachersTitle: 'For teachers',
  teachersIdea:
    'The questions of every stop, with their answers and a link to the lab in the state that shows each answer. Print this page, or send a link to the class.',
  answer: 'Answer',
  openState: 'Show it in the lab',
  embedTitle: 'In your own page',
  embedIdea:
    'Any stop can stand in a page of yours, with what should not change locked. Attributes are the names in the link.',
} as const;
