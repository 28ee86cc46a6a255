// English: the stop "calibration".

export const calibration = {
  idea: 'A classifier that says 80 % should be right 80 times in 100. Whether it is can be measured on pictures that it has not seen: here on all 1,797 digits, each judged by a model that was trained without it (five trainings, each without a fifth of the digits). Temperature corrects how sure it is; a threshold withholds what it is not sure of.',
  presets: {
    start: 'As trained',
    cold: 'Too sure, T = 0.4',
    hot: 'Not sure enough, T = 3',
    strict: 'Only above 99 %',
    heart: 'A heart',
    nothing: 'An empty picture',
  },
  questions: {
    meaning: {
      ask: 'Take all answers that a calibrated model gives with a probability of 80 %. How many of them are right?',
      choices: ['All of them', 'About 80 %', 'It cannot be known'],
      reveal: () => 'About 80 % of them are right, and 20 % are wrong.',
      why: 'That is what calibrated means. In the figure the bars of a calibrated model end on the diagonal.',
    },
    loss: {
      ask: 'All logits are divided by T. Where is the loss on unseen digits lowest?',
      choices: ['At the lowest T', 'Somewhere in between', 'At the highest T'],
      reveal: (temperature: string) =>
        `In between: for four answers given with 88 %, one of them wrong, it is lowest at T = ${temperature}.`,
      why: 'A low T makes wrong answers very sure, and their loss −ln p very large; a high T makes right answers doubtful. The temperature of the least loss calibrates a model without changing any of its answers.',
    },
    threshold: {
      ask: 'The model now answers only where its largest probability is above a threshold. What happens to the accuracy of the answers that remain?',
      choices: ['It rises', 'It stays', 'It falls'],
      reveal: (before: string, after: string, part: string) =>
        `It rises: of four answers given with 90, 80, 70 and 60 %, the last one wrong, ${before} are right without a threshold, and ${after} of the ${part} that are kept at 70 %.`,
      why: 'What it is less sure of is wrong more often. The price is that fewer pictures get an answer.',
    },
    none: {
      ask: 'A picture shows a heart. Which rule can say “none of the ten digits”, so that the ten probabilities sum to less than 1?',
      choices: ['Softmax', 'Sparsemax', 'Neither'],
      reveal: () => 'Neither: the ten probabilities sum to 1 under every rule shown here.',
      why: 'Sparsemax and entmax give exactly 0 to some classes, but never to all. “None of these” needs a class of its own, or a threshold.',
    },
  },
  loading: 'Loading the handwritten digits …',
  training: (done: string) => `Training five models, each without a fifth of the digits: ${done}.`,
  failed: 'The digits could not be loaded. Reload the page.',

  threshold: 'Threshold',
  thing: 'Picture',
  things: {
    heart: 'a heart',
    letter: 'the letter A',
    cross: 'a cross',
    board: 'a chessboard',
    grey: 'plain grey',
    nothing: 'nothing',
  },

  reliability: 'Is 80 % right 80 times in 100?',
  reliabilityCaption: (temperature: string, ece: string, accuracy: string) =>
    `Answers sorted by their probability at T = ${temperature}: the height of a bar is the fraction that is right, and the number above it is their count. A bar below the diagonal is too sure, one above it not sure enough. The mean distance, the calibration error (ECE), is ${ece}; the accuracy is ${accuracy} at every temperature.`,
  from: 'from',
  to: 'to',
  count: 'answers',
  confidence: 'mean probability',
  accuracy: 'accuracy',
  diagonal: 'calibrated',

  loss: 'The loss over temperature',
  lossCaption: (best: string, least: string, now: string) =>
    `The mean loss −ln p of the true digit. It is lowest at T = ${best}, where it is ${least}; at the present temperature it is ${now}.`,
  temperature: 'Temperature T',
  meanLoss: 'mean loss',
  best: 'least',

  answers: 'Answer only when sure',
  answersCaption: (threshold: string, part: string, right: string) =>
    `With a threshold of ${threshold} the model answers for ${part} of the digits, and ${right} of these answers are right.`,
  answersNone: (threshold: string) => `With a threshold of ${threshold} no digit gets an answer.`,
  part: 'answered',
  right: 'right among them',

  noDigit: (thing: string, digit: number, p: string) => `Shown ${thing}, it says ${digit} (${p})`,
  noDigitCaption: (rows: string) =>
    `The same ten scores under three rules. Softmax gives every digit something; entmax and sparsemax give exactly 0 to some: here ${rows}.`,
  zeros: (rule: string, zeros: number) => `${rule} to ${zeros}`,
  rules: { softmax: 'softmax', entmax: 'entmax 1.5', sparsemax: 'sparsemax' },
  digit: 'digit',
} as const;
