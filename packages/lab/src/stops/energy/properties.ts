import { choice, type Property } from '../../state/property.ts';

const MOST_LEVELS = 60;

export const properties = {
  levels: {
    kind: 'numbers',
    default: [0, 10, 20, 30, 40, 50, 60, 70],
    min: -1_000_000,
    max: 1_000_000,
    most: MOST_LEVELS,
  },
  degeneracies: { kind: 'numbers', default: [1], min: 1, max: 1_000_000, most: MOST_LEVELS },
  levelnames: { kind: 'words', default: [], most: MOST_LEVELS, longest: 40 },
  unit: choice(['meV', 'eV', 'K', 'cm-1', 'kJ/mol', 'kcal/mol', 'J/mol', 'hartree', 'J']),
  kelvin: { kind: 'number', default: 300, min: 0.001, max: 10_000_000 },
  particles: { kind: 'number', default: 100, min: 1, max: 500, whole: true },
  sweeps: { kind: 'number', default: 200, min: 0, max: 10_000, whole: true },
  /** Sweeps a second while it plays. */
  pace: { kind: 'number', default: 10, min: 1, max: 500, whole: true },
  seed: { kind: 'number', default: 1, min: 0, max: 1_000_000, whole: true },
} as const satisfies Record<string, Property>;
