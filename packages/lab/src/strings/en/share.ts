// English: the stop "share".

export const share = {
  idea: 'Two ways to divide a whole according to scores. The share divides each score by the sum of the scores; softmax divides the exponential of each score by the sum of the exponentials. For the share it matters how many times as large a score is, for softmax how much larger.',
  presets: {
    start: '1, 1, 3',
    agree: 'T where both agree',
    cold: 'T = 0',
    hot: 'T = ∞',
    far: '1, 1, 10',
    scaled: '10, 10, 30',
    negative: '−1, 1, 3',
  },
  questions: {
    same: {
      ask: 'The scores are 1, 1 and 3, so the share of the third is 3 of 5. What probability does softmax give it?',
      choices: ['Less than the share', 'The same', 'More than the share'],
      reveal: (share: string, softmax: string) => `The share gives the third ${share}, softmax ${softmax}.`,
      why: 'A lead of 2 makes its exponential e² ≈ 7.4 times as large as that of the others, not 3 times.',
    },
    near: {
      ask: 'The scores are 1, 1 and 3. The third rises by 1. Which rule changes its probability more?',
      choices: ['The share', 'Softmax'],
      reveal: (share: string, softmax: string) =>
        `The share rises by ${share} percentage points, softmax by ${softmax}.`,
      why: 'One more point multiplies its exponential by e. For the share it is only one more in a sum of five.',
    },
    far: {
      ask: 'Now the scores are 1, 1 and 10, and the third rises by 1. Which rule changes its probability more?',
      choices: ['The share', 'Softmax'],
      reveal: (share: string, softmax: string) =>
        `The share rises by ${share} percentage points, softmax by only ${softmax}.`,
      why: 'For softmax the third was almost certain already. Softmax reacts more strongly only while the outcome is open.',
    },
    doubled: {
      ask: 'All three scores are doubled: 1, 1, 3 become 2, 2, 6. What changes?',
      choices: ['Only the share', 'Only softmax', 'Both'],
      reveal: (a: string, b: string, c: string, d: string) =>
        `The share of the third is ${a} before and ${b} after; its softmax is ${c} before and ${d} after.`,
      why: 'Doubling the scores is the same as halving the temperature. In the triangle the point moves along the curve.',
    },
  },
  share: 'share',
  softmax: 'softmax',
  name: 'name',
  score: 'score',
  temperature: 'Temperature T',

  compare: 'The same scores, two rules',
  compareCaption: (name: string, share: string, softmax: string) =>
    `${name.charAt(0).toUpperCase()}${name.slice(1)}: share ${share}, softmax ${softmax}.`,
  noShare:
    'These scores have no share: it needs scores of zero or more that do not sum to zero. Softmax takes any scores.',
  agrees: (temperature: string) => `At T\u00a0=\u00a0${temperature} both rules give the same result.`,
  agreeNow: 'At this temperature both rules give the same result.',

  test: 'Add one, add to all, multiply all',
  testCaption:
    'Each pair of strips is one change of the scores. On the right is the change of that item’s probability in percentage points or, where all scores change, the largest of any item. Adding the same number to all leaves softmax as it is; multiplying all by the same number leaves the share as it is.',
  testMany: 'With so many items, 1 is added only to the item that is chosen in the controls.',
  now: 'Now',
  plus: (name: string) => `+1 for ${name}`,
  add: 'Add to all',
  added: (x: string) => `${x} added to all`,
  scale: 'Multiply all by',
  scaled: (x: string) => `All times ${x}`,
  change: (rule: string) => `change, ${rule}`,
  changed: 'what changes',
  points: 'pp',

  reaction: 'How much does adding 1 do?',
  reactionCaption: (name: string) =>
    `The change of the probability of ${name}, in percentage points, when 1 is added to the score on the axis.`,
  crossings: (places: string) => `Both rules change it equally at x = ${places}.`,
  watched: 'Item',
  axis: (name: string) => `score of ${name}`,

  triangle: 'All probabilities of three items',
  triangleCaption:
    'In each corner one item is certain; in the centre all three are equal. The curve is softmax at every temperature, from the centre (T = ∞) to the edge (T = 0). Drag the round point, or move it with the arrow keys, and the scores follow.',
  triangleThree: 'The triangle shows three items. There are not three scores now.',
  triangleFixed:
    'At this temperature the position of the point does not determine the scores. To move it, choose T between 0.05 and 20.',
  point: 'The point of softmax',
} as const;
