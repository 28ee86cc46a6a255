// English: the stop "digits".

export const digits = {
  idea: 'The same classifier as before, with 64 pixels in place of two coordinates and ten classes in place of three. It trains here, in your browser, on 1,438 of 1,797 real handwritten digits; 359 it never sees, and they judge it. Then draw a digit of your own.',
  presets: {
    doubtful: 'A doubtful nine',
    sure: 'A sure seven',
    fooling: 'An eight that fools it',
    nothing: 'Nothing at all',
    cold: 'T = 0.3',
    hot: 'T = 5',
  },
  questions: {
    temperature: {
      ask: 'The temperature rises from 1 to 2: every logit is divided by 2. What becomes of the favourite?',
      choices: ['Another digit may win', 'The same wins, less surely', 'The same wins, more surely'],
      reveal: (before: string, after: string) =>
        `For logits 4, 2 and 1 the favourite goes from ${before} to ${after}. Dividing changes no order, only the distances. So temperature repairs how sure a model is, without changing any of its answers.`,
    },
    values: {
      ask: 'Each pixel counts the black dots in a block of 4 × 4. How many different values can it have?',
      choices: ['2', '16', '17'],
      reveal: () => '17: from no dot at all to all sixteen. That is why the pixels run from 0 to 16.',
    },
    nothing: {
      ask: 'What does softmax say about a picture with nothing on it?',
      choices: ['It gives no probabilities', 'Ten zeros', 'Ten probabilities that sum to 1'],
      reveal: () =>
        'They always sum to 1: softmax cannot say “none of these”. Whoever needs that answer must ask for it, with a class of its own or by refusing what is not sure.',
    },
  },

  loading: 'The digits are on their way.',
  training: (iteration: number, objective: string) => `Training: step ${iteration}, objective ${objective}.`,
  failed: 'The digits could not be loaded. Load the page again.',

  pad: 'Draw a digit here, with a mouse, a pen or a finger',
  padHint: 'Large or small, wherever you like: it is straightened, centred and scaled as the set was.',
  clear: 'Clear',
  grid: 'What the model sees',
  gridHint: 'By keyboard: arrows move, space fills or empties, + and − change by one.',
  pixel: (row: number, column: number, value: number) => `row ${row}, column ${column}: ${value}`,
  temperature: 'Temperature T',

  answer: (digit: number) => `This is a ${digit}`,
  answerCaption: (digit: number, p: string, second: number, q: string) =>
    `The model gives ${digit} the probability ${p}, and ${second} comes next with ${q}.`,
  answerScaled: (temperature: string, p: string) => `At T = ${temperature} the favourite has ${p}.`,
  probabilities: 'Ten probabilities',
  digit: 'digit',
  logit: 'logit',
  plainP: 'T = 1',
  scaledP: (temperature: string) => `T = ${temperature}`,

  heldOut: 'Judged by what it never saw',
  heldOutCaption: (accuracy: string, right: number, rows: number, loss: string, ece: string) =>
    `${right} of ${rows} held-out digits are right, an accuracy of ${accuracy}; the log-loss is ${loss}, the calibration error ${ece}. Rows: what it is. Columns: what the model says.`,
  certificate: (rows: number, iterations: number, gap: string) =>
    `Trained on ${rows} digits in ${iterations} steps, to an objective at most ${gap} above the lowest there is.`,
  truth: 'is',
  taken: 'taken for',

  weights: 'What it learned',
  weightsCaption:
    'The weights of each digit as a picture. Ink on a filled square speaks for the digit, ink on a hollow one against it; the larger, the louder.',
  pixelName: 'pixel',

  mistakes: 'Its most certain mistakes',
  mistakesCaption: (count: number) =>
    `The surest of its ${count} mistakes among the held-out digits. Softmax can be sure and wrong.`,
  mistake: (truth: number, taken: number) => `${truth}, taken for ${taken}`,
  row: 'row',
} as const;
