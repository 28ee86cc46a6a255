// English: the stop "training".

export const training = {
  idea: 'A classifier is a softmax over scores that are linear in the data. Training moves its weights against the gradient of the loss, and that gradient is simply p − y. Turn up the learning rate and watch: the naive formula becomes NaN, first in float16, then in float32, then in float64. The stable one does not.',
  presets: {
    start: 'Three blobs, 0.3',
    one: 'Rate 1',
    ten: 'Rate 10',
    hundred: 'Rate 100',
    overlapping: 'Overlapping',
    five: 'Five classes',
    ringed: 'One inside another',
  },
  questions: {
    first: {
      ask: 'All lanes train at the same learning rate, 0.3, with the naive formula. Which becomes NaN first?',
      choices: ['float16', 'float32', 'float64'],
      reveal: (exponent: string, limit: string) =>
        `float16: in step 4 a score is ${exponent}, and beyond ${limit} its e^x is ∞. At a rate of 1 float32 follows, and at 10 even float64. The larger the steps, the larger the scores, and every format ends somewhere.`,
    },
    stable: {
      ask: 'Now a rate of 100 in float16, but with the largest score taken away first. What happens?',
      choices: ['It becomes NaN all the same', 'It trains'],
      reveal: (accuracy: string) =>
        `It trains: after 200 steps the share of points that are right is ${accuracy}. No exponent is above 0, so no exponential is above 1, in any format.`,
    },
    gradient: {
      ask: 'The model gives the true class the probability 0.9. What does the loss say to the score of that class?',
      choices: ['0.9', '0.1', '−0.1'],
      reveal: () =>
        'p − y = 0.9 − 1 = −0.1: raise this score a little. The other classes get their own p − 0, lower them. Together they sum to zero.',
    },
  },

  plane: 'The plane',
  planeCaption: (lane: string, step: string, loss: string, accuracy: string) =>
    `${lane}, after ${step}: loss ${loss}, accuracy ${accuracy}. The ring around a point is 1 − p of its own class: the wider, the harder it pulls.`,
  newtonCaption: (steps: string, loss: string, accuracy: string) =>
    `Newton’s method, after ${steps}: loss ${loss}, accuracy ${accuracy}. The ring around a point is 1 − p of its own class: the wider, the harder it pulls.`,
  broken: 'NaN: there are no regions any more',
  addHint: 'Click or tap the plane to add a point.',
  className: (i: number) => ['A', 'B', 'C', 'D', 'E'][i],
  brush: 'Class of a new point',
  add: 'Add the point',
  undo: 'Remove the last',
  clear: 'Remove all',
  added: (name: string, x: string, y: string, count: number) => `${name} at (${x}, ${y}); ${count} points now.`,
  full: (most: number) => `There are ${most} points, and that is the most.`,
  few: 'Training needs points of two classes at least. Add some, or choose a preset.',
  point: 'point',
  class: 'class',

  rate: 'Learning rate, for all lanes',
  step: 'Step',
  steps: (n: number) => (n === 1 ? '1 step' : `${n} steps`),
  play: 'Play',
  pause: 'Pause',
  lane: 'Shown in the plane',
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
    `The loss of each lane over 200 steps, on a logarithmic scale; the dashed line is the loss of guessing, ${guess}. ${broken === 0 ? 'No lane breaks at this rate.' : broken === 1 ? 'One lane breaks at this rate.' : `${broken} lanes break at this rate.`}`,
  nan: (step: number) => `NaN in step ${step}`,
  right: (accuracy: string) => `accuracy ${accuracy}`,
  outcome: 'outcome',
  reason: {
    score: 'a score is beyond the format',
    exponential: (exponent: string, limit: string) => `e to the ${exponent} overflows; the limit is ${limit}`,
    sum: 'the sum of the exponentials overflows',
    probability: 'all exponentials are 0, and 0/0 has no value',
    weight: 'a weight is beyond the format',
  },
  why: 'why',
  loss: 'loss',
  accuracy: 'accuracy',

  pull: 'What one point says: p − y',
  pullCaption: (name: string, loss: string) =>
    `This point is of class ${name}. Its loss is −ln p = ${loss}. Each score should move against p − y: its own class up, the others down.`,
  which: 'Point',

  newton: 'Newton’s method, without a rate',
  newtonFigure: (iterations: string, accuracy: string) =>
    `The same loss, with the usual penalty, and its curvature with it. It is done after ${iterations}, with accuracy ${accuracy}, and a certificate: no weights have an objective lower by more than the gap.`,
  newtonFailed: 'It stopped short of the optimum.',
  iteration: 'iteration',
  objective: 'objective',
  gradientNorm: 'largest gradient',
  gap: 'gap at most',
} as const;
