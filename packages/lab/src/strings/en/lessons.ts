// English: what is for a class only: the QR code, the tally of hands, and two lessons.

export const lessons = {
  qrTitle: 'This state as a QR code',
  qrHere:
    'This address leads to the lab on this computer only. Put the lab on a web server, so that phones can open it.',
  qrLong: 'This link is too long for a QR code. Copy the link instead.',
  close: 'Close',

  tallyTitle: 'Raised hands',
  tallyIdea: 'Write what can be chosen, count the hands, and the counts become the scores.',
  zero: 'Start at 0',
  plusOne: (name: string) => `One more for ${name}`,
  minusOne: (name: string) => `One less for ${name}`,
  total: (count: string) => `${count} hands in all`,
  toShare: 'What do share and softmax make of it?',

  planOf: 'Lesson plan, 50 minutes',
  worksheetOf: 'Worksheet',
  forWhom: 'For',
  goals: 'Goals',
  needed: 'Needed',
  plan: 'Course of the lesson',
  minutes: 'Minutes',
  teacher: 'Teacher',
  students: 'Students',
  screen: 'On the screen',
  open: 'Open',
  tasksTitle: 'Tasks',
  answersTitle: 'Answers to the tasks',
  questionsTitle: 'Questions',
  nameAndDate: 'Name, class, date',
  follow: 'On your own device',

  ai: {
    title: 'From scores to probabilities, and how a classifier learns',
    audience: 'mathematics for artificial intelligence, grades 10 to 12; exponential functions are known',
    goals: [
      'Compute the share and the softmax of three scores, and say how they differ.',
      'Explain why adding the same number to every score changes nothing for softmax.',
      'Read p − y as the direction in which a score has to move.',
      'Tell from a loss curve whether a learning rate is too small, about right or too large.',
    ],
    needed: 'A projector; a worksheet for each student; a calculator; phones or tablets, if there are any.',
    steps: {
      vote: {
        title: 'A vote',
        teacher: 'Asks for three lunches, counts the hands for each and enters them.',
        students: 'Vote, and estimate which part of the class each lunch has.',
      },
      rules: {
        title: 'Two rules for the same scores',
        teacher:
          'Puts the question with the scores 1, 1 and 3 and counts the hands. Then shows the answer and writes both formulas on the board.',
        students: 'Answer first. Fill in the table of task 1 and compare it with the figure.',
      },
      same: {
        title: 'Add to all, multiply all',
        teacher: 'Has the class predict each pair of strips before it is shown. Asks for the reason: eˣ⁺ᶜ = eˣ·eᶜ.',
        students: 'Explain in one sentence why eᶜ cancels.',
      },
      loss: {
        title: 'The loss and its gradient',
        teacher: 'Introduces −ln p of the true class as the loss. Puts the question on the gradient.',
        students: 'Compute p − y for task 2: who has to go up, who has to go down?',
      },
      rate: {
        title: 'The learning rate',
        teacher:
          'Shows the presets “Too small”, “About right”, “Oscillating” and “NaN”, one after the other, each after a prediction.',
        students: 'Sketch the loss curve of each. With devices: find a rate of their own that descends fastest.',
      },
      digits: {
        title: 'Real digits',
        teacher: 'Has somebody draw a digit at the board, then something that is no digit.',
        students: 'Watch how sure the answer is, and when it is “not sure”.',
      },
      exit: {
        title: 'Exit ticket',
        teacher: 'Collects task 3.',
        students: 'Answer task 3 without the lab.',
      },
    },
    tasks: {
      table: {
        ask: 'The scores are 1, 1 and 3. Fill in the table: the exponential of each score, its share of the sum of the scores, and its share of the sum of the exponentials (softmax).',
        answer: (p: readonly string[]) => `Share 20, 20, 60 %; softmax ${p.join(', ')}.`,
      },
      gradient: {
        ask: 'The third class is the true one, y = (0, 0, 1). Compute p − y for the softmax of task 1. Which scores should rise, which should fall? What is the sum of the three numbers, and why?',
        answer: (g: readonly string[]) =>
          `p − y = (${g.join(', ')}): the third score should rise, the others should fall. The sum is 0, because p and y both sum to 1.`,
      },
      exit: {
        ask: 'Somebody adds 1 to every score, so they become 2, 2 and 4. What changes for the share, what for softmax? Give a reason.',
        answer: () =>
          'The share of the third falls from 3/5 to 4/8. Softmax stays: every exponential becomes e times as large, and the factor cancels.',
      },
    },
  },

  heat: {
    title: 'Heat: many particles, one distribution',
    audience: 'physics or chemistry, grades 10 to 12; temperature and energy are known, no calculus is needed',
    goals: [
      'Describe how energy spreads over particles that exchange it at random.',
      'Say what temperature does to the numbers on the rungs, up to very hot.',
      'Explain why the heat capacity of two levels has a peak.',
      'Say why nobody follows each particle.',
    ],
    needed: 'A projector; three tokens for each student (coins, paper clips); a worksheet for each student.',
    steps: {
      guess: {
        title: 'A prediction',
        teacher: 'Puts the question about the very hot ladder and counts the hands. Does not resolve it yet.',
        students: 'Vote, and write their reason down.',
      },
      game: {
        title: 'Exchange by chance',
        teacher:
          'Gives everybody three tokens. At each signal two students meet and play rock, paper, scissors: the loser gives one token, if there is one. About fifteen rounds with partners that change.',
        students: 'Play, and note their tokens after the last round.',
      },
      count: {
        title: 'How many have how many?',
        teacher: 'Asks who has 0, 1, 2, 3 … tokens and enters the hands. Most have few, a few have many.',
        students: 'Draw the counts as bars in task 1, and say what is surprising: everybody began with the same.',
      },
      ladder: {
        title: 'Particles in a heat bath',
        teacher:
          'Lets the particles move at 300 K, then at 40 K and at 5000 K. Comes back to the first question and shows the answer.',
        students: 'Compare the rungs with their own bars. Answer task 2.',
      },
      capacity: {
        title: 'How much heat does one more kelvin take?',
        teacher: 'Puts the question on the heat capacity of two levels.',
        students: 'Predict the curve and draw it, then compare.',
      },
      ways: {
        title: 'Why not follow each?',
        teacher: 'Puts the last question of the stop: in how many ways can 100 particles be placed on eight rungs?',
        students: 'Estimate, then read the table: the number of ways, and how little the counts stray.',
      },
      exit: {
        title: 'Exit ticket',
        teacher: 'Collects task 3.',
        students: 'Answer task 3 without the lab.',
      },
    },
    tasks: {
      tokens: {
        ask: 'Draw a bar for each number of tokens: how many students had 0, 1, 2, 3 … at the end?',
        answer: () =>
          'The bars fall from left to right, roughly by the same factor each time. With few students they do so only roughly.',
      },
      temperature: {
        ask: 'What becomes of the number of particles on the lowest and on the highest rung as the temperature rises from 40 K to 5000 K? What would an even hotter bath change?',
        answer: () =>
          'The lowest rung empties and the highest fills until all are nearly equal. An even hotter bath hardly changes anything: the highest never has more than the lowest.',
      },
      exit: {
        ask: 'Two levels lie apart by some energy. At which temperature are both equally full? Give a reason.',
        answer: () =>
          'At none: the ratio of the upper to the lower is e^(−E/kʙT), which comes near 1 as T grows and never reaches it.',
      },
    },
  },
} as const;
