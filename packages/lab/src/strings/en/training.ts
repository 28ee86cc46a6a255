// English: the stop "training".

export const training = {
  idea: 'A classifier computes scores that are linear in its inputs, and softmax turns them into probabilities. The loss is the cross-entropy −ln\u00a0p of the true class. Training moves the weights against its gradient, step by step (gradient descent). The gradient with respect to the scores is simply p\u00a0−\u00a0y; for the weights it is multiplied by the coordinates. Raise the learning rate: the naive formula becomes NaN, first in float16, then in float32, then in float64. The stable one survives to 100; at 1000 the scores themselves leave float16.',
  presets: {
    start: 'Three blobs, 0.3',
    small: 'Too small',
    right: 'About right',
    swings: 'Oscillating',
    nan: 'NaN',
    hundred: 'Rate 100',
    overlapping: 'Overlapping',
    five: 'Five classes',
    ringed: 'One inside another',
    squared: 'The same with x², y²',
  },
  questions: {
    first: {
      ask: 'The three lanes with the naive formula all train at the learning rate 0.3. Which becomes NaN first?',
      choices: ['float16', 'float32', 'float64'],
      reveal: (exponent: string, limit: string) =>
        `float16: in step 4 a score reaches ${exponent}, and in float16 eˣ is ∞ for x above ${limit}.`,
      why: 'At a rate of 1 float32 becomes NaN too, and at 10 even float64. The larger the rate, the larger the scores, and every format has a limit.',
    },
    stable: {
      ask: 'Now the rate is 100 in float16, but the largest score is subtracted first. What happens?',
      choices: ['It becomes NaN all the same', 'It trains'],
      reveal: (accuracy: string) => `It trains: after 200 steps the accuracy is ${accuracy}.`,
      why: 'No exponent is above 0, so no exponential is above 1. At a rate of 1000 the scores themselves leave float16, and it becomes NaN in step 5.',
    },
    gradient: {
      ask: 'The model gives the true class the probability 0.9. What is the gradient of the loss with respect to the score of that class?',
      choices: ['0.9', '0.1', '−0.1'],
      reveal: () => 'The gradient is p\u00a0−\u00a0y = 0.9 − 1 = −0.1.',
      why: 'The loss −ln p falls when this score is raised a little. The other classes get p − 0, so their scores are lowered. The gradients sum to zero.',
    },
  },

  plane: 'Decision regions',
  planeCaption: (lane: string, step: string, loss: string, accuracy: string) =>
    `${lane}, after ${step}: loss ${loss}, accuracy ${accuracy}. The ring around a point is 1 − p of its true class: the larger, the more the point contributes to the next step.`,
  planeBroken: (lane: string, step: number) =>
    `${lane}: NaN in step ${step}, so there is neither a loss nor an accuracy.`,
  newtonCaption: (steps: string, loss: string, accuracy: string) =>
    `Newton’s method, after ${steps}: loss ${loss}, accuracy ${accuracy}. The ring around a point is 1 − p of its true class: the larger, the more the point contributes.`,
  broken: 'NaN: there are no decision regions',
  addHint: 'Click or tap the figure to add a point there.',
  className: (i: number) => ['A', 'B', 'C', 'D', 'E'][i],
  brush: 'Class of a new point',
  add: 'Add the point',
  undo: 'Remove the last',
  clear: 'Remove all',
  added: (name: string, x: string, y: string, count: number) =>
    `Added a point of class ${name} at (${x}, ${y}). There are ${count} points now.`,
  full: (most: number) => `There can be at most ${most} points.`,
  few: 'Training needs points of at least two classes. Add some, or choose a preset.',
  point: 'point',
  class: 'class',

  rate: 'Learning rate, for all lanes',
  standard: 'Standardise the coordinates',
  squares: 'Use x² and y² too',
  step: 'Step',
  steps: (n: number) => (n === 1 ? '1 step' : `${n} steps`),
  play: 'Play',
  pause: 'Pause',
  lane: 'Lane shown in the figure',
  laneName: {
    f16naive: 'f16, naive',
    f32naive: 'f32, naive',
    f64naive: 'f64, naive',
    f16stable: 'f16, stable',
    f32stable: 'f32, stable',
    f64stable: 'f64, stable',
    newton: 'Newton',
  },
  lanes: 'Six lanes, one learning rate',
  lanesCaption: (broken: number, guess: string) =>
    `The loss of each lane over 200 steps, on a logarithmic scale; the dashed line is the loss of guessing, ${guess}. ${broken === 0 ? 'No lane becomes NaN at this rate.' : broken === 1 ? 'One lane becomes NaN at this rate.' : `${broken} lanes become NaN at this rate.`}`,
  seen: {
    nan: (lane: string, step: number) => `${lane}: NaN in step ${step}.`,
    small: (lane: string) => `${lane}: the loss falls smoothly but slowly; the rate is too small.`,
    swings: (lane: string) =>
      `${lane}: the loss goes up and down; the rate is so large that steps jump over the minimum (oscillation).`,
    right: (lane: string) => `${lane}: the loss falls fast; the rate is about right.`,
    settled: (lane: string) =>
      `${lane}: the loss no longer falls. Where classes overlap or surround one another, straight borders cannot separate them all; with x² and y² borders may be curved.`,
  },
  nan: (step: number) => `NaN in step ${step}`,
  right: (accuracy: string) => `accuracy ${accuracy}`,
  outcome: 'outcome',
  reason: {
    score: 'a score is out of the range of the format',
    exponential: (exponent: string, limit: string) => `e to the ${exponent} overflows; the limit is e to the ${limit}`,
    sum: 'the sum of the exponentials overflows',
    probability: 'all exponentials are 0, and 0 / 0 is NaN',
    weight: 'a weight is out of the range of the format',
  },
  why: 'reason',
  loss: 'loss',
  accuracy: 'accuracy',

  pull: 'The gradient of one point: p\u00a0−\u00a0y',
  pullCaption: (name: string, loss: string) =>
    `This point is of class ${name}. Its loss is −ln p = ${loss}. The arrows show where the scores move, against the gradient p\u00a0−\u00a0y: the score of the true class up, the others down.`,
  pullBroken: 'The weights are NaN, so there is no gradient.',
  which: 'Point',

  newton: 'Newton’s method, without a learning rate',
  newtonFigure: (iterations: string, accuracy: string, gap: string) =>
    `The same loss with the usual penalty, minimised with its curvature (second derivatives). It finishes after ${iterations} with an accuracy of ${accuracy}. A certificate comes with it: no weights have an objective lower by more than ${gap}.`,
  modelFile: 'Model (JSON)',
  newtonFailed: 'It stopped short of the optimum.',
  iterations: (n: number) => (n === 1 ? '1 iteration' : `${n} iterations`),
  iteration: 'iteration',
  objective: 'objective',
  gradientNorm: 'largest gradient',
  gap: 'bound on the gap',
} as const;
