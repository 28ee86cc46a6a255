// English: the stop "share".

export const share = {
  idea: 'Two ways to turn scores into parts of a whole. The share divides each score by their sum; softmax divides their exponentials. The share asks how many times as large a score is, softmax how much larger.',
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
    near: {
      ask: 'The scores are 1, 1 and 3. The third gets one more. Which rule moves its probability more?',
      choices: ['The share', 'Softmax'],
      reveal: (share: string, softmax: string) => `The share moves by ${share}, softmax by ${softmax}.`,
    },
    far: {
      ask: 'Now the scores are 1, 1 and 10, and the third gets one more. Which rule moves its probability more?',
      choices: ['The share', 'Softmax'],
      reveal: (share: string, softmax: string) =>
        `The share moves by ${share}, softmax by only ${softmax}: it was almost certain already. That softmax reacts more strongly is true only while the outcome is open.`,
    },
    doubled: {
      ask: 'All three scores are doubled: 1, 1, 3 become 2, 2, 6. What changes?',
      choices: ['Only the share', 'Only softmax', 'Both'],
      reveal: (a: string, b: string, c: string, d: string) =>
        `The share of the third is ${a} before and ${b} after; softmax gives it ${c} before and ${d} after. Doubling the scores is the same as halving the temperature.`,
    },
  },
  share: 'share',
  softmax: 'softmax',
  name: 'name',
  score: 'score',
  temperature: 'Temperature T',

  compare: 'The same scores, two rules',
  compareCaption: (name: string, share: string, softmax: string) =>
    `${name} has ${share} under the share and ${softmax} under softmax.`,
  noShare: 'There is no share of these scores: it needs scores of zero or more, and not all zero. Softmax takes any.',
  agrees: (temperature: string) => `At T\u00a0=\u00a0${temperature} both rules agree.`,
  agreeNow: 'At this temperature both rules agree.',

  test: 'One more, and what else does not matter',
  testCaption: (most: number) =>
    `Each pair of strips is one change of the scores; the numbers say how far that class moved, or the one that moved most. Softmax does not see what is added to all, the share does not see what multiplies all. With more than ${most} classes, only the one that is chosen below is tested.`,
  now: 'As it is',
  plus: (name: string) => `+1 for ${name}`,
  add: 'Add to all',
  added: (x: string) => `${x} added to all`,
  scale: 'Multiply all by',
  scaled: (x: string) => `All times ${x}`,
  change: (rule: string) => `change, ${rule}`,
  changed: 'what changes',

  reaction: 'How much does one more do?',
  reactionCaption: (name: string) =>
    `What one more does to the probability of ${name}, for every score that it could have.`,
  crossings: (places: string) => `Both react alike at x = ${places}.`,
  watched: 'Class',
  axis: (name: string) => `score of ${name}`,

  triangle: 'All probabilities of three',
  triangleCaption:
    'Each corner is certainty, the centre is a tie. The curve is softmax at every temperature, from the centre (T = ∞) to the edge (T = 0). Drag the round point, or move it with the arrow keys, and the scores follow.',
  triangleThree: 'The triangle shows three classes. There are another number of scores now.',
  triangleFixed: 'At this temperature the point no longer tells the scores. Choose T between 0.05 and 20 to move it.',
  point: 'The point of softmax',
} as const;
