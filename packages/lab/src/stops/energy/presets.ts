// Levels worth a look, each at a temperature where something happens.

import type { Preset } from '../stop-types.ts';
import { rungs } from './model.ts';

const ladder = { levels: rungs, degeneracies: [1], unit: 'meV' } as const;

export const presets = [
  { id: 'start', state: { ...ladder, kelvin: 300, sweeps: 200 } },
  { id: 'cold', state: { ...ladder, kelvin: 40, sweeps: 200 } },
  { id: 'hot', state: { ...ladder, kelvin: 5000, sweeps: 200 } },
  { id: 'pair', state: { levels: [0, 10], degeneracies: [1], unit: 'meV', kelvin: 48, sweeps: 200 } },
  // Carbon monoxide: B·J(J + 1) with B = 1.9225 cm⁻¹, each 2J + 1 times (K. P. Huber, G. Herzberg 1979).
  {
    id: 'rotor',
    state: {
      levels: [0, 3.845, 11.535, 23.07, 38.45, 57.675, 80.745, 107.66, 138.42, 173.025],
      degeneracies: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
      unit: 'cm-1',
      kelvin: 30,
      sweeps: 200,
    },
  },
  // Hydrogen: 13.598·(1 − 1/n²) eV, each 2n² times.
  {
    id: 'hydrogen',
    state: {
      levels: [0, 10.199, 12.087, 12.748],
      degeneracies: [2, 8, 18, 32],
      unit: 'eV',
      kelvin: 40_000,
      sweeps: 200,
    },
  },
] as const satisfies readonly Preset[];
