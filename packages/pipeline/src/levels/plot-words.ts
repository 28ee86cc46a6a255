// What the curves of a run are labelled with, in each language.

import type { Language } from '../report/words.ts';

export type PlotWords = {
  title: (levels: string, low: string, high: string) => string;
  populations: string;
  /** Where not all levels are drawn. */
  drawn: (drawn: string, levels: string) => string;
  entropy: string;
  heatCapacity: string;
  temperature: string;
};

export const plotWords: Record<Language, PlotWords> = {
  en: {
    title: (levels, low, high) => `Populations and thermodynamics of ${levels} levels from ${low} to ${high} K`,
    populations: 'Population (%)',
    drawn: (drawn, levels) => `the ${drawn} most populated, of ${levels}`,
    entropy: 'Entropy S (J/mol/K)',
    heatCapacity: 'Heat capacity Cv (J/mol/K)',
    temperature: 'Temperature (K)',
  },
  ko: {
    title: (levels, low, high) => `준위 ${levels}개의 점유율과 열역학량, ${low}~${high} K`,
    populations: '점유율 (%)',
    drawn: (drawn, levels) => `${levels}개 가운데 가장 많이 찬 ${drawn}개`,
    entropy: '엔트로피 S (J/mol/K)',
    heatCapacity: '열용량 Cv (J/mol/K)',
    temperature: '온도 (K)',
  },
};
