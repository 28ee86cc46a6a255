// English: the stop "energy".

export const energy = {
  idea: 'Particles sit on a ladder of energies and jostle with a bath of heat. Nobody can say where one of them will be next. How many are on each rung is another matter: it settles, and temperature alone decides it. That is Boltzmann’s distribution, and it is softmax of −E / kT.',
  presets: {
    start: 'Eight rungs, 300 K',
    cold: 'Cold, 40 K',
    hot: 'Hot, 5000 K',
    pair: 'Two levels',
    rotor: 'A molecule that turns (CO)',
    hydrogen: 'Hydrogen in a star',
  },
  questions: {
    heat: {
      ask: 'The ladder is made very hot, 100,000 K. Where are the particles?',
      choices: ['Most on the top rung', 'Alike on all rungs', 'Most still below'],
      reveal: (top: string, bottom: string) =>
        `The top rung has ${top}, the lowest ${bottom}. Heat makes all states alike; it never prefers a higher one. As 1 / kT goes to 0, softmax goes to equal shares.`,
    },
    capacity: {
      ask: 'Two levels are heated from cold to hot. What becomes of the heat that one more degree takes, C?',
      choices: ['It grows on and on', 'It grows to a constant', 'It grows, then falls again'],
      reveal: (peak: string, last: string) =>
        `C reaches ${peak} k and is down to ${last} k at 2000 K. Two levels can hold only so much energy: once both are equally full, more heat finds no place. The hump is called Schottky’s anomaly.`,
    },
    ways: {
      ask: 'How many ways are there to place 100 particles on eight rungs, if one knows each by name?',
      choices: ['About a thousand', 'About 10¹⁶', 'About 10⁹⁰'],
      reveal: () =>
        'Each of the 100 has 8 places to be, so there are 8¹⁰⁰ ways, about 2 · 10⁹⁰: more than the atoms of the universe. To know how many are on each rung takes eight numbers.',
    },
  },
  ladder: 'Particles in a heat bath',
  ladderCaption: (kT: string, unit: string, sweeps: string, divergence: string) =>
    `kT is ${kT} ${unit}. After ${sweeps} sweeps the visits are ${divergence} away from Boltzmann (relative entropy, in nats).`,
  ladderStart: (kT: string, unit: string) => `kT is ${kT} ${unit}. All particles begin on the lowest rung.`,
  rung: (energy: string, unit: string) => `${energy} ${unit}`,
  states: (g: string) => (g === '1' ? '1 state' : `${g} states`),
  now: 'particles now',
  visited: 'visits so far',
  exact: 'Boltzmann',
  play: 'Play',
  pause: 'Pause',
  step: 'One sweep',
  again: 'From the start',
  stillness: 'Your system asks for less motion: go sweep by sweep, or type how many.',
  temperature: 'Temperature, K',
  particles: 'Particles',
  sweeps: 'Sweeps',
  seed: 'Seed',

  levels: 'Levels',
  unit: 'Unit',
  energy: 'energy',
  degeneracy: 'states',
  energyOf: (i: string) => `Energy of level ${i}`,
  degeneracyOf: (i: string) => `States of level ${i}`,
  removeLevel: (i: string) => `Remove level ${i}`,
  addLevel: 'Add a level',

  trace: 'Closing in',
  traceCaption:
    'The distance between the visits so far and Boltzmann’s populations. Particles remember where they were, so the walk tends to lag behind the dashed line, which is what as many independent draws would give.',
  divergence: 'relative entropy, nats',
  walk: 'the walk',
  afresh: 'independent draws',

  curves: 'What counting gives',
  curvesCaption: (temperature: string) =>
    `No walk is needed: all of this follows from one sum, Z = Σ g e^(−E / kT). The line is at ${temperature} K.`,
  axis: 'T in K',
  quantities: {
    Z: 'partition function, from the lowest level',
    U: 'mean energy',
    F: 'free energy, −kT ln Z',
    S: 'entropy of a particle',
    C: 'heat capacity of a particle',
  },

  knowing: 'Why count',
  knowingIdea:
    'The ways to place particles grow with every particle by a factor. What strays from Boltzmann shrinks with the square root of their number. For a mole of them, knowing each is beyond any machine, and counting is right to eleven digits.',
  count: 'particles',
  ways: 'ways to place them',
  years: 'years to read them, 10⁹ a second',
  stray: 'how far the lowest rung strays',
} as const;
