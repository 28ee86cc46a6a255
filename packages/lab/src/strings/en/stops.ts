// English: what each stop is called.

export const stops = {
  energy: 'Energy and heat',
  timeline: 'Three names for one law',
  definition: 'From scores to probabilities',
  share: 'Share against softmax',
  overflow: 'Overflow under the microscope',
  training: 'Training, until NaN',
  digits: 'Real digits',
  calibration: 'How sure may it be?',
  word: 'The next word',
} as const;

/** The same in the row of stops, where they stand side by side. */
export const inRow = {
  energy: 'Energy',
  timeline: 'Three names',
  definition: 'Definition',
  share: 'Share',
  overflow: 'Overflow',
  training: 'Training',
  digits: 'Digits',
  calibration: 'Calibration',
  word: 'Next word',
} as const;
