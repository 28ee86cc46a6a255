// English: the stop "digits".

export const digits = {
  idea: 'The same classifier as before, with 64 pixels instead of two coordinates and ten classes instead of three. It is trained here, in your browser, on 1,438 of 1,797 real handwritten digits, and tested on the other 359, which it has not seen. Then draw a digit of your own.',
  presets: {
    doubtful: 'A doubtful 9',
    sure: 'An obvious 7',
    fooling: 'An 8 that fools it',
    nothing: 'An empty picture',
    cold: 'T = 0.3',
    hot: 'T = 5',
  },
  questions: {
    temperature: {
      ask: 'The temperature rises from 1 to 2, so every logit is divided by 2. What happens to the most probable digit?',
      choices: [
        'Another may take its place',
        'It stays, with a lower probability',
        'It stays, with a higher probability',
      ],
      reveal: (before: string, after: string) =>
        `For the logits 4, 2 and 1 the largest probability goes from ${before} to ${after}.`,
      why: 'Dividing keeps the order and reduces the differences. So temperature can correct how confident a model is without changing any of its answers.',
    },
    values: {
      ask: 'Each pixel counts the black dots in a block of 4 × 4. How many different values can it have?',
      choices: ['2', '16', '17'],
      reveal: () => 'There are 17 values, from no dot to all sixteen.',
      why: 'That is why the pixels range from 0 to 16.',
    },
    nothing: {
      ask: 'What does softmax return for a picture with nothing on it?',
      choices: ['No probabilities', 'Ten zeros', 'Ten probabilities that sum to 1'],
      reveal: () => 'Softmax gives ten probabilities that sum to 1, as always.',
      why: 'It cannot answer “none of these”. If that answer is needed, give it a class of its own, or withhold answers that are not confident enough.',
    },
  },

  loading: 'Loading the handwritten digits …',
  training: (iteration: number, objective: string) => `Training: iteration ${iteration}, objective ${objective}.`,
  failed: 'The digits could not be loaded. Reload the page.',

  pad: 'Draw a digit here, with a mouse, a pen or a finger',
  padHint: 'Size and position do not matter: the drawing is straightened, centred and scaled like the training digits.',
  clear: 'Clear',
  grid: 'What the model sees',
  gridHint: 'By keyboard: arrows move, space fills or empties, + and − change by one.',
  pixel: (row: number, column: number, value: number) => `row ${row}, column ${column}: ${value}`,
  temperature: 'Temperature T',

  answer: {
    empty: 'Nothing is drawn yet',
    unsure: (digit: number, p: string) => `Not sure: perhaps ${digit} (${p})`,
    probable: (digit: number, p: string) => `Probably ${digit} (${p})`,
  },
  emptyCaption:
    'There is no answer for an empty picture. Softmax gives probabilities that sum to 1 all the same, shown below.',
  answerCaption: (digit: number, p: string, second: number, q: string) =>
    `The most probable digit is ${digit} with ${p}, then ${second} with ${q}.`,
  threshold: (least: string, kept: string, right: string) =>
    `Below ${least} the answer is “not sure”. It answers for ${kept} of the held-out digits, and ${right} of these answers are right.`,
  answerScaled: (temperature: string, p: string) => `At T = ${temperature} the largest probability is ${p}.`,
  probabilities: 'Ten probabilities',
  digit: 'digit',
  logit: 'logit',
  plainP: 'T = 1',
  scaledP: (temperature: string) => `T = ${temperature}`,

  heldOut: 'Tested on digits it has not seen',
  heldOutCaption: (accuracy: string, right: number, rows: number, loss: string, ece: string) =>
    `${right} of ${rows} held-out digits are right, an accuracy of ${accuracy}; the log-loss is ${loss}, the calibration error (ECE) ${ece}. Rows: the actual digit. Columns: the prediction.`,
  certificate: (rows: number, iterations: number, gap: string) =>
    `Trained on ${rows} digits in ${iterations} iterations. No weights have an objective lower by more than ${gap}.`,
  truth: 'actual',
  taken: 'predicted',

  weights: 'What it learned',
  weightsCaption:
    'The weights of each digit as a picture. A stroke through a filled square raises the score of the digit, one through a hollow square lowers it; the larger the square, the stronger the effect.',
  pixelName: 'pixel',
  intercept: 'intercept',
  modelFile: 'Model (JSON)',

  mistakes: 'Its most confident mistakes',
  mistakesCaption: (count: number) =>
    `The most probable of its ${count} wrong answers among the held-out digits. Softmax can be confident and wrong.`,
  mistake: (truth: number, taken: number) => `actual ${truth}, predicted ${taken}`,
  row: 'row',
} as const;
