// English: the pages around the stops, which the custom elements leave out.

export const pages = {
  skip: 'Skip to the content',
  teachers: 'For teachers',
  previous: 'Previous',
  next: 'Next',
  footer: 'Every number on this page is computed in your browser. Nothing that you enter is sent anywhere.',
  startTitle: 'Softmax, to see and to touch',
  startIdea:
    'One formula describes the energy of a molecule, the choices of people and the answers of a classifier. See what it does, break it, and train a classifier with it. Everything is computed here in your browser.',
  startActions: 'Six things to do',
  actions: {
    third: {
      title: 'Share against softmax',
      text: 'The scores are 1, 1 and 3. What does each rule give the third?',
    },
    plus: { title: 'Add 1 to each score', text: 'Which rule reacts more strongly to one more point?' },
    all: { title: 'Add to all, multiply all', text: 'What changes when all scores change in the same way?' },
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
  linkMany: (key: string, found: number, most: number) =>
    `In the link, ${key} may have up to ${most} numbers; there are ${found}. The lab begins with the default.`,
  linkWrong: (key: string, found: string) =>
    `In the link, “${found}” cannot be used for ${key}. The lab begins with the default.`,
  teachersTitle: 'For teachers',
  teachersIdea:
    'All questions with their answers, and for each a link that opens the lab in the state that shows the answer. Print this page, or send a link to the class.',
  sheetTitle: 'Worksheet for students',
  sheetIdea: 'Choose an answer before you look at the lab, and write down why.',
  answer: 'Answer',
  openState: 'Show it in the lab',
  classTitle: 'In class',
  classIdea:
    'Two lessons of 50 minutes, each with a worksheet; and a tally of raised hands that become the scores. “Present” at the top of each stop makes everything large and asks each question before its figure; “QR code” shows the state for the students’ own devices.',
  tally: 'Count raised hands',
  embedTitle: 'In your own page',
  embedIdea:
    'Any stop can be embedded in a page of yours, with the values that must not change locked. The attributes have the names that the link uses.',
} as const;
