// English: the stop "energy".

const swept = (sweeps: string) => (sweeps === '1' ? '1 sweep' : `${sweeps} sweeps`);

export const energy = {
  idea: 'Particles sit on a ladder of energies and exchange energy with a heat bath around them. Nobody can say which rung one of them will be on next. But the number on each rung soon settles, and for given levels temperature alone decides it. This is Boltzmann’s distribution: each state has the weight exp(−E\u00a0/\u00a0kʙT), the Boltzmann factor, and a level of g states (its degeneracy) counts g times. It is the softmax of −E\u00a0/\u00a0kʙT.',
  presets: {
    start: 'Eight rungs, 300 K',
    cold: 'Cold, 40 K',
    hot: 'Hot, 5000 K',
    pair: 'Two levels',
    rotor: 'A rotating molecule (CO)',
    orthopara: 'Ortho- and para-H₂, 77 K',
    butane: 'Butane: anti, gauche',
    methyl: 'Methylcyclohexane',
    hydrogen: 'Hydrogen at the Sun’s surface',
  },
  questions: {
    heat: {
      ask: 'The ladder is made very hot, 100,000 K. Where are the particles?',
      choices: ['Most on the top rung', 'Equally on all rungs', 'Most still on the lower rungs'],
      reveal: (top: string, bottom: string) => `The top rung has ${top}, the lowest ${bottom}.`,
      why: 'The hotter it is, the more equally the states are filled; a higher state never gets more than a lower one. As 1\u00a0/\u00a0kʙT goes to 0, softmax gives every state the same probability.',
    },
    one: {
      ask: 'One particle is followed for 10,000 sweeps on the eight rungs at 300 K. What share of the time is it on the lowest rung?',
      choices: [
        'An eighth, the same as on every other rung',
        'The same share as that of all particles that are there at one moment',
        'Nearly all of it: once down, it stays there',
      ],
      reveal: (time: string, share: string) =>
        `It was there ${time} of the time; Boltzmann’s distribution has ${share} of all particles there.`,
      why: 'The heat bath keeps moving the particle, so in time it visits all rungs, each as often as its weight says. The average over a long time equals the average over many particles: this is called ergodicity.',
    },
    capacity: {
      ask: 'Two levels are heated from cold to hot. What happens to the heat capacity C, the heat that one more kelvin takes?',
      choices: ['It keeps growing', 'It grows to a constant', 'It grows, then falls again'],
      reveal: (peak: string, last: string) => `C reaches ${peak} kʙ and is down to ${last} kʙ at 2000 K.`,
      why: 'Two levels can hold only so much energy: once both are equally full, more heat hardly raises the energy. This peak is called the Schottky anomaly.',
    },
    ways: {
      ask: 'How many ways are there to place 100 particles on eight rungs, if they can be told apart?',
      choices: ['About a thousand', 'About 10¹⁶', 'About 10⁹⁰'],
      reveal: () =>
        'Each of the 100 has 8 rungs to be on, so there are 8¹⁰⁰ ways, about 2×10⁹⁰: more than the atoms of the observable universe.',
      why: 'With 10²³ particles nobody could list them. How many particles are on each rung takes only eight numbers.',
    },
  },
  ladder: 'Particles in a heat bath',
  ladderCaption: (kT: string, unit: string, sweeps: string, divergence: string) =>
    `kʙT = ${kT} ${unit}. After ${swept(sweeps)} the time spent on each rung differs from Boltzmann’s distribution by ${divergence} nats (relative entropy).`,
  ladderStart: (kT: string, unit: string) => `kʙT = ${kT} ${unit}. All particles begin on the lowest rung.`,
  follow: 'Follow one particle',
  followCaption: (sweeps: string, time: string, exact: string, points: string) =>
    `After ${swept(sweeps)} the marked particle has spent ${time} of its time on the lowest rung; Boltzmann’s distribution gives ${exact}. Over all rungs the largest difference is ${points} percentage points.`,
  followStart: 'The marked particle begins on the lowest rung, like all the others.',
  rule: 'In each sweep every particle picks the rung above or the rung below at random. With the probability min(1, w′\u00a0/\u00a0w) it moves there, otherwise it stays; w\u00a0=\u00a0g\u00a0exp(−E\u00a0/\u00a0kʙT) is the weight of its own rung and w′ that of the other. This is Metropolis’ rule, and it leaves Boltzmann’s distribution unchanged.',
  ergodic:
    'The longer one particle is followed, the closer its time average comes to the ensemble average, the average over all particles at one moment. This property is called ergodicity.',
  marked: 'the marked particle',
  others: (count: number) => (count === 1 ? '1 other particle' : `${count} other particles`),
  trail: (sweeps: number) => (sweeps === 1 ? 'its last sweep' : `its last ${sweeps} sweeps, newest on the left`),
  time: 'its share of time',
  pace: 'Sweeps per second',
  rung: (energy: string, unit: string) => `${energy} ${unit}`,
  states: (g: string) => `g = ${g}`,
  named: (energy: string, g: string) => `${energy}, g = ${g}`,
  more: (count: number, p: string) =>
    `${count} higher levels, which hold ${p} together, are not drawn; the table has them.`,
  now: 'particles now',
  visited: 'time spent so far',
  exact: 'Boltzmann',
  play: 'Play',
  pause: 'Pause',
  step: 'One sweep',
  again: 'From the start',
  stillness: 'Your system asks for reduced motion: go sweep by sweep, or type the number of sweeps.',
  temperature: 'Temperature, K',
  particles: 'Particles',
  sweeps: 'Sweeps',
  seed: 'Seed',

  levels: 'Energy levels',
  unit: 'Unit',
  energy: 'energy',
  degeneracy: 'degeneracy g',
  energyOf: (i: string) => `Energy of level ${i}`,
  degeneracyOf: (i: string) => `Degeneracy g (number of states) of level ${i}`,
  removeLevel: (i: string) => `Remove level ${i}`,
  addLevel: 'Add a level',
  name: 'name',
  nameOf: (i: string) => `Name of level ${i}`,
  pasted: {
    hint: 'One level on each line: a name if it has one, the energy, and the degeneracy if it is not 1. A unit may stand in the header.',
    use: 'Use these levels',
    wrong: (line: string, found: string) =>
      `Row ${line}: “${found}” cannot be used; a row is a name, an energy and a degeneracy of 1 or more. The levels are unchanged.`,
    unclear: (line: string, found: string) =>
      `Row ${line}: “${found}” may be one number or several. For one number leave the commas out; for several put a space after each comma. The levels are unchanged.`,
    units: (line: string, found: string, before: string) =>
      `Row ${line} has its energy in ${found}, and the rows before it in ${before}. Use one unit. The levels are unchanged.`,
    many: (found: string, most: string) =>
      `Up to ${most} levels can be used; there are ${found}. The levels are unchanged.`,
    done: (count: number, unit: string, unused: number) =>
      `${count === 1 ? '1 level' : `${count} levels`} imported, energies in ${unit}${unused === 0 ? '' : unused === 1 ? '; one more column was not used' : `; ${unused} more columns were not used`}.`,
  },

  trace: 'Approaching Boltzmann’s distribution',
  traceCaption:
    'The difference between the time spent on each rung so far and Boltzmann’s distribution. The dashed line is what as many independent draws would give. A particle’s next rung depends on its present one, so the solid line usually falls later.',
  divergence: 'relative entropy, nats',
  walk: 'moving particles',
  afresh: 'independent draws',

  curves: 'What the partition function gives',
  curvesCaption: (temperature: string) =>
    `No simulation is needed: all of this follows from one sum, the partition function Z₀ = Σ g exp(−(E − E₀)/kʙT), where E₀ is the energy of the lowest level. The dotted line is at ${temperature} K.`,
  axis: 'T in K',
  quantities: {
    Z: 'partition function, from the lowest level',
    U: 'internal energy, the mean',
    F: 'free energy, E₀\u00a0−\u00a0kʙT\u00a0ln\u00a0Z₀',
    S: 'entropy',
    C: 'heat capacity',
  },

  knowing: 'Why not follow each particle?',
  knowingIdea:
    'Each way to place the particles is a microstate, and their number is multiplied with every particle added. The deviation from Boltzmann’s distribution shrinks with the square root of their number. For a mole, about 6×10²³ particles, no computer can follow each one, yet the statistics are right to eleven digits.',
  count: 'particles',
  ways: 'ways to place them',
  years: 'years to go through them, 10⁹ a second',
  stray: 'relative fluctuation of the lowest rung',
} as const;
