import type { PlotWords } from '../plot-words.ts';

/** Labels of the temperature curves in English. */
export const plot: PlotWords = {
  title: (levels, low, high) => `Populations and thermodynamics of ${levels} levels from ${low} to ${high} K`,
  populations: 'Population (%)',
  drawn: (drawn, levels) => `the ${drawn} most populated of ${levels}`,
  entropy: 'Entropy S (J/mol/K)',
  heatCapacity: 'Heat capacity Cv (J/mol/K)',
  temperature: 'Temperature (K)',
};
