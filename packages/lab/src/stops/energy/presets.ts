// Levels worth a look, each at a temperature where something happens.

import type { Preset } from '../stop-types.ts';
import { rungs } from './model.ts';

const rotation = Array.from({ length: 41 }, (_, j) => j);

const unnamed = { levelnames: [] } as const;
const ladder = { levels: rungs, degeneracies: [1], unit: 'meV', ...unnamed } as const;

export const presets = [
  { id: 'start', state: { ...ladder, kelvin: 300, sweeps: 200 } },
  { id: 'cold', state: { ...ladder, kelvin: 40, sweeps: 200 } },
  { id: 'hot', state: { ...ladder, kelvin: 5000, sweeps: 200 } },
  { id: 'pair', state: { ...ladder, levels: [0, 10], kelvin: 48, sweeps: 200 } },
  // Carbon monoxide: B·J(J + 1) with B = 1.9225 cm⁻¹, each 2J + 1 times (K. P. Huber, G. Herzberg 1979). At 300 K the
  // levels beyond J = 40 change neither Z nor C by a millionth.
  {
    id: 'rotor',
    state: {
      levels: rotation.map((j) => Number((1.9225 * j * (j + 1)).toFixed(4))),
      degeneracies: rotation.map((j) => 2 * j + 1),
      ...unnamed,
      unit: 'cm-1',
      kelvin: 300,
      sweeps: 1000,
    },
  },
  // Rotation of H₂: the sums of the measured lines S(0) to S(5), 354.37 to 1447.28 cm⁻¹, from J = 0 and from J = 1 at
  // 118.49; odd J, ortho, has three nuclear spin states each.
  {
    id: 'orthopara',
    state: {
      levels: [0, 118.49, 354.37, 705.52, 1168.8, 1740.19, 2414.9, 3187.47],
      degeneracies: [1, 9, 5, 21, 9, 33, 13, 45],
      levelnames: [0, 1, 2, 3, 4, 5, 6, 7].map((j) => `J = ${j}`),
      unit: 'cm-1',
      kelvin: 77,
      sweeps: 1000,
    },
  },
  // Butane: gauche lies 0.9 kcal/mol above anti, and there are two of it.
  {
    id: 'butane',
    state: {
      levels: [0, 0.9],
      degeneracies: [1, 2],
      levelnames: ['anti', 'gauche'],
      unit: 'kcal/mol',
      kelvin: 298.15,
      sweeps: 200,
    },
  },
  // Methylcyclohexane: axial lies 1.74 kcal/mol above equatorial.
  {
    id: 'methyl',
    state: {
      levels: [0, 1.74],
      degeneracies: [1],
      levelnames: ['equatorial', 'axial'],
      unit: 'kcal/mol',
      kelvin: 298.15,
      sweeps: 1000,
    },
  },
  // Hydrogen: 13.598·(1 − 1/n²) eV, each 2n² times, at the temperature of the Sun's surface.
  {
    id: 'hydrogen',
    state: {
      levels: [0, 10.199, 12.087, 12.748],
      degeneracies: [2, 8, 18, 32],
      levelnames: ['n = 1', 'n = 2', 'n = 3', 'n = 4'],
      unit: 'eV',
      kelvin: 5772,
      sweeps: 200,
    },
  },
] as const satisfies readonly Preset[];
