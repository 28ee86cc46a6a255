// English: everything that is not one stop's own.

export const shell = {
  tagline: 'Softmax, from Boltzmann to a trained classifier',
  skip: 'Skip to the content',
  stops: 'Stops',
  language: 'Language',
  teachers: 'For teachers',
  previous: 'Previous',
  next: 'Next',
  loading: 'Loading …',
  failed: 'This stop could not be loaded. Reload the page.',
  footer: 'Every number on this page is computed in your browser. Nothing that you enter is sent anywhere.',

  usualName: (i: number) => ['elementary school', 'middle school', 'high school'][i] ?? `item ${i + 1}`,

  startTitle: 'Softmax, to see and to touch',
  startIdea:
    'One formula describes which energy a molecule has, what people choose, and what a classifier answers. Try what it does, break it, and train a classifier with it. Everything is computed here in your browser.',
  startActions: 'Six things to do',
  actions: {
    third: {
      title: 'Share against softmax',
      text: 'The scores are 1, 1 and 3. What does each rule give the third?',
    },
    plus: { title: 'Add 1 to each score', text: 'Which rule reacts more to one point more?' },
    all: { title: 'Add to all, multiply all', text: 'What changes when every score moves the same way?' },
    overflow: { title: 'Let it overflow', text: 'Add 88 to every score in float32 and find the first ∞.' },
    rate: { title: 'Make it NaN', text: 'Raise the learning rate until training breaks, and see which form survives.' },
    train: { title: 'Train a classifier', text: 'Train it on handwritten digits, then draw one yourself.' },
  },
  startStory: (title: string) => `Or follow the story from the beginning: ${title}`,
  start: 'Start page',
  glossary: 'Glossary',
  glossaryTitle: 'Glossary',
  onwardTitle: 'Where to go from here',
  onwardStart: 'Six things to do: back to the start page',
  onwardGlossary: 'All terms with their symbols',
  onwardTeachers: 'All questions with their answers, for teachers',
  onwardTable: 'Train on a table of your own, and take the model away',
  tableTitle: 'A table of your own',

  presets: 'Try',
  reset: 'Reset',
  copyLink: 'Copy link',
  copied: 'The link is copied.',
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

  linkMany: (key: string, found: number, most: number) =>
    `In the link, ${key} may have up to ${most} numbers; there are ${found}. The lab begins with the default.`,
  linkWrong: (key: string, found: string) =>
    `In the link, “${found}” cannot be used for ${key}. The lab begins with the default.`,

  noNumber: 'Enter a number.',
  notNumber: (found: string) => `“${found}” is not a number.`,
  outside: (found: string, min: string, max: string) =>
    `${found} is out of range. Enter a number from ${min} to ${max}.`,
  notWhole: (found: string) => `${found} is not a whole number. Enter a whole number.`,

  teachersTitle: 'For teachers',
  teachersIdea:
    'All questions with their answers, and for each a link that opens the lab in the state that shows the answer. Print this page, or send a link to the class.',
  sheetTitle: 'Worksheet for students',
  sheetIdea: 'Choose an answer before you look at the lab, and write down why.',
  sheetWhy: 'Why?',
  answer: 'Answer',
  openState: 'Show it in the lab',
  embedTitle: 'In your own page',
  embedIdea:
    'Any stop can be embedded in a page of yours, with the values that must not change locked. The attributes have the names that the link uses.',
} as const;
